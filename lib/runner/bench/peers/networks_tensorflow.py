"""The paper's networks (lib/models/dcgan.ts) of TensorFlow's own functions: variables, fused batch norm, fused Adam.

It differs from ours in one thing: the moving variance follows the unbiased variance of a batch, as the fused operation
gives it.
"""

import tensorflow as tf

width = 128


def glorot(shape):
    field = 1
    for side in shape[:-2]:
        field *= side
    limit = (6 / (field * (shape[-2] + shape[-1]))) ** 0.5
    return tf.Variable(tf.random.uniform(shape, -limit, limit))


class Norm:
    def __init__(self, channels):
        self.scale = tf.Variable(tf.ones([channels]))
        self.shift = tf.Variable(tf.zeros([channels]))
        self.mean = tf.Variable(tf.zeros([channels]), trainable=False)
        self.variance = tf.Variable(tf.ones([channels]), trainable=False)
        self.variables = [self.scale, self.shift]

    def __call__(self, x, training, follow):
        shape = x.shape
        x = x if len(shape) == 4 else tf.reshape(x, [-1, 1, 1, shape[1]])
        norm = tf.compat.v1.nn.fused_batch_norm
        if training:
            y, mean, variance = norm(x, self.scale, self.shift, epsilon=1e-3, is_training=True)
            if follow:
                self.mean.assign(self.mean * 0.99 + mean * 0.01)
                self.variance.assign(self.variance * 0.99 + variance * 0.01)
        else:
            y, _, _ = norm(
                x, self.scale, self.shift, self.mean, self.variance, epsilon=1e-3, is_training=False
            )
        return y if len(shape) == 4 else tf.reshape(y, [-1, shape[1]])


class Nothing:
    variables = []

    def __call__(self, x, training, follow):
        return x


def leaky(x):
    return tf.nn.leaky_relu(x, 0.01)


class Discriminator:
    """images to logits; `normalised`: with batch norm and dropout, else WGAN-GP's critic."""

    def __init__(self, normalised=True):
        self.normalised = normalised
        shapes = [(3, 1, 1), (4, width, 2), (4, width, 2), (4, width, 2)]
        self.layers = [
            (glorot([k, k, c, width]), tf.Variable(tf.zeros([width])), s, Norm(width) if normalised else Nothing())
            for k, c, s in shapes
        ]
        self.head = glorot([16 * width, 1])
        self.bias = tf.Variable(tf.zeros([1]))
        inner = [v for w, b, _, norm in self.layers for v in [w, b, *norm.variables]]
        self.variables = [*inner, self.head, self.bias]

    def __call__(self, x, training=True, follow=True):
        for w, b, stride, norm in self.layers:
            x = leaky(norm(tf.nn.bias_add(tf.nn.conv2d(x, w, stride, "SAME"), b), training, follow))
        x = tf.reshape(x, [-1, 16 * width])
        if self.normalised and training:
            x = tf.nn.dropout(x, 0.4)
        return tf.matmul(x, self.head) + self.bias


class Generator:
    """Latents (n, 100) to images (n, 32, 32, 1)."""

    def __init__(self):
        units = 16 * 16 * width
        self.dense = glorot([100, units])
        self.biases = [tf.Variable(tf.zeros([n])) for n in [units, width, width, width, width, 1]]
        self.norms = [Norm(n) for n in [units, width, width, width, width]]
        self.kernels = [glorot([k, k, width, n]) for k, n in [(5, width), (4, width), (5, width), (5, width), (5, 1)]]
        norms = [v for norm in self.norms for v in norm.variables]
        self.variables = [self.dense, *self.biases, *norms, *self.kernels]

    def __call__(self, z, training=True, follow=True):
        x = tf.nn.bias_add(tf.matmul(z, self.dense), self.biases[0])
        x = tf.reshape(leaky(self.norms[0](x, training, follow)), [-1, 16, 16, width])
        for i, w in enumerate(self.kernels):
            if i == 1:
                shape = [tf.shape(x)[0], 32, 32, width]
                x = tf.nn.conv2d_transpose(x, w, shape, 2, "SAME")
                x = tf.ensure_shape(x, [None, 32, 32, width])
            else:
                x = tf.nn.conv2d(x, w, 1, "SAME")
            x = tf.nn.bias_add(x, self.biases[i + 1])
            x = tf.tanh(x) if i == 4 else leaky(self.norms[i + 1](x, training, follow))
        return x


class Adam:
    def __init__(self, variables, rate, beta1, beta2):
        self.constants = dict(lr=rate, beta1=beta1, beta2=beta2, epsilon=1e-7)
        self.variables = variables
        self.first = [tf.Variable(tf.zeros_like(v)) for v in variables]
        self.second = [tf.Variable(tf.zeros_like(v)) for v in variables]
        self.powers = [tf.Variable(float(beta1)), tf.Variable(float(beta2))]

    def apply(self, gradients):
        power1, power2 = self.powers
        for v, m, n, gradient in zip(self.variables, self.first, self.second, gradients):
            tf.raw_ops.ResourceApplyAdam(
                var=v.handle,
                m=m.handle,
                v=n.handle,
                beta1_power=power1,
                beta2_power=power2,
                grad=gradient,
                **self.constants,
            )
        power1.assign(power1 * self.constants["beta1"])
        power2.assign(power2 * self.constants["beta2"])
