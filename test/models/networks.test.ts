import type * as tfjs from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import { buildNetworks, networkTable, small, type GanSpec } from "../../lib/models";
import { compareLayers } from "../../lib/models/network-table";
import { tinySpec } from "../training/tiny";

const d = (...rest: tfjs.layers.Layer[]) => tf.sequential({ layers: rest });
const build = (changes: Partial<GanSpec>) => () => buildNetworks({ ...tinySpec, ...changes }, 8);

describe("a network whose layers do not fit", () => {
  test("says which layer, what it gets and what it would make", () => {
    expect(() =>
      d(
        layers.dense({ inputShape: [100], units: 512 }),
        layers.batchNormalization(),
        layers.reshape({ targetShape: [4, 4, 33] }),
      ),
    ).toThrow(
      'Cannot build a network: layer 3 "reshape" got (512) and makes (4, 4, 33), expected 512 numbers as it gets, not 528. ' +
        "Change its targetShape, or the units of the layer before it.",
    );
    expect(() =>
      d(layers.dense({ inputShape: [100], units: 512 }), layers.conv2d({ filters: 1, kernelSize: 3 })),
    ).toThrow(
      'layer 2 "conv2d" got (512), expected a map (height, width, channels). Put a reshape before it',
    );
    expect(() => d(layers.dense({ units: 1 }))).toThrow(
      'layer 1 "dense" is the first, expected the first layer to know',
    );
  });

  test("says which number stands for -1", () => {
    const [dense, reshape] = [
      layers.dense({ inputShape: [100], units: 512 }),
      layers.reshape({ targetShape: [4, 4, -1] }),
    ];
    expect(() => d(dense, reshape)).toThrow(
      'layer 2 "reshape" got (512) and makes (4, 4, ?), expected a number for every side. Write 32 in place of -1.',
    );
  });

  test("says so when a layer leaves no pixel", () => {
    expect(() => d(layers.conv2d({ inputShape: [4, 4, 1], filters: 2, kernelSize: 5 }))).toThrow(
      'layer 1 "conv2d" is the first and makes (0, 0, 2), expected at least one pixel a side. Use padding "same"',
    );
  });

  test("says what tfjs says where nothing better is known", () => {
    const used = layers.dense({ inputShape: [2], units: 2 });
    d(used);
    expect(() => d(layers.dense({ inputShape: [3], units: 3 }), used)).toThrow(
      /layer 2 "dense" got \(3\) \(.*\), expected/,
    );
  });
});

describe("buildNetworks()", () => {
  test("builds a pair that fits", () => {
    const { generator, discriminator } = buildNetworks(tinySpec, 8);
    expect([generator.outputs[0]?.shape, discriminator.outputs[0]?.shape]).toEqual([
      [null, 8, 8, 1],
      [null, 1],
    ]);
    generator.dispose();
    discriminator.dispose();
  });

  test("leaves no tensor of a network that fails half-built", () => {
    const before = numTensors();
    const broken = () =>
      d(
        layers.dense({ inputShape: [5], units: 8 }),
        layers.batchNormalization(),
        layers.conv2d({ filters: 1, kernelSize: 3 }),
      );
    expect(build({ generator: broken })).toThrow('layer 3 "conv2d"');
    expect(build({ discriminator: broken })).toThrow('layer 3 "conv2d"');
    expect(numTensors()).toBe(before);
  });

  test("names the layer where the pair does not fit the images, and leaks nothing", () => {
    const before = numTensors();
    expect(build({ generator: () => tinySpec.generator(4) })).toThrow(
      /Cannot train the networks "tiny": the generator's last layer, 5 "conv2d_transpose_\w+", got \(2, 2, 3\) and makes \(4, 4, 1\), expected it to make images \(8, 8, 1\)\. Change/,
    );
    expect(build({ latentDim: 7 })).toThrow(
      /the generator's first layer, 1 "dense_\w+", got \(5\) and makes \(48\), expected it to take the latents of latentDim \(7\)/,
    );
    expect(build({ discriminator: () => tinySpec.discriminator(16) })).toThrow(
      /the discriminator's first layer, 1 "conv2d_\w+", got \(16, 16, 1\) .* expected it to take images \(8, 8, 1\)/,
    );
    const flat = () => d(layers.flatten({ inputShape: [8, 8, 1] }), layers.dense({ units: 2 }));
    expect(build({ discriminator: flat })).toThrow(
      /got \(64\) and makes \(2\), expected it to make one logit \(1\)/,
    );
    expect(numTensors()).toBe(before);
  });
});

describe("networkTable()", () => {
  test("has both networks beside the published ones, nothing marked where nothing was changed", () => {
    const before = numTensors();
    const rows = networkTable(small, 32, small);
    expect(numTensors()).toBe(before);
    expect(rows.every((row) => row[" "] === "" && row.output === (row["published output"] ?? ""))).toBe(true);
    expect(rows.filter((row) => row.layer === "trainable in all").map((row) => row.parameters)).toEqual([
      1448065, 1030913,
    ]);
  });

  test("marks a changed layer, an added one and a removed one in their places", () => {
    const line = (layer: string, parameters = 0) => ({ layer, output: "1", parameters });
    const marks = (ours: string[], theirs: string[]) =>
      compareLayers(
        ours.map((l) => line(l)),
        theirs.map((l) => line(l)),
      ).map((r) => r[" "] + (r.layer ?? "") + "|" + (r["published layer"] ?? ""));
    expect(marks(["a", "x", "c"], ["a", "b", "c"])).toEqual(["a|a", "≠x|b", "c|c"]);
    expect(marks(["a", "b", "c"], ["a", "c"])).toEqual(["a|a", "+b|", "c|c"]);
    expect(marks(["a"], ["a", "b"])).toEqual(["a|a", "−|b"]);
    expect(marks([], [])).toEqual([]);
  });
});
