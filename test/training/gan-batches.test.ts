import { describe, expect, test } from "vitest";
import { imageSet } from "../../lib/data/image-set";
import { numTensors, tf } from "../../lib/engine";
import {
  openGanBatches,
  type GanBatches,
  type BatchOptions,
  type BatchIndices,
} from "../../lib/training/gan-batches";
import type { GanBatch } from "../../lib/training/gan-batch";

const n = 10;
// image i holds the number i in every pixel
const train = imageSet("train", {
  foldId: "fold",
  ids: Array.from({ length: n }, (_, i) => String(i)),
  labels: Array.from({ length: n }, () => 1 as const),
  size: 8,
  pixels: Float32Array.from({ length: n * 64 }, (_, i) => Math.floor(i / 64) / n),
});
const options: BatchOptions = { batchSize: 4, latentDim: 100, flipProbability: 0.05 };
const epoch = (source: GanBatches, noise = 0.1): GanBatch[] =>
  [...source.epoch(() => noise)].map((indices) => source.batch(indices));
const values = (batch: GanBatch): Record<string, number[]> =>
  Object.fromEntries(Object.entries(batch).map(([name, t]) => [name, Array.from(t.dataSync())]));
const spread = (xs: readonly number[]): number => Math.sqrt(xs.reduce((s, x) => s + x * x, 0) / xs.length);

