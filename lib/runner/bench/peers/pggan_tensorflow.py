"""A step of the growing pair (lib/models/pggan.ts) at 32 x 32, stable, in TensorFlow's own functions: one tf.function."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import tensorflow as tf
from networks_tensorflow import Adam
from serve import options, serve

asked = options()
maps, batch, images, size = asked["maps"], asked["batch"], asked["images"], 32
sides = [8, 16, 32]


def maps_at(side):
    return min(maps, 8192 // side)


class Equalized:
    """A convolution or a dense layer whose kernel, drawn from N(0, 1), is scaled whenever it is used."""

    def __init__(self, *shape, gain=2**0.5):
        fan_in = 1
        for side in shape[:-1]:
            fan_in *= side
        self.scale = gain / fan_in**0.5
        self.kernel = tf.Variable(tf.random.normal(shape))
        self.bias = tf.Variable(tf.zeros([shape[-1]]))
        self.variables = [self.kernel, self.bias]

    def __call__(self, x):
        kernel = self.kernel * self.scale
        y = tf.nn.conv2d(x, kernel, 1, "SAME") if len(self.kernel.shape) == 4 else tf.matmul(x, kernel)
        return tf.nn.bias_add(y, self.bias)


def leaky(x):
    return tf.nn.leaky_relu(x, 0.2)


def pixel_norm(x):
    return x * tf.math.rsqrt(tf.reduce_mean(x * x, -1, keepdims=True) + 1e-8)


def rectified(x):
    return pixel_norm(leaky(x))


def doubled(x):
    return tf.raw_ops.ResizeNearestNeighbor(images=x, size=[2 * x.shape[1], 2 * x.shape[2]])


def with_stddev(x, group=4):
    n, h, w, c = x.shape
    groups = tf.reshape(x, [group, n // group, h, w, c])
    apart = groups - tf.reduce_mean(groups, 0, keepdims=True)
    deviation = tf.sqrt(tf.reduce_mean(apart * apart, 0) + 1e-8)
    value = tf.reduce_mean(deviation, [1, 2, 3], keepdims=True)
    return tf.concat([x, tf.tile(value, [group, h, w, 1])], 3)


class Network:
    def __init__(self, *layers):
        self.layers = layers
        self.variables = [variable for layer in layers for variable in layer.variables]


class Generator(Network):
    def __init__(self):
        first = [Equalized(maps, 16 * maps_at(4), gain=2**0.5 / 4), Equalized(3, 3, maps_at(4), maps_at(4))]
        blocks = [
            Equalized(3, 3, maps_at(side if second else side // 2), maps_at(side))
            for side in sides
            for second in [False, True]
        ]
        super().__init__(*first, *blocks, Equalized(1, 1, maps_at(size), 1, gain=1))

    def __call__(self, z):
        dense, conv, *blocks, to_image = self.layers
        x = tf.reshape(dense(pixel_norm(z)), [batch, 4, 4, maps_at(4)])
        x = rectified(conv(rectified(x)))
        for i in range(len(sides)):
            x = rectified(blocks[2 * i](doubled(x)))
            x = rectified(blocks[2 * i + 1](x))
        return to_image(x)


class Discriminator(Network):
    def __init__(self):
        blocks = [
            Equalized(3, 3, maps_at(side), maps_at(side // 2 if second else side))
            for side in reversed(sides)
            for second in [False, True]
        ]
        last = [
            Equalized(3, 3, maps_at(4) + 1, maps_at(4)),
            Equalized(16 * maps_at(4), maps_at(2)),
            Equalized(maps_at(2), 1, gain=1),
        ]
        super().__init__(Equalized(1, 1, 1, maps_at(size)), *blocks, *last)

    def __call__(self, x):
        from_image, *blocks, conv, dense, logit = self.layers
        x = leaky(from_image(x))
        for i in range(len(sides)):
            x = leaky(blocks[2 * i + 1](leaky(blocks[2 * i](x))))
            x = tf.nn.avg_pool2d(x, 2, 2, "VALID")
        x = tf.reshape(leaky(conv(with_stddev(x))), [batch, 16 * maps_at(4)])
        return logit(leaky(dense(x)))


generator, discriminator = Generator(), Discriminator()
optimizers = [Adam(network.variables, 1e-3, 0.0, 0.99) for network in [generator, discriminator]]
data = tf.random.uniform([images, size, size, 1], -1, 1)
average = [tf.Variable(variable) for variable in generator.variables]


def penalty(real, fake):
    between = fake + tf.random.uniform([batch, 1, 1, 1]) * (real - fake)
    with tf.GradientTape() as tape:
        tape.watch(between)
        total = tf.reduce_sum(discriminator(between))
    slope = tape.gradient(total, between)
    norm = tf.sqrt(tf.reduce_sum(slope * slope, [1, 2, 3]) + 1e-12)
    return tf.reduce_mean((norm - 1) ** 2)


@tf.function
def step():
    real = tf.gather(data, tf.random.uniform([batch], 0, images, tf.int32))
    fake = generator(tf.random.normal([batch, maps]))
    with tf.GradientTape() as tape:
        of_real = discriminator(real)
        loss = tf.reduce_mean(discriminator(fake)) - tf.reduce_mean(of_real)
        loss += 0.001 * tf.reduce_mean(of_real**2) + 10 * penalty(real, fake)
    optimizers[1].apply(tape.gradient(loss, discriminator.variables))
    with tf.GradientTape() as tape:
        loss = -tf.reduce_mean(discriminator(generator(tf.random.normal([batch, maps]))))
    optimizers[0].apply(tape.gradient(loss, generator.variables))
    for mean, variable in zip(average, generator.variables):
        mean.assign(0.999 * mean + 0.001 * variable)
    return loss


def count(network):
    return sum(int(tf.size(variable)) for variable in network.variables)


def checks():
    return {"generator's parameters": count(generator), "discriminator's parameters": count(discriminator)}


if __name__ == "__main__":
    serve(lambda: float(step()), {"TensorFlow": tf.__version__}, checks=checks)
