"""The precisions that TensorFlow's peers compute in, and the seed of their weights."""

import keras
import tensorflow as tf


def use_precision(precision):
    """To be called before a network is made.

    float32; convolutions (float32 tensors, oneDNN multiplies as bfloat16: the environment has
    ONEDNN_DEFAULT_FPMATH_MODE=BF16, nothing else is to be done); rewritten (TensorFlow's graph rewriter puts bfloat16 where
    its lists say so); or mixed (Keras' policy mixed_bfloat16).
    """
    if precision == "mixed":
        keras.mixed_precision.set_global_policy("mixed_bfloat16")
    if precision == "rewritten":
        tf.config.optimizer.set_experimental_options({"auto_mixed_precision_onednn_bfloat16": True})
    keras.utils.set_random_seed(1)