describe("batches()", () => {
  test("shows every image once an epoch, the last batch smaller, in a new order each time", () => {
    const source = openGanBatches(train, options, 1, "a");
    const orders = [epoch(source), epoch(source)].map((all) => {
      expect(all.map((b) => b.real.shape)).toEqual([
        [4, 8, 8, 1],
        [4, 8, 8, 1],
        [2, 8, 8, 1],
      ]);
      return all.flatMap((b) =>
        Array.from(b.real.dataSync())
          .filter((_, i) => i % 64 === 0)
          .map((x) => Math.round(n * x)),
      );
    });
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(train.ids.map(Number));
    expect(orders[0]).not.toEqual(orders[1]);
    expect(source.stepsPerEpoch).toBe(3);
  });

  test("leaves no batch of one image, whose batch norm would make every latent the same, and resumes beside it", () => {
    const three = { ...options, batchSize: 3 };
    const source = openGanBatches(train, three, 1, "a");
    expect(source.stepsPerEpoch).toBe(3);
    expect(epoch(source).map((b) => b.latentG.shape[0])).toEqual([3, 3, 4]);
    const begun = source.epoch(() => 0.1);
    for (let k = 0; k < 2; k++) source.batch(begun.next().value as BatchIndices);
    const state = source.state();
    const rest = [...begun].map((places) => values(source.batch(places)));
    const continued = openGanBatches(train, three, 1, "a");
    continued.restore(state);
    expect(epoch(continued).map(values)).toEqual(rest);
    expect(rest.map((v) => v["latentG"]!.length)).toEqual([4 * 100]);
  });

  test("gives each tensor the shape and the size that the step expects", () => {
    const [batch] = epoch(openGanBatches(train, options, 1, "a"), 0.1);
    const v = values(batch!);
    for (const name of ["latentD", "latentG"]) expect(spread(v[name]!)).toBeCloseTo(1, 0);
    for (const name of ["noiseReal", "noiseFake", "noiseG"]) {
      expect(spread(v[name]!)).toBeGreaterThan(0.08);
      expect(spread(v[name]!)).toBeLessThan(0.12);
    }
    expect(v["latentD"]).not.toEqual(v["latentG"]);
    expect(v["noiseReal"]).not.toEqual(v["noiseFake"]);
    expect(batch!.mix.shape).toEqual([4, 1, 1, 1]);
    expect(v["mix"]!.every((m) => m >= 0 && m < 1)).toBe(true);
    expect(new Set(v["mix"]).size).toBe(4);
  });

  test("inverts the asked share of targets on both sides", () => {
    const many = { ...options, flipProbability: 0.25 };
    const source = openGanBatches(train, many, 1, "a");
    const all = Array.from({ length: 100 }, () => epoch(source, 0).map(values)).flat();
    const share = (name: string, usual: number) => {
      const targets = all.flatMap((v) => v[name]!);
      return targets.filter((t) => t === 1 - usual).length / targets.length;
    };
    // 1,000 draws each: three standard deviations are 0.041
    expect(Math.abs(share("targetsReal", 1) - 0.25)).toBeLessThan(0.041);
    expect(Math.abs(share("targetsFake", 0) - 0.25)).toBeLessThan(0.041);
  });

  test("smooths targets of real images alone; an inverted one stays 0", () => {
    const source = openGanBatches(train, { ...options, flipProbability: 0.25, smoothing: 0.1 }, 1, "a");
    const all = Array.from({ length: 30 }, () => epoch(source, 0).map(values)).flat();
    const seen = (name: string) => new Set(all.flatMap((v) => v[name]!));
    expect(seen("targetsReal")).toEqual(new Set([Math.fround(0.9), 0]));
    expect(seen("targetsFake")).toEqual(new Set([0, 1]));
  });

  test("steers an adaptive augmentation by the boundary of smoothed targets", () => {
    const probability = (smoothing: number): number => {
      const { adaptive } = openGanBatches(train, { ...options, smoothing, augmentation: "adaptive" }, 1, "a");
      for (let i = 0; i < 4; i++) adaptive!.observe(tf.fill([4, 1], -0.5));
      return adaptive!.probability();
    };
    expect(probability(0)).toBe(0);
    expect(probability(0.5)).toBeGreaterThan(0); // -0.5 lies above its -1.03: taken for real
  });

  test("draws each purpose from its own stream: switching noise off moves nothing else", () => {
    const [withNoise] = epoch(openGanBatches(train, options, 1, "a"), 0.1).map(values);
    const [without] = epoch(openGanBatches(train, { ...options, flipProbability: 0 }, 1, "a"), 0).map(values);
    for (const name of ["real", "latentD", "latentG", "mix"])
      expect(without![name]).toEqual(withNoise![name]);
    expect(without!["noiseG"]!.every((x) => x === 0)).toBe(true);
    expect(without!["targetsReal"]).toEqual([1, 1, 1, 1]);
  });

  test("continues from its states as if never interrupted", () => {
    const source = openGanBatches(train, options, 1, "a");
    epoch(source);
    const state = structuredClone(source.state());
    const expected = epoch(source).map(values);
    const continued = openGanBatches(train, options, 1, "a");
    continued.restore(state);
    expect(epoch(continued).map(values)).toEqual(expected);
  });

  test("continues in the middle of an epoch after the batch made last", () => {
    const source = openGanBatches(train, options, 1, "a");
    const begun = source.epoch(() => 0.1);
    source.batch((begun.next() as IteratorYieldResult<BatchIndices>).value);
    const continued = openGanBatches(train, options, 1, "a");
    continued.restore(structuredClone(source.state()));
    const rest = [...begun].map((indices) => values(source.batch(indices)));
    expect(epoch(continued).map(values)).toEqual(rest);
    expect(epoch(continued).map(values)).toEqual(epoch(source).map(values));
  });

  test("gives two GANs different numbers", () => {
    const [a, b] = ["a", "b"].map((name) => values(epoch(openGanBatches(train, options, 1, name))[0]!));
    expect(a!["latentD"]).not.toEqual(b!["latentD"]);
  });

  test("makes only tensors that belong to the batch", () => {
    const source = openGanBatches(train, options, 1, "a");
    const start = numTensors();
    for (const indices of source.epoch(() => 0.1))
      tf.dispose([indices, tf.tidy(() => source.batch(indices))]);
    expect(numTensors()).toBe(start);
  });
});
