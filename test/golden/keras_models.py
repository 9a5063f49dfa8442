"""Small models of Keras 3 and tf_keras 2 with an input and Keras' own output: test/golden/keras-models.json.br.

usage: keras_models.py keras|tf_keras     (keras 3.15.1, tf_keras 2.21.0, tensorflow-cpu 2.21.0, brotli); each replaces its own part
One JSON list, compressed by brotli: files as Latin-1 text (they repeat each other), arrays as base64 of float32.
"""

import base64
import json
import os
import sys
import tempfile

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="", TF_USE_LEGACY_KERAS="1")
import brotli
import numpy as np

which = sys.argv[1]
if which == "keras":
    import keras
else:
    import tf_keras as keras
K3 = which == "keras"
L, rng = keras.layers, np.random.default_rng(16)
folder, found = tempfile.mkdtemp(), []
image = lambda size=6, channels=2, n=2: rng.normal(0, 1.5, (n, size, size, channels)).astype("<f4")
pack = lambda b: base64.b64encode(b).decode()
as_list = lambda x: list(x) if isinstance(x, (list, tuple)) else [x]


def put(name, model, x, ending=".h5", weights_only=False):
    values = [
        w if w.dtype.kind != "f" else (w + rng.normal(0, 0.2, w.shape)).clip(-2 if "variance" not in n else 0.2, 3).astype(w.dtype)
        for n, w in zip([getattr(v, "path", v.name) for v in model.weights], model.get_weights())
    ]
    model.set_weights(values)
    path = f"{folder}/model{'.weights' if weights_only and K3 else ''}{ending}"
    model.save_weights(path) if weights_only else model.save(path)
    y = model(x, training=False)
    arrays = lambda t: [dict(shape=list(np.shape(a)), values=pack(np.asarray(a).astype("<f4").tobytes())) for a in as_list(t)]
    content = open(path, "rb").read().decode("latin1")
    found.append(dict(name=name, by=which, ending=ending, file=content, x=arrays(x), y=arrays(y)))


def chain(name, layers, x, **more):
    put(name, keras.Sequential([L.Input(x.shape[1:]), *layers]), x, **more)


# activations by name and as objects
names = "linear relu sigmoid tanh softmax softplus softsign selu elu exponential swish gelu mish hard_sigmoid silu leaky_relu relu6 log_softmax".split()
names += "hard_silu log_sigmoid celu squareplus hard_tanh tanh_shrink soft_shrink hard_shrink glu".split() if K3 else []
for a in names:
    chain(f"activation {a}", [L.Dense(6, activation=a)], image(3, 3))
slope = lambda s: L.LeakyReLU(negative_slope=s) if K3 else L.LeakyReLU(alpha=s)
chain("leaky object", [L.Conv2D(4, 3, activation=slope(0.2)), L.Flatten(), L.Dense(1)], image())
chain("leaky object, default", [L.Conv2D(4, 3, activation=L.LeakyReLU()), slope(0.1), L.LeakyReLU()], image())
chain("leaky slope 0", [slope(0.0)], image())
chain("relu object", [L.Dense(4, activation=L.ReLU(max_value=1.5, negative_slope=0.1, threshold=0.5))], image())
chain("relu layers", [L.ReLU(), L.Dense(3), L.ReLU(max_value=1.0), L.Dense(5), L.ReLU(negative_slope=0.2), L.Dense(5), L.ReLU(threshold=0.3, max_value=2.0)], image())
chain("elu layers", [L.ELU(alpha=0.5), L.Dense(4, activation=L.ELU(alpha=2.0))], image())
chain("prelu", [L.PReLU(), L.PReLU(shared_axes=[1, 2]), L.Flatten(), L.PReLU()], image())
chain("softmax layers", [L.Softmax(axis=-1), L.Dense(3), L.Softmax(axis=1)], image())
chain("activation layers", [L.Activation("gelu"), L.Dense(3), L.Activation("silu")], image())
if K3:
    chain("function of ops", [L.Dense(3, activation=keras.ops.silu)], image())
else:
    chain("thresholded relu", [L.ThresholdedReLU(theta=0.4)], image())
    import tensorflow as tf

    chain("tf.nn functions", [L.Dense(3, activation=tf.nn.leaky_relu), L.Dense(3, activation=tf.nn.relu), L.Dense(3, activation=tf.nn.silu)], image())
own = lambda x: x * 2
own.__name__ = "double"
chain("activation of one's own", [L.Dense(3, activation=own)], image())

