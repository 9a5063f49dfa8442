import type { Sequential, Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core/random";
import { layers, numTensors, plainLayers, tf } from "../../lib/engine";
import { plainCopy } from "./plain-copy";
import golden from "../golden/keras-layers.json";
import { everyLayer, randomizeWeights } from "../training/random-model";
import { expectClose, normals } from "./compare";

const one = (layer: Parameters<Sequential["add"]>[0]): Sequential => tf.sequential({ layers: [layer] });
const moving = (model: Sequential): Tensor[] =>
  model.weights.filter((w) => !w.trainable).map((w) => w.read());

describe("layers.batchNormalization()", () => {
  const { batchnorm } = golden;
  const x = tf.tensor(batchnorm.x, batchnorm.x_shape);
  const inputShape = batchnorm.x_shape.slice(1);

  test("equals Keras in training mode, in its averages and in inference after it", () => {
    const model = one(layers.batchNormalization({ inputShape }));
    const y = model.apply(x, { training: true }) as Tensor;
    expectClose([y], [tf.tensor(batchnorm.train_output, batchnorm.x_shape)], 1e-5);
    // the sample's variance, which the fused operation gives, would be off by 7 %
    expectClose(
      moving(model),
      [tf.tensor(batchnorm.moving_mean_after_1), tf.tensor(batchnorm.moving_var_after_1)],
      1e-6,
    );
    const inference = (model.predict(x) as Tensor).dataSync();
    batchnorm.inference_output_after_1.forEach((expected, i) =>
      expect(inference[i]).toBeCloseTo(expected, 5),
    );
  });

  test("takes momentum and epsilon as Keras does", () => {
    const model = one(layers.batchNormalization({ inputShape, momentum: 0.8, epsilon: 1e-5 }));
    model.apply(x, { training: true });
    const { moving_mean, moving_var } = batchnorm.momentum08;
    expectClose(moving(model), [tf.tensor(moving_mean), tf.tensor(moving_var)], 1e-6);
  });

  test("after k equal batches has moved its mean by 1 - momentum^k", () => {
    const model = one(layers.batchNormalization({ inputShape }));
    for (let k = 0; k < 5; k++) model.apply(x, { training: true });
    expectClose([moving(model)[0]!], [tf.mul(tf.tensor(batchnorm.batch_mean), 1 - 0.99 ** 5)], 1e-5);
  });

  test("in inference judges each image alone and moves no average", () => {
    const model = one(layers.batchNormalization({ inputShape }));
    model.apply(x, { training: true });
    const before = moving(model).map((t) => Array.from(t.dataSync()));
    const whole = model.predict(x) as Tensor;
    const alone = model.predict(tf.slice(x, 0, 1)) as Tensor;
    expectClose([alone], [tf.slice(whole, 0, 1)], 1e-6);
    expect(moving(model).map((t) => Array.from(t.dataSync()))).toEqual(before);
  });
});

describe("layers.conv2d() and layers.conv2dTranspose()", () => {
  test("equal Keras' transposed convolution of 4x4, stride 2", () => {
    const { x, x_shape, kernel, bias, y, y_shape } = golden.conv2d_transpose;
    const options = { filters: 2, kernelSize: 4, strides: 2, padding: "same" } as const;
    const model = one(layers.conv2dTranspose({ ...options, inputShape: x_shape.slice(1) }));
    model.setWeights([tf.tensor(kernel, [4, 4, 2, 2]), tf.tensor(bias)]);
    expectClose([model.predict(tf.tensor(x, x_shape)) as Tensor], [tf.tensor(y, y_shape)], 1e-5);
  });

  test("pad an odd side as Keras does: more at the end", () => {
    const { x, x_shape, kernel, kernel_shape, bias, y, y_shape } = golden.conv2d_same_stride2;
    const options = { filters: 2, kernelSize: 4, strides: 2, padding: "same" } as const;
    const model = one(layers.conv2d({ ...options, inputShape: x_shape.slice(1) }));
    model.setWeights([tf.tensor(kernel, kernel_shape), tf.tensor(bias)]);
    expectClose([model.predict(tf.tensor(x, x_shape)) as Tensor], [tf.tensor(y, y_shape)], 1e-5);
  });

  test.each([
    { padding: "valid", kernelSize: 3 },
    { padding: "same", kernelSize: 3, dilationRate: 2 },
    { padding: "same", kernelSize: 1, strides: 2 },
    { padding: "same", kernelSize: [3, 5] },
    { padding: "same", kernelSize: 3, activation: "tanh", useBias: false },
  ] as const)("equal tfjs' with $padding padding and kernel $kernelSize", (options) => {
    const args = () =>
      ({ ...options, filters: 3, inputShape: [6, 6, 2] }) as Parameters<typeof tf.layers.conv2d>[0];
    const [ours, plain] = [one(layers.conv2d(args())), one(plainLayers.conv2d(args()))];
    plain.setWeights(ours.getWeights());
    const x = normals([2, 6, 6, 2], "options");
    expectClose([ours.predict(x) as Tensor], [plain.predict(x) as Tensor], 1e-5);
  });
});

describe("layers", () => {
  const names = [
    "conv2d",
    "conv2dTranspose",
    "batchNormalization",
    "leakyReLU",
    "reLU",
    "globalAveragePooling2d",
    "dropout",
  ] as const;

  test.each(names)("%s() has tfjs' class name, weights and configuration", (name) => {
    const args = { inputShape: [4, 4, 2], filters: 3, kernelSize: 3, rate: 0.4, name: "same" };
    const make = (from: typeof tf.layers) =>
      (from[name] as unknown as (args: object) => ReturnType<typeof tf.layers.conv2d>)(args);
    const [ours, plain] = [make(layers), make(plainLayers)];
    expect(ours.getClassName()).toBe(plain.getClassName());
    expect(ours.getConfig()).toEqual(plain.getConfig());
    const shapes = [ours, plain].map((layer) =>
      one(layer as Parameters<Sequential["add"]>[0]).weights.map((w) => w.shape),
    );
    expect(shapes[0]).toEqual(shapes[1]);
  });

  test("make a model that comes back from its configuration equal, made of them again", async () => {
    const ours = everyLayer();
    randomizeWeights(ours, stream(4, "every layer"));
    const back = await tf.models.modelFromJSON(
      ours.toJSON(undefined, false) as Parameters<typeof tf.models.modelFromJSON>[0],
    );
    back.setWeights(ours.getWeights());
    const x = normals([3, 8, 8, 2], "x");
    expectClose([back.predict(x) as Tensor], [ours.predict(x) as Tensor], 1e-6);
    const dropout = back.layers.find((layer) => layer.getClassName() === "Dropout");
    expect(dropout).toHaveProperty("draws"); // models read back from files get our classes too
  });

  test("leave no tensor behind, in inference and in training mode", () => {
    const model = everyLayer();
    const x = normals([3, 8, 8, 2], "x");
    for (const training of [false, true]) {
      const run = () => tf.dispose(model.apply(x, { training }) as Tensor);
      run();
      const start = numTensors();
      tf.tidy(run);
      expect(numTensors()).toBe(start);
    }
  });

  test("globalAveragePooling2d() is the mean over the map, differentiable", () => {
    const pool = one(layers.globalAveragePooling2d({ inputShape: [4, 4, 3] }));
    const x = normals([2, 4, 4, 3], "pool");
    const [ours, plain] = [(t: Tensor) => pool.apply(t) as Tensor, (t: Tensor) => tf.mean(t, [1, 2])];
    expectClose([ours(x)], [plain(x)], 1e-5);
    const slope = (f: (t: Tensor) => Tensor) => tf.grad((t) => tf.sum(tf.square(f(t))))(x);
    expectClose([slope(ours)], [slope(plain)], 1e-5);
  });
});

describe("plainCopy()", () => {
  const x = normals([3, 8, 8, 2], "copied");

  test("is the same network of tfjs' own layers, in inference and in training mode", async () => {
    const model = everyLayer();
    randomizeWeights(model, stream(4, "copied"));
    const copy = await plainCopy(model, ["Dropout"]); // whose masks tfjs' own cannot repeat
    const classes = copy.layers.map((layer) => layer.constructor);
    for (const [i, layer] of model.layers.entries()) {
      expect(layer.getClassName()).toBe(copy.layers[i]!.getClassName());
      const ours = [
        "Conv2D",
        "Conv2DTranspose",
        "BatchNormalization",
        "LeakyReLU",
        "ReLU",
        "GlobalAveragePooling2D",
      ];
      if (ours.includes(layer.getClassName())) expect(classes[i]).not.toBe(layer.constructor);
    }
    expectClose([copy.predict(x) as Tensor], [model.predict(x) as Tensor], 1e-5);
    const trained = [copy, model].map((m) => m.apply(x, { training: true }) as Tensor);
    expectClose([trained[0]!], [trained[1]!], 1e-5);
    expectClose(moving(copy as Sequential), moving(model as Sequential), 1e-5);
  });

  test("leaves models that are read afterwards to our classes", async () => {
    const model = everyLayer();
    await plainCopy(model);
    const back = await tf.models.modelFromJSON(
      model.toJSON(undefined, false) as Parameters<typeof tf.models.modelFromJSON>[0],
    );
    expect(back.layers.map((layer) => layer.constructor)).toEqual(
      model.layers.map((layer) => layer.constructor),
    );
  });
});
