"""The Keras half of keras-round-trip.long.test.ts. Usage: keras_round_trip.py keras|tf_keras FOLDER

Reads FOLDER/jobs.json ([{ model, input, shape, output }]: opens the model, writes its output for the input) and writes
FOLDER/written.json: models made by this Keras, with an input and the output it gives. Arrays are raw float32 files.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import numpy as np

which, folder = sys.argv[1:]
if which == "keras":
    import keras
else:
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
    import tf_keras as keras
L = keras.layers
path = lambda *parts: os.path.join(folder, *parts)

for job in json.load(open(path("jobs.json"))):
    x = np.fromfile(path(job["input"]), "<f4").reshape(job["shape"])
    model = keras.models.load_model(path(job["model"]), compile=False)
    np.asarray(model(x, training=False)).astype("<f4").tofile(path(f"{job['output']}.{which}"))


def residual():
    x = image = L.Input((9, 9, 2))
    x = L.ZeroPadding2D(1)(x)
    x = L.Conv2D(4, 3, strides=2, use_bias=False, kernel_initializer="he_normal", kernel_regularizer="l2")(x)
    x = L.BatchNormalization(momentum=0.9, epsilon=1e-5)(x)
    x = shortcut = L.MaxPooling2D(2, padding="same")(x)
    x = L.LeakyReLU(0.2)(L.Conv2D(4, 3, padding="same")(x))
    x = L.ReLU()(L.Add()([x, shortcut]))
    x = L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="tanh")(x)
    x = L.Dropout(0.4)(L.GlobalAveragePooling2D()(L.AveragePooling2D(2)(x)))
    return keras.Model(image, L.Dense(3, activation="softmax")(L.Activation("sigmoid")(x)))


def sequential():
    return keras.Sequential(
        [
            L.Input((5,)),
            L.Dense(12, activation="relu"),
            L.BatchNormalization(),
            L.Reshape((2, 2, 3)),
            L.Conv2DTranspose(2, 4, strides=2, padding="same"),
            L.Flatten(),
            L.Dense(2),
        ]
    )


written, random = [], np.random.default_rng(7)
for build in (residual, sequential):
    model, name = build(), f"{which}-{build.__name__}"
    names = [getattr(w, "path", w.name) for w in model.weights]
    values = [random.uniform(0.5, 1.5, w.shape) if "variance" in n else random.normal(0, 0.5, w.shape) for n, w in zip(names, model.weights)]
    model.set_weights(values)
    x = random.normal(size=(3, *model.input_shape[1:])).astype("<f4")
    model.save(path(f"{name}.h5"))
    x.tofile(path(f"{name}.input"))
    np.asarray(model(x, training=False)).astype("<f4").tofile(path(f"{name}.output"))
    written.append(dict(model=f"{name}.h5", input=f"{name}.input", shape=x.shape, output=f"{name}.output"))
json.dump(written, open(path("written.json"), "w"))