# convolution
for pad in ("same", "valid"):
    chain(f"convolution {pad}", [L.Conv2D(3, (3, 2), strides=(2, 1), padding=pad), L.Conv2D(2, 2, dilation_rate=2, padding=pad)], image(9))
    chain(f"transposed {pad}", [L.Conv2DTranspose(3, 4, strides=2, padding=pad, activation="relu"), L.Conv2DTranspose(2, (3, 5), strides=(2, 1), padding=pad)], image(4))
    chain(f"transposed, kernel below stride, {pad}", [L.Conv2DTranspose(3, 2, strides=3, padding=pad)], image(4))
    chain(f"separable {pad}", [L.SeparableConv2D(4, 3, padding=pad, depth_multiplier=2), L.SeparableConv2D(4, 3, strides=2, padding=pad, use_bias=False, activation="silu"), L.SeparableConv2D(2, 2, dilation_rate=2, padding="same")], image(9))
    chain(f"depthwise {pad}", [L.DepthwiseConv2D(3, padding=pad, depth_multiplier=2, activation="relu6"), L.DepthwiseConv2D(3, strides=2, padding=pad, use_bias=False)], image(9))
    chain(f"pooling {pad}", [L.MaxPooling2D((3, 2), strides=(2, 1), padding=pad), L.AveragePooling2D(3, strides=2, padding=pad)], image(9))
chain("groups", [L.Conv2D(4, 3, groups=2)], image())
chain("transposed, output padding", [L.Conv2DTranspose(3, 3, strides=2, output_padding=1)], image(4))
chain("transposed, dilation", [L.Conv2DTranspose(3, 3, dilation_rate=2)], image(4))
chain("depthwise, dilation", [L.DepthwiseConv2D(3, dilation_rate=2)], image())
try:
    put("channels first", keras.Sequential([L.Input((2, 6, 6)), L.Flatten(data_format="channels_first"), L.Dense(2)]), image(6, 6)[:, :2])
except Exception as error:
    print("left out: channels first", error)

# normalisation
chain("batch norm", [L.BatchNormalization(epsilon=0.01), L.BatchNormalization(scale=False), L.BatchNormalization(center=False), L.BatchNormalization(scale=False, center=False)], image())
chain("batch norm, axis 1", [L.BatchNormalization(axis=1)], image())
chain("batch norm of vectors", [L.Flatten(), L.Dense(4), L.BatchNormalization()], image())
chain("layer norm", [L.LayerNormalization(), L.LayerNormalization(axis=-1, epsilon=0.1, center=False)], image())
chain("layer norm, axes", [L.LayerNormalization(axis=[1, 2, 3])], image())
chain("group norm", [L.GroupNormalization(groups=2)], image(6, 4))
scaling = L.Normalization()
scaling.adapt(image())
chain("normalization adapted", [scaling, L.Dense(2)], image())
chain("normalization given", [L.Normalization(mean=[0.5, 1.0], variance=[2.0, 3.0]), L.Dense(2)], image())
chain("rescaling", [L.Rescaling(1 / 127.5, offset=-1), L.Dense(2)], image())
chain("rescaling per channel", [L.Rescaling([0.5, 2.0], offset=[0.0, 1.0])], image())

