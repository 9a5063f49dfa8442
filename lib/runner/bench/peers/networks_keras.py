"""The paper's networks (lib/models/dcgan.ts) as a user of Keras 3 writes them: keras.Sequential, keras.optimizers.Adam.

It differs from ours: every pass in training mode moves the averages of batch norm, and epsilon is added as Keras does.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import tensorflow as tf
from keras import layers

width = 128


def leaky():
    return layers.LeakyReLU(negative_slope=0.01)


class Network:
    def __init__(self, model):
        self.model = model
        self.variables = [v.value for v in model.trainable_variables]

    def __call__(self, x, training=True, follow=True):
        return tf.cast(self.model(x, training=training), tf.float32)  # from bfloat16 under that policy


class Discriminator(Network):
    def __init__(self, normalised=True):
        def after():
            return [layers.BatchNormalization(), leaky()] if normalised else [leaky()]

        stack = [layers.Input((32, 32, 1)), layers.Conv2D(width, 3, padding="same"), *after()]
        for _ in range(3):
            stack += [layers.Conv2D(width, 4, strides=2, padding="same"), *after()]
        stack += [layers.Flatten(), *([layers.Dropout(0.4)] if normalised else []), layers.Dense(1)]
        super().__init__(keras.Sequential(stack))


class Generator(Network):
    def __init__(self):
        def after():
            return [layers.BatchNormalization(), leaky()]

        def convolution():
            return [layers.Conv2D(width, 5, padding="same"), *after()]

        stack = [layers.Input((100,)), layers.Dense(16 * 16 * width), *after(), layers.Reshape((16, 16, width))]
        stack += convolution()
        stack += [layers.Conv2DTranspose(width, 4, strides=2, padding="same"), *after()]
        stack += [*convolution(), *convolution(), layers.Conv2D(1, 5, padding="same", activation="tanh")]
        super().__init__(keras.Sequential(stack))


class SmallDiscriminator(Network):
    """Of quick's pair (`small` in lib/models/dcgan.ts)."""

    def __init__(self):
        stack = [layers.Input((32, 32, 1))]
        for filters in [64, 128, 256]:
            stack += [layers.Conv2D(filters, 5, strides=2, padding="same")]
            stack += [] if filters == 64 else [layers.BatchNormalization()]
            stack += [layers.LeakyReLU(negative_slope=0.2)]
        super().__init__(keras.Sequential([*stack, layers.Flatten(), layers.Dense(1)]))


class SmallGenerator(Network):
    def __init__(self):
        def after():
            return [layers.BatchNormalization(), layers.ReLU()]

        stack = [layers.Input((100,)), layers.Dense(4 * 4 * 256), *after(), layers.Reshape((4, 4, 256))]
        for filters in [128, 64]:
            stack += [layers.Conv2DTranspose(filters, 5, strides=2, padding="same"), *after()]
        stack += [layers.Conv2DTranspose(1, 5, strides=2, padding="same", activation="tanh")]
        super().__init__(keras.Sequential(stack))


class Adam:
    def __init__(self, network, rate, beta1, beta2):
        self.variables = network.model.trainable_variables
        self.optimizer = keras.optimizers.Adam(rate, beta1, beta2)
        self.optimizer.build(self.variables)

    def apply(self, gradients):
        self.optimizer.apply_gradients(zip(gradients, self.variables))
