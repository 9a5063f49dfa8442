"""ResNet-50 (lib/models/resnet.ts) in TensorFlow, steps as tf.function.

"tensorflow": its own functions, fused batch norm (whose moving variance is the unbiased one) and fused RMSProp, which
adds epsilon inside the root as ours; "keras": keras.Model and keras.optimizers.RMSprop. "precision" as in
tensorflow_precision.py.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import keras
import numpy as np
import tensorflow as tf
from keras import layers
from serve import options, serve
from tensorflow_precision import use_precision

asked = options()
use_precision(asked.get("precision", "float32"))
batch = 32
stages = [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)]
epsilon, momentum = 1.001e-5, 0.9


def resnet(x, normalised, join, pool, flat):
    """The network over four functions that tell how its layers are made."""
    x = pool(normalised(x, 64, 7, 2, True))
    for filters, blocks, stride in stages:
        for i in range(blocks):
            s = stride if i == 0 else 1
            shortcut = normalised(x, 4 * filters, 1, s, False) if i == 0 else x
            y = normalised(x, filters, 1, s, True)
            y = normalised(y, filters, 3, 1, True)
            x = join(normalised(y, 4 * filters, 1, 1, False), shortcut)
    return flat(x)


class OwnFunctions:
    def __init__(self):
        self.made, self.variables, self.at, self.training = [], [], 0, True
        self(tf.zeros([batch, 32, 32, 1]))

    def variable(self, value, trainable=True):
        made = tf.Variable(value, trainable=trainable)
        if trainable:
            self.variables.append(made)
        return made

    def layer(self, make):
        """Made in the first pass, found again by its place in the others."""
        if self.at == len(self.made):
            self.made.append(make())
        self.at += 1
        return self.made[self.at - 1]

    def new(self, inputs, filters, kernel):
        deviation = (2 / (kernel * kernel * inputs)) ** 0.5
        weights = self.variable(tf.random.truncated_normal([kernel, kernel, inputs, filters], 0, deviation))
        trained = [self.variable(tf.ones([filters])), self.variable(tf.zeros([filters]))]
        averages = [self.variable(tf.zeros([filters]), False), self.variable(tf.ones([filters]), False)]
        return weights, trained, averages

    def normalised(self, x, filters, kernel, stride, then):
        weights, (scale, shift), (mean, variance) = self.layer(lambda: self.new(x.shape[-1], filters, kernel))
        x = tf.nn.conv2d(x, weights, stride, "SAME")
        norm = tf.compat.v1.nn.fused_batch_norm
        if self.training:
            y, m, v = norm(x, scale, shift, epsilon=epsilon, is_training=True)
            mean.assign(mean * momentum + m * (1 - momentum))
            variance.assign(variance * momentum + v * (1 - momentum))
        else:
            y, _, _ = norm(x, scale, shift, mean, variance, epsilon=epsilon, is_training=False)
        return tf.nn.relu(y) if then else y

    def flat(self, x):
        kernel, bias = self.layer(
            lambda: (self.variable(tf.random.normal([2048, 2], 0, 0.03)), self.variable(tf.zeros([2])))
        )
        x = tf.reduce_mean(x, [1, 2])
        return tf.matmul(tf.nn.dropout(x, 0.4) if self.training else x, kernel) + bias

    def __call__(self, x, training=True):
        self.at, self.training = 0, training
        return resnet(
            x,
            self.normalised,
            lambda y, shortcut: tf.nn.relu(y + shortcut),
            lambda y: tf.nn.max_pool2d(y, 3, 2, "SAME"),
            self.flat,
        )

    def optimizer(self):
        slots = [(tf.Variable(tf.zeros_like(v)), tf.Variable(tf.zeros_like(v))) for v in self.variables]

        def apply(gradients):
            for v, (squares, moment), gradient in zip(self.variables, slots, gradients):
                tf.raw_ops.ResourceApplyRMSProp(
                    var=v.handle,
                    ms=squares.handle,
                    mom=moment.handle,
                    lr=1e-3,
                    rho=0.9,
                    momentum=0.0,
                    epsilon=1e-7,
                    grad=gradient,
                )

        return apply


class KerasModel:
    def __init__(self):
        def normalised(x, filters, kernel, stride, then):
            x = layers.Conv2D(filters, kernel, strides=stride, padding="same", use_bias=False)(x)
            x = layers.BatchNormalization(epsilon=epsilon, momentum=momentum)(x)
            return layers.ReLU()(x) if then else x

        image = layers.Input((32, 32, 1))
        logits = resnet(
            image,
            normalised,
            lambda y, shortcut: layers.ReLU()(layers.Add()([y, shortcut])),
            layers.MaxPooling2D(3, 2, padding="same"),
            lambda y: layers.Dense(2)(layers.Dropout(0.4)(layers.GlobalAveragePooling2D()(y))),
        )
        self.model = keras.Model(image, logits)
        self.variables = [v.value for v in self.model.trainable_variables]

    def __call__(self, x, training=True):
        return tf.cast(self.model(x, training=training), tf.float32)  # from bfloat16 under that policy

    def optimizer(self):
        trained = self.model.trainable_variables
        optimizer = keras.optimizers.RMSprop(1e-3, rho=0.9)
        optimizer.build(trained)
        return lambda gradients: optimizer.apply_gradients(zip(gradients, trained))


model = {"tensorflow": OwnFunctions, "keras": KerasModel}[asked["networks"]]()
versions = {"TensorFlow": tf.__version__, "Keras": keras.__version__}


def checks():
    return {"classifier's parameters": sum(int(tf.size(v)) for v in model.variables)}


if asked["work"] == "inference":
    count = asked["images"]
    pixels = tf.random.uniform([count, 32, 32, 1], -1, 1)
    logits = tf.function(
        lambda x: model(x, training=False), input_signature=[tf.TensorSpec([64, 32, 32, 1], tf.float32)]
    )

    def infer():
        return [logits(pixels[at : at + 64]).numpy() for at in range(0, count, 64)]

    serve(infer, versions, checks=checks, numbers=lambda: np.concatenate(infer()))
else:
    data = tf.random.uniform([2 * batch, 32, 32, 1], -1, 1)
    labels = tf.constant([i % 2 for i in range(2 * batch)])
    apply = model.optimizer()

    @tf.function
    def train():
        places = tf.random.uniform([batch], 0, 2 * batch, tf.int32)
        wanted = tf.gather(labels, places)
        with tf.GradientTape() as tape:
            logits = model(tf.gather(data, places))
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(wanted, logits)
            loss = tf.reduce_mean(losses)
        apply(tape.gradient(loss, model.variables))
        return loss

    serve(
        lambda: float(train()),
        versions,
        checks=checks,
        numbers=lambda: tf.function(lambda x: model(x, training=False))(data[:batch]).numpy(),
    )