# shape
chain("generator", [L.Dense(64), L.Reshape((4, 4, -1)), L.UpSampling2D(), L.Conv2D(4, 3, padding="same", activation="relu"), L.UpSampling2D(size=(2, 3), interpolation="bilinear"), L.Conv2D(1, 3, padding="same", activation="tanh")], image(1, 10).reshape(2, 10))
chain("upsampling bicubic", [L.UpSampling2D(interpolation="bicubic")], image(3))
chain("upsampling nearest 3", [L.UpSampling2D(size=(3, 1))], image(5))
chain("shapes", [L.ZeroPadding2D(((1, 0), (2, 1))), L.Cropping2D(((0, 1), (1, 0))), L.Permute((2, 1, 3)), L.Reshape((-1, 2)), L.Dense(3), L.Flatten(), L.RepeatVector(3), L.Reshape((-1,))], image())
chain("dropouts", [L.Dropout(0.4), L.SpatialDropout2D(0.3), L.GaussianNoise(1.0), L.GaussianDropout(0.5), L.AlphaDropout(0.2), L.ActivityRegularization(0.1), L.Dense(2)], image())
chain("augmentation", [L.RandomFlip(), L.RandomRotation(0.2), L.RandomZoom(0.1), L.RandomTranslation(0.1, 0.1), L.RandomContrast(0.1), L.Conv2D(2, 3)], image())
chain("global average", [L.GlobalAveragePooling2D(keepdims=True), L.Conv2D(3, 1), L.GlobalMaxPooling2D()], image())
chain("global max", [L.GlobalMaxPooling2D(keepdims=True), L.Dense(3)], image())
chain("dense on maps, frozen", [L.Dense(3, trainable=False), L.BatchNormalization(trainable=False), L.Dense(2)], image())
chain("embedding", [L.Embedding(7, 4), L.GlobalAveragePooling1D(), L.Dense(2)], rng.integers(0, 7, (2, 5)).astype("<f4"))
chain("embedding, max", [L.Embedding(7, 4), L.GlobalMaxPooling1D()], rng.integers(0, 7, (2, 5)).astype("<f4"))
chain("embedding with mask", [L.Embedding(7, 4, mask_zero=True), L.GlobalAveragePooling1D()], rng.integers(0, 7, (2, 5)).astype("<f4"))
chain("lambda", [L.Lambda(lambda t: t * 2)], image())
chain("lstm", [L.LSTM(3)], image(3, 4).reshape(2, 9, 4))
chain("resizing", [L.Resizing(3, 3)], image())
chain("time distributed", [L.TimeDistributed(L.Dense(2))], image())
chain("first and last", [L.Conv1D(2, 3)], image(3, 4).reshape(2, 9, 4))


# graphs
def functional(name, build, x, **more):
    inputs = [keras.Input(a.shape[1:]) for a in as_list(x)]
    y = build(*inputs)
    put(name, keras.Model(inputs if isinstance(x, list) else inputs[0], y), x, **more)


def merges(a):
    b, c = L.Conv2D(4, 3, padding="same")(a), L.Conv2D(4, 3, padding="same", activation="tanh")(a)
    parts = [L.Add()([b, c]), L.Multiply()([b, c]), L.Subtract()([b, c]), L.Average()([b, c]), L.Maximum()([b, c]), L.Minimum()([c, b])]
    return L.Concatenate()([L.Concatenate(axis=1)([parts[0], parts[1]]), L.Concatenate(axis=1)(parts[2:4]), L.Concatenate(axis=1)(parts[4:])])


def squeeze(a):
    b = L.Conv2D(4, 3, padding="same", activation="swish")(a)
    s = L.Reshape((1, 1, 4))(L.GlobalAveragePooling2D()(b))
    s = L.Conv2D(4, 1, activation="sigmoid")(L.Conv2D(2, 1, activation="relu")(s))
    return L.Dense(2, activation="softmax")(L.Flatten()(L.Multiply()([b, s])))


def shared(a):
    """One layer called twice, the deeper call listed first."""
    conv, other = L.Conv2D(2, 3, padding="same", activation="tanh"), L.Conv2D(2, 3, padding="same")
    first = conv(other(a))
    y = conv(a)
    for _ in range(3):
        y = L.Activation("tanh")(L.Conv2D(2, 3, padding="same")(y))
    return L.Subtract()([first, y])


def shared_chain(a):
    conv, other = L.Conv2D(2, 3, padding="same", activation="tanh"), L.Conv2D(2, 3, padding="same")
    return conv(other(conv(a)))


functional("merges", merges, image())
functional("concatenate, axis -3", lambda a: L.Concatenate(axis=-3)([a, a]), image(3))
functional("squeeze and excite", squeeze, image())
functional("shared layer", shared, image())
functional("shared layer in a row", shared_chain, image())
functional("two inputs", lambda a, b: L.Subtract()([L.Dense(3)(a), L.Dense(3)(b)]), [image(), image()])
functional("two outputs", lambda a: [L.Dense(3)(a), L.Dense(2)(L.Flatten()(a))], image())
functional("arithmetic", lambda a: L.Dense(2)(a) * 2.0 + 1.0, image())
functional("slices", lambda a: L.Dense(2)(a[:, 1:3]), image())
functional("names", lambda a: L.Dense(2, name="größe 2" if K3 else "block.1/Dense-2")(L.Conv2D(3, 3, name="Faltung mit Leerzeichen" if K3 else "block.1/conv")(a)), image())
if K3:
    functional("names of other alphabets", lambda a: L.Dense(2, name="слой")(L.Dense(4, name="卷积 层")(L.Dense(4, name="卷积_层")(a))), image())


