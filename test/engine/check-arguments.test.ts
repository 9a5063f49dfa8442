import { describe, expect, test } from "vitest";
import { layers, tf } from "../../lib/engine";

const conv = { filters: 1, kernelSize: 3 };

describe("an argument that a layer cannot have is refused where the layer is written", () => {
  test.each<[string, () => unknown, string]>([
    [
      "no filter",
      () => layers.conv2d({ ...conv, filters: 0 }),
      "conv2d: filters 0, expected a whole number above 0.",
    ],
    ["half a filter", () => layers.conv2d({ ...conv, filters: 1.5 }), "conv2d: filters 1.5,"],
    ["no number", () => layers.dense({ units: NaN }), "dense: units NaN,"],
    ["no kernel", () => layers.conv2dTranspose({ ...conv, kernelSize: 0 }), "conv2dTranspose: kernelSize 0,"],
    ["one side", () => layers.conv2d({ ...conv, strides: [1, 0] }), "conv2d: strides 1, 0,"],
    ["no pool", () => layers.maxPooling2d({ poolSize: -2 }), "maxPooling2d: poolSize -2,"],
    ["no side", () => layers.dense({ units: 1, inputShape: [0] }), "dense: inputShape 0,"],
    [
      "padding",
      () =>
        layers.zeroPadding2d({
          padding: [
            [1, -1],
            [0, 0],
          ],
        }),
      "padding 1, -1, 0, 0, expected a whole number from 0.",
    ],
    ["all dropped", () => layers.dropout({ rate: 1 }), "dropout: rate 1, expected a share from 0, below 1."],
    ["slope", () => layers.leakyReLU({ alpha: NaN }), "leakyReLU: alpha NaN, expected a finite number."],
    [
      "momentum",
      () => layers.batchNormalization({ momentum: 1.1 }),
      "momentum 1.1, expected a share from 0 to 1.",
    ],
    [
      "epsilon",
      () => layers.batchNormalization({ epsilon: -1 }),
      "epsilon -1, expected a finite number from 0.",
    ],
  ])("%s", (_, build, message) => {
    expect(build).toThrow(RangeError);
    expect(build).toThrow(/^Cannot build the layer \w+: .*\. Correct \w+ where the layer is written\.$/);
    expect(build).toThrow(message);
  });

  test("the last values that a layer can have pass, and so do words and sides that are not known", () => {
    layers.conv2d({ ...conv, padding: "same", inputShape: [null, null, 1], strides: [2, 1] });
    layers.dropout({ rate: 0 });
    layers.batchNormalization({ momentum: 1, epsilon: 0 });
    layers.zeroPadding2d({ padding: 0 });
    expect(layers.flatten().getClassName()).toBe("Flatten");
    expect(layers.Layer).toBe(tf.layers.Layer);
  });
});
