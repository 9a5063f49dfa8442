"""The GAN's rows in TensorFlow, each step a tf.function; networks "tensorflow" (its own functions) or "keras".
"precision" as in tensorflow_precision.py.
"""

import importlib
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import keras
import tensorflow as tf
from serve import options, serve
from tensorflow_precision import use_precision

asked = options()
use_precision(asked.get("precision", "float32"))
batch, images = 16, 144
n = importlib.import_module("networks_" + asked["networks"])
is_keras = asked["networks"] == "keras"
wgan = asked["work"] == "wgan"
penalty_weight = 10 if wgan else asked.get("penaltyWeight", 0)

is_small = asked["work"] == "quick"  # in Keras only
generator = n.SmallGenerator() if is_small else n.Generator()
discriminator = n.SmallDiscriminator() if is_small else n.Discriminator(normalised=not wgan)
rate, beta1, beta2 = (1e-4, 0.0, 0.9) if wgan else (2e-4, 0.5, 0.999)


def adam(network):
    return n.Adam(network if is_keras else network.variables, rate, beta1, beta2)


optimizers = {"generator": adam(generator), "discriminator": adam(discriminator)}
data = tf.random.uniform([images, 32, 32, 1], -1, 1)


def real_images():
    return tf.gather(data, tf.random.uniform([batch], 0, images, tf.int32))


def latents():
    return tf.random.normal([batch, 100])


def noisy(x):
    return x + 0.1 * tf.random.normal([batch, 32, 32, 1])


def targets(usual):
    flipped = tf.cast(tf.random.uniform([batch, 1]) < 0.05, tf.float32)
    return tf.abs(usual - flipped)


def cross_entropy(logits, wanted):
    return tf.reduce_mean(tf.nn.softplus(logits) - wanted * logits)


def penalty(real, fake):
    between = fake + tf.random.uniform([batch, 1, 1, 1]) * (real - fake)
    with tf.GradientTape() as tape:
        tape.watch(between)
        total = tf.reduce_sum(discriminator(between, follow=False))
    slope = tape.gradient(total, between)
    norm = tf.sqrt(tf.reduce_sum(slope * slope, [1, 2, 3]) + 1e-12)
    return tf.reduce_mean((norm - 1) ** 2)


def move(which, network, tape, loss):
    optimizers[which].apply(tape.gradient(loss, network.variables))
    return loss


def train_discriminator(real, fake):
    with tf.GradientTape() as tape:
        loss = cross_entropy(discriminator(real), targets(1.0)) + cross_entropy(discriminator(fake), targets(0.0))
        if penalty_weight:
            loss += penalty_weight * penalty(real, fake)
    return move("discriminator", discriminator, tape, loss)


@tf.function
def dcgan():
    train_discriminator(noisy(real_images()), noisy(generator(latents())))
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.nn.softplus(-discriminator(noisy(generator(latents())), follow=False)))
    return move("generator", generator, tape, loss)


@tf.function
def shared_pass():
    with tf.GradientTape() as tape:
        fake = generator(latents())
        with tape.stop_recording():
            train_discriminator(noisy(real_images()), noisy(fake))
        loss = tf.reduce_mean(tf.nn.softplus(-discriminator(noisy(fake), follow=False)))
    return move("generator", generator, tape, loss)


@tf.function
def critic_step():
    real, fake = real_images(), generator(latents())
    with tf.GradientTape() as tape:
        apart = tf.reduce_mean(discriminator(fake)) - tf.reduce_mean(discriminator(real))
        loss = apart + penalty_weight * penalty(real, fake)
    return move("discriminator", discriminator, tape, loss)


@tf.function
def generator_step():
    with tf.GradientTape() as tape:
        loss = -tf.reduce_mean(discriminator(generator(latents())))
    return move("generator", generator, tape, loss)


def wgan_iteration():
    for _ in range(5):
        critic_step()
    return generator_step()


@tf.function(input_signature=[tf.TensorSpec([100, 100], tf.float32)])
def hundred(z):
    return generator(z, training=False)


def generate(count):
    for _ in range(count // 100):
        hundred(tf.random.normal([100, 100])).numpy()


@tf.function
def generator_gradient(z):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(generator(z) ** 2)
    return tf.concat([tf.reshape(g, [-1]) for g in tape.gradient(loss, generator.variables)], 0)


def numbers():
    """What the error at a lower precision is measured on: images, or the gradient of their mean square."""
    if asked["work"] == "generate":
        return hundred(tf.random.normal([100, 100])).numpy()
    return generator_gradient(latents()).numpy()


def count(variables):
    return sum(int(tf.size(v)) for v in variables)


def checks():
    found = {"generator's parameters": count(generator.variables)}
    if asked["work"] != "generate":
        found[("critic" if wgan else "discriminator") + "'s parameters"] = count(discriminator.variables)
    return found


versions = {"TensorFlow": tf.__version__, "Keras": keras.__version__}
if asked["work"] == "generate":
    serve(lambda: generate(asked["images"]), versions, prepare=lambda: generate(200), checks=checks, numbers=numbers)
else:
    work = {"dcgan": dcgan, "quick": dcgan, "shared": shared_pass, "wgan": wgan_iteration}[asked["work"]]
    serve(lambda: float(work()), versions, checks=checks, numbers=numbers)