def backbone(trainable=True):
    inner = keras.Sequential([L.Input((6, 6, 2)), L.Conv2D(2, 3, padding="same"), L.BatchNormalization(), L.Conv2D(2, 3, padding="same", activation="silu"), L.BatchNormalization()])
    inner.trainable = trainable
    return inner


def branch():
    a = keras.Input((6, 6, 2))
    b = L.Conv2D(2, 3, padding="same", trainable=False)(a)
    return keras.Model(a, L.Add()([L.BatchNormalization()(b), L.Conv2D(2, 3, padding="same")(a)]))


functional("nested sequential", lambda a: L.Dense(2)(backbone()(a)), image())
functional("nested, frozen", lambda a: L.Dense(2)(backbone(False)(a, training=False)), image())
functional("nested functional, partly frozen", lambda a: L.Dense(2)(branch()(a)), image())
chain("nested in sequential", [branch(), backbone(), L.Flatten(), L.Dense(2)], image())
put("nested first", keras.Sequential([branch(), L.Flatten(), L.Dense(2)]), image())


def nested_shared(a):
    net = branch()
    return L.Concatenate()([net(a), net(L.Activation("tanh")(a)), keras.Sequential([net, L.Activation("relu")])(a)])


def nested_twice(a):
    net, seq = branch(), backbone()
    return L.Concatenate()([net(a), net(L.Activation("tanh")(a)), seq(seq(a))])


functional("nested, called twice", nested_twice, image())
functional("nested in two", nested_shared, image())
functional("training mode for good", lambda a: L.Dropout(0.5)(a, training=True), image())
functional("call with training false", lambda a: L.Dropout(0.5)(L.BatchNormalization()(a, training=False)), image())
put("deferred", (lambda m: (m(image()), m)[1])(keras.Sequential([L.Conv2D(2, 3), L.Flatten(), L.Dense(2)])), image())
put("fixed batch", keras.Sequential([L.Input(batch_shape=(2, 6, 6, 2)), L.Dense(2)]) if K3 else keras.Sequential([L.Input((6, 6, 2), batch_size=2), L.Dense(2)]), image())
put("any size", keras.Sequential([L.Input((None, None, 2)), L.Conv2D(2, 3, padding="same"), L.UpSampling2D(interpolation="bilinear"), L.GlobalAveragePooling2D()]), image())

# kinds of numbers and files
for policy in ("float64", "mixed_float16", "bfloat16"):
    chain(f"dtype {policy}", [L.Dense(2, dtype=policy), L.Conv2D(2, 3, dtype=policy)], image())
chain("weights only", [L.Dense(2)], image(), weights_only=True)
chain("archive", [L.Conv2D(2, 3), L.BatchNormalization(), L.LeakyReLU(), L.Conv2D(2, 3, trainable=False), L.Flatten(), L.Dense(2, activation="silu")], image(), ending=".keras")
functional("archive, nested", lambda a: L.Dense(2)(L.Concatenate()([branch()(a), backbone()(a), L.Conv2D(2, 3, padding="same")(a)])), image(), ending=".keras")
functional("archive, shared", shared, image(), ending=".keras")
if K3:
    quantized = keras.Sequential([L.Input((4,)), L.Dense(3)])
    quantized.quantize("int8")
    found_before = len(found)
    put("quantized", quantized, rng.normal(size=(2, 4)).astype("<f4"))
    chain("dense, lora", [L.Dense(3, lora_rank=2)], image())
    chain("identity", [L.Identity(), L.Dense(2)], image())


@(keras.saving.register_keras_serializable("mine"))
class Doubled(L.Layer):
    def call(self, x):
        return x * 2


@(keras.saving.register_keras_serializable("mine"))
class Dense(L.Dense):
    def call(self, x):
        return 2 * super().call(x)


chain("class of one's own", [Doubled(), L.Dense(2)], image())
chain("class of one's own, called Dense", [Dense(2)], image())
if K3:
    chain("archive, class of one's own", [Dense(2)], image(), ending=".keras")

out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keras-models.json.br")
kept = [m for m in json.loads(brotli.decompress(open(out, "rb").read())) if m["by"] != which] if os.path.exists(out) else []
every = sorted(kept + found, key=lambda m: (m["by"], m["name"]))
text = json.dumps(every, ensure_ascii=False, separators=(",", ":")).encode()
open(out, "wb").write(brotli.compress(text, quality=11, lgwin=24))
print(which, len(found), "models,", os.path.getsize(out), "bytes")
