"""A step of CycleGAN (lib/models/cyclegan.ts, lib/training/refinement) in TensorFlow's own functions: one tf.function."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import tensorflow as tf
from networks_tensorflow import Adam
from serve import options, serve

asked = options()
width, judge_width, batch, images, size = (
    asked["width"],
    asked["discriminatorWidth"],
    asked["batch"],
    asked["images"],
    32,
)
blocks = 6


def convolution(k, inputs, outputs, turned=False):
    shape = [k, k, outputs, inputs] if turned else [k, k, inputs, outputs]
    return tf.Variable(tf.random.normal(shape, stddev=0.02)), tf.Variable(tf.zeros([outputs]))


def norm(x):
    mean, variance = tf.nn.moments(x, [1, 2], keepdims=True)
    return tf.nn.batch_normalization(x, mean, variance, None, None, 1e-5)


def mirrored(x, layer):
    kernel, bias = layer
    p = kernel.shape[0] // 2
    padded = tf.pad(x, [[0, 0], [p, p], [p, p], [0, 0]], "REFLECT")
    return tf.nn.bias_add(tf.nn.conv2d(padded, kernel, 1, "VALID"), bias)


def same(x, layer, stride):
    return tf.nn.bias_add(tf.nn.conv2d(x, layer[0], stride, "SAME"), layer[1])


def up(x, layer):
    shape = [batch, 2 * x.shape[1], 2 * x.shape[2], layer[0].shape[2]]
    return tf.nn.bias_add(tf.nn.conv2d_transpose(x, layer[0], shape, 2, "SAME"), layer[1])


class Generator:
    def __init__(self):
        w = width
        self.ends = [convolution(7, 1, w), convolution(7, w, 1)]
        self.downs = [convolution(3, w, 2 * w), convolution(3, 2 * w, 4 * w)]
        self.blocks = [convolution(3, 4 * w, 4 * w) for _ in range(2 * blocks)]
        self.ups = [convolution(3, 4 * w, 2 * w, True), convolution(3, 2 * w, w, True)]
        self.variables = [v for layer in self.ends + self.downs + self.blocks + self.ups for v in layer]

    def __call__(self, x):
        x = tf.nn.relu(norm(mirrored(x, self.ends[0])))
        for layer in self.downs:
            x = tf.nn.relu(norm(same(x, layer, 2)))
        for i in range(blocks):
            first = tf.nn.relu(norm(mirrored(x, self.blocks[2 * i])))
            x = x + norm(mirrored(first, self.blocks[2 * i + 1]))
        for layer in self.ups:
            x = tf.nn.relu(norm(up(x, layer)))
        return tf.tanh(mirrored(x, self.ends[1]))


class Discriminator:
    def __init__(self):
        w = judge_width
        self.layers = [convolution(4, 1, w), convolution(4, w, 2 * w), convolution(4, 2 * w, 4 * w), convolution(4, 4 * w, 1)]
        self.variables = [v for layer in self.layers for v in layer]

    def __call__(self, x):
        def dense(x, layer):
            return tf.nn.bias_add(tf.nn.conv2d(tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]), layer[0], 1, "VALID"), layer[1])

        x = tf.nn.leaky_relu(same(x, self.layers[0], 2), 0.2)
        x = tf.nn.leaky_relu(norm(same(x, self.layers[1], 2)), 0.2)
        x = tf.nn.leaky_relu(norm(dense(x, self.layers[2])), 0.2)
        return dense(x, self.layers[3])


forward, backward, of_a, of_b = Generator(), Generator(), Discriminator(), Discriminator()
makers, judges = forward.variables + backward.variables, of_a.variables + of_b.variables
optimizers = [Adam(variables, 2e-4, 0.5, 0.999) for variables in [makers, judges]]
data = tf.random.uniform([images, size, size, 1], -1, 1)
stored = tf.zeros([batch, size, size, 1])
is_stored = tf.reshape(tf.range(batch, dtype=tf.float32) % 2, [batch, 1, 1, 1])


def mean_difference(a, b):
    return tf.reduce_mean(tf.abs(a - b))


def real_loss(x):
    return tf.reduce_mean((x - 1) ** 2)


def judged(judge, real, fake):
    return 0.5 * (real_loss(judge(real)) + tf.reduce_mean(judge(fake) ** 2))


@tf.function
def step():
    a, b = [tf.gather(data, tf.random.uniform([batch], 0, images, tf.int32)) for _ in range(2)]
    with tf.GradientTape() as tape:
        fake_b, fake_a = forward(a), backward(b)
        loss = real_loss(of_b(fake_b)) + real_loss(of_a(fake_a))
        loss += 10 * (mean_difference(backward(fake_b), a) + mean_difference(forward(fake_a), b))
        loss += 5 * (mean_difference(forward(b), b) + mean_difference(backward(a), a))
    optimizers[0].apply(tape.gradient(loss, makers))
    shown = [stored * is_stored + fake * (1 - is_stored) for fake in [fake_a, fake_b]]
    with tf.GradientTape() as tape:
        loss = judged(of_a, a, shown[0]) + judged(of_b, b, shown[1])
    optimizers[1].apply(tape.gradient(loss, judges))
    return loss, fake_a, fake_b


def once():
    for result in step():
        result.numpy()


def count(network):
    return sum(int(tf.size(variable)) for variable in network.variables)


def checks():
    networks = {"forward": forward, "backward": backward, "ofA": of_a, "ofB": of_b}
    return {f"{name}'s parameters": count(network) for name, network in networks.items()}


if __name__ == "__main__":
    serve(once, {"TensorFlow": tf.__version__}, checks=checks)
