import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { numTensors, tf } from "../../lib/engine";
import { ganSpec, initialize, paper, small, type GanSpec } from "../../lib/models";

const trainable = (model: ReturnType<GanSpec["generator"]>): number =>
  model.trainableWeights.reduce((sum, w) => sum + (w.shape as number[]).reduce((a, b) => a * b, 1), 0);

test("paper has exactly the paper's trainable parameters, and their moving averages beside", () => {
  const [g, d] = [paper.generator(32), paper.discriminator(32)];
  expect([trainable(g), g.countParams() - trainable(g)]).toEqual([4870785, 66560]);
  expect([trainable(d), d.countParams() - trainable(d)]).toEqual([791169, 1024]);
  g.dispose();
  d.dispose();
});

test.each([
  ["paper", paper],
  ["small", small],
])(
  "%s maps z to images in [-1, 1] and images to one logit, at 32 and 64 pixels, and leaks nothing",
  (_, spec) => {
    for (const size of [32, 64]) {
      const before = numTensors();
      const [g, d] = [spec.generator(size), spec.discriminator(size)];
      initialize(g, stream(1, "g"), spec.initialization);
      tf.tidy(() => {
        const images = g.apply(tf.tensor2d(stream(1, "z").normals(200), [2, 100])) as ReturnType<
          typeof tf.tensor
        >;
        expect(images.shape).toEqual([2, size, size, 1]);
        expect(images.abs().max().dataSync()[0]).toBeLessThanOrEqual(1);
        expect((d.apply(images) as typeof images).shape).toEqual([2, 1]);
      });
      g.dispose();
      d.dispose();
      expect(numTensors()).toBe(before);
    }
  },
);

test("initialize() gives the same seed the same kernels, within Glorot's limit or of sd 0.02, and zero biases", () => {
  const kernels = (spec: GanSpec, seed: number) => {
    const d = spec.discriminator(32);
    initialize(d, stream(seed, "d"), spec.initialization);
    const [kernel, bias] = d.getWeights().map((w) => w.dataSync());
    d.dispose();
    return { kernel: Array.from(kernel ?? []), bias: Array.from(bias ?? []) };
  };
  expect(kernels(small, 1)).toEqual(kernels(small, 1));
  expect(kernels(small, 1).kernel).not.toEqual(kernels(small, 2).kernel);
  const sd = (xs: number[]) => Math.sqrt(xs.reduce((s, x) => s + x * x, 0) / xs.length);
  expect(sd(kernels(small, 1).kernel)).toBeCloseTo(0.02, 2);
  const limit = Math.sqrt(6 / (9 * (1 + 128)));
  const glorot = kernels(paper, 1);
  expect(Math.max(...glorot.kernel.map(Math.abs))).toBeLessThanOrEqual(limit);
  expect(sd(glorot.kernel)).toBeCloseTo(limit / Math.sqrt(3), 2);
  expect(glorot.bias.every((b) => b === 0)).toBe(true);
});

test("ganSpec() gives the pair that gan.network names, of the published ones or of those it is given", () => {
  expect(ganSpec({ "gan.network": "paper" })).toBe(paper);
  expect(ganSpec({ "gan.network": "small" })).toBe(small);
  const own = { ...small, name: "own" };
  expect(ganSpec({ "gan.network": "small" }, { paper, small: own })).toBe(own);
});

test("dcgan.ts and notebook 02 hold the same networks", () => {
  const lib = readFileSync("lib/models/dcgan.ts", "utf8");
  const notebook = JSON.parse(readFileSync("notebooks/02-train-dcgan.ipynb", "utf8")) as {
    cells: { source: string[]; metadata: { tags?: string[] } }[];
  };
  const cells = notebook.cells
    .filter((c) => c.metadata.tags?.includes("network"))
    .map((c) => c.source.join(""));
  const parts = ["paper", "small"].map((name) =>
    (lib.split(`// [${name}]\n`)[1] ?? "").split(`\n// [/${name}]`)[0]?.replace(/^export /m, ""),
  );
  expect(cells).toEqual(parts);
});
