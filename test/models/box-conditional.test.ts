import type { LayersModel, Tensor } from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { tf } from "../../lib/engine";
import { boxConditional, buildNetworks, initialize, paramCount } from "../../lib/models";
import { boxTensor } from "../../lib/training/boxes/box-tensor";

const box = { left: 8, top: 8, right: 16, bottom: 16 };

test("the networks fit the images, and their sizes are those of the reference run", () => {
  const { generator, discriminator } = buildNetworks(boxConditional(), 32);
  expect(generator.inputs.map((input) => input.shape)).toEqual([
    [null, 32],
    [null, 32, 32, 1],
  ]);
  expect(generator.outputs[0]!.shape).toEqual([null, 32, 32, 1]);
  // z to 4 x 4 x 64, then kernels of 4 x 4 from 64 + 1, 32 + 1 and 16 + 1 channels, and of 3 x 3 from 16 + 1, all with biases
  const dense = 33 * 1024;
  const kernels = 16 * (65 * 32 + 33 * 16 + 17 * 16) + 9 * 17;
  const biases = 32 + 16 + 16 + 1;
  const norms = 2 * (64 + 32 + 16 + 16);
  expect(paramCount(generator).trainable).toBe(dense + kernels + biases + norms);
  expect(paramCount(discriminator).trainable).toBe(
    16 * (2 * 16 + 16 * 32 + 32 * 64) + (16 + 32 + 64) + 2 * (32 + 64) + 1025,
  );
  generator.dispose();
  discriminator.dispose();
});

/** Pixels that change when one number of the map does, in a generator of random weights. */
function changed(generator: LayersModel, places: readonly number[]): number[] {
  return tf.tidy(() => {
    const z = tf.tensor2d(stream(1, "z").normals(32), [1, 32]);
    const draw = (map: Float32Array): Tensor =>
      generator.apply([z, tf.tensor4d(map, [1, 32, 32, 1])], { training: false }) as Tensor;
    const other = new Float32Array(1024);
    for (const place of places) other[place] = 1;
    const difference = tf.sub(draw(other), draw(new Float32Array(1024))).dataSync();
    return [...difference].flatMap((value, i) => (value === 0 ? [] : [i]));
  });
}

test("the map reaches the image at full resolution and by its averages at every lower one", () => {
  const generator = boxConditional().generator(32);
  initialize(generator, stream(1, "weights"), "normal 0.02");
  const one = changed(generator, [16 * 32 + 16]);
  const [rows, columns] = [one.map((i) => Math.floor(i / 32)), one.map((i) => i % 32)];
  // of a pixel: the layers below see its average in areas of 2, 4 and 8 pixels, whose features spread further
  expect(Math.max(...rows) - Math.min(...rows)).toBeGreaterThan(8);
  expect(Math.max(...columns) - Math.min(...columns)).toBeLessThan(32);
  expect(one).toContain(16 * 32 + 16);
  generator.dispose();
});

test("the discriminator sees the map as -1 and 1, beside the image", () => {
  const { discriminator, generator } = buildNetworks(boxConditional(), 32);
  initialize(discriminator, stream(1, "weights"), "normal 0.02");
  tf.tidy(() => {
    const logit = (map: Tensor): number =>
      (discriminator.apply([tf.zeros([1, 32, 32, 1]), map]) as Tensor).dataSync()[0]!;
    expect(logit(boxTensor([[box]], 32))).not.toBe(logit(boxTensor([[]], 32)));
    // a map of one half is 0 in both channels beside a grey image
    const [kernel] = discriminator.layers.find((layer) => layer.getClassName() === "Conv2D")!.getWeights();
    expect(kernel!.shape).toEqual([4, 4, 2, 16]);
    expect(logit(tf.fill([1, 32, 32, 1], 0.5))).toBeCloseTo(0, 6); // biases start at 0
  });
  generator.dispose();
  discriminator.dispose();
});

test("these networks and the detector are the text of the notebook's cells", () => {
  const notebook = JSON.parse(readFileSync("notebooks/related/cpggan.ipynb", "utf8")) as {
    cells: { source: string[]; metadata: { tags?: string[] } }[];
  };
  const cells = notebook.cells.filter(({ metadata }) => metadata.tags?.includes("network"));
  const parts = ["box-conditional", "detector"].map((name) => {
    const [, rest = ""] = readFileSync(`lib/models/${name}.ts`, "utf8").split(`// [${name}]\n`);
    return rest.split(`\n// [/${name}]`)[0]?.replace(/^export /m, "");
  });
  expect(cells.map(({ source }) => source.join(""))).toEqual(parts);
});
