import type { LayersModel, Tensor } from "@tensorflow/tfjs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { numTensors, tf } from "../../lib/engine";
import { cycleGan, initialize, paramCount } from "../../lib/models";
import { loadKeras, saveKeras } from "../../lib/training";

test("CycleGAN's generator has the published layers' parameters at widths 32 and 16, its discriminator's map is 6 x 6", () => {
  const before = numTensors();
  for (const [width, parameters] of [
    [32, 1_958_785],
    [16, 490_945],
  ] as const) {
    const generator = cycleGan({ width }).generator(32);
    expect([width, paramCount(generator).trainable]).toEqual([width, parameters]);
    expect(generator.outputShape).toEqual([null, 32, 32, 1]);
    generator.dispose();
  }
  for (const [strides, side] of [
    [1, 14],
    [2, 6],
    [3, 2],
  ] as const) {
    const discriminator = cycleGan({ discriminatorWidth: 2, strides }).discriminator(32);
    expect(discriminator.outputShape).toEqual([null, side, side, 1]);
    discriminator.dispose();
  }
  expect(numTensors()).toBe(before);
});

test("borders are mirrored, every map but the discriminator's first is normalised, rectifiers leave a fifth", () => {
  const spec = cycleGan({ width: 2, blocks: 3, discriminatorWidth: 2, strides: 2 });
  const of = (network: LayersModel, name: string): Record<string, unknown>[] =>
    network.layers.filter((layer) => layer.getClassName() === name).map((layer) => layer.getConfig());
  const [generator, discriminator] = [spec.generator(32), spec.discriminator(32)];
  const mirrored = of(generator, "ReflectionPadding2D").map(({ padding }) => padding);
  expect(mirrored).toEqual([3, 1, 1, 1, 1, 1, 1, 3]); // 7 x 7 at both ends, two of 3 x 3 a block
  expect(of(generator, "InstanceNormalization")).toHaveLength(3 + 2 * 3 + 2);
  expect(of(discriminator, "InstanceNormalization")).toHaveLength(2);
  const [first, second] = discriminator.layers.filter(({ name }) => !name.startsWith("input"));
  expect([first!.getClassName(), second!.getClassName()]).toEqual(["Conv2D", "LeakyReLU"]);
  expect(of(discriminator, "LeakyReLU").map(({ alpha }) => alpha)).toEqual([0.2, 0.2, 0.2]);
  generator.dispose();
  discriminator.dispose();
});

test("its networks come back from an .h5 as they were: layers that Keras lacks are known to the loader", async () => {
  const spec = cycleGan({ width: 2, blocks: 1, discriminatorWidth: 2 });
  const x = tf.tensor(stream(2, "images").normals(2 * 256), [2, 16, 16, 1]);
  for (const network of [spec.generator(16), spec.discriminator(16)]) {
    initialize(network, stream(1, "weights"), "glorot uniform");
    const file = join(mkdtempSync(join(tmpdir(), "graft-cyclegan-")), "network.h5");
    await saveKeras(network, file);
    const loaded = await loadKeras(file);
    const [expected, found] = [network, loaded].map((model) => [...(model.apply(x) as Tensor).dataSync()]);
    expect(found).toEqual(expected);
    network.dispose();
    loaded.dispose();
  }
});
