import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { imageSet } from "../../lib/data/image-set";
import { numTensors, tf } from "../../lib/engine";
import { detectAnomalies, frozenPair, type FrozenPair } from "../../lib/inversion";
import { fAnoGanScore } from "../../lib/inversion/detect-anomalies";
import { pixelsAt } from "../../lib/inversion/frozen-pair";
import { initialize } from "../../lib/models";
import { tinySpec } from "../training/tiny";

test("detectAnomalies() finds a bright spot that the generator cannot make, and frees what it made", async () => {
  tinySpec.generator(8).dispose(); // the engine's own constants exist from here on
  const before = numTensors();
  const networks = [tinySpec.generator(8), tinySpec.discriminator(8)] as const;
  networks.forEach((model, i) => initialize(model, stream(1, "test", i), "glorot uniform"));
  const pair = frozenPair(...networks);
  const made = (n: number, purpose: string): Float32Array =>
    tf.tidy(() =>
      pair
        .generate(tf.tensor2d(stream(3, purpose).normals(n * 5), [n, 5]))
        .dataSync<"float32">()
        .slice(),
    );
  const ids = Array.from({ length: 60 }, (_, i) => `${i}`);
  const train = imageSet("train", {
    foldId: "fold",
    ids,
    labels: ids.map(() => 0),
    size: 8,
    pixels: made(60, "train"),
  });
  const other = made(22, "other"); // two more than are looked at
  for (let i = 0; i < 20; i++)
    for (const at of [27, 28, 29, 35, 36, 37, 43, 44, 45]) other[i * 64 + at]! += 0.8;
  const { rows, maps, reconstructions, n } = await detectAnomalies(
    pair,
    train,
    { normal: { size: 8, pixels: made(25, "normal") }, other: { size: 8, pixels: other } },
    { steps: 60, width: 8, learningRate: 3e-3, seed: 1, most: 20 },
  );
  pair.dispose();
  expect(numTensors()).toBe(before);
  expect(n).toEqual({ normal: 20, other: 20 });
  const found = rows.find((r) => r.reconstruction === "generator" && r.score === "largest excess");
  expect(found!.auc.auc).toBeGreaterThan(0.9);
  expect(rows).toHaveLength(7);
  // of the other images only
  expect(maps.pixels).toHaveLength(20 * 64);
  expect(maps.pixels[36]).toBeCloseTo(Math.abs(other[36]! - reconstructions.pixels[36]!), 6);
});

test("the published score counts the features beside the pixels: it finds what hardly changes a pixel's mean", async () => {
  const networks = [tinySpec.generator(8), tinySpec.discriminator(8)] as const;
  networks.forEach((model, i) => initialize(model, stream(1, "test", i), "glorot uniform"));
  const own = frozenPair(...networks);
  // a corner that the generator leaves 0, and a discriminator that looks at nothing else
  const corner = tf.tensor4d(
    Float32Array.from({ length: 64 }, (_, i) => Number(i === 0)),
    [1, 8, 8, 1],
  );
  const beside = tf.sub(1, corner);
  const pair: FrozenPair = {
    ...own,
    generate: (z) => tf.mul(own.generate(z), beside),
    features: (images) => tf.mul(tf.sum(tf.mul(images, corner), [1, 2]), 30),
  };
  const made = (n: number, purpose: string): Float32Array =>
    pixelsAt(pair, stream(3, purpose).normals(n * 5));
  const ids = Array.from({ length: 40 }, (_, i) => `${i}`);
  const train = imageSet("train", {
    foldId: "fold",
    ids,
    labels: ids.map(() => 0),
    size: 8,
    pixels: made(40, "train"),
  });
  const other = made(20, "other").map((value, k) => (k % 64 === 0 ? 0.1 : value));
  const detect = async (groups?: string[]) =>
    (
      await detectAnomalies(
        pair,
        train,
        {
          normal: { size: 8, pixels: made(20, "normal"), ...(groups && { groups }) },
          other: { size: 8, pixels: other, ...(groups && { groups }) },
        },
        { steps: 20, width: 8, learningRate: 3e-3, seed: 1 },
      )
    ).rows;
  const rows = await detect();
  const rowOf = (of: typeof rows, score: string) =>
    of.find((row) => row.reconstruction === "generator" && row.score === score)!.auc;
  const aucOf = (score: string): number => rowOf(rows, score).auc;
  expect(aucOf("mean squared difference")).toBeLessThan(0.75);
  expect(aucOf("discriminator's features")).toBe(1);
  expect(aucOf(fAnoGanScore)).toBe(1);
  const ofPatients = rowOf(await detect(ids.slice(0, 20).map((id) => `${Number(id) % 4}`)), fAnoGanScore);
  expect(ofPatients.auc).toBe(1);
  expect(ofPatients.low).toBeLessThan(rowOf(rows, fAnoGanScore).low - 0.1); // four patients of each class, not 20
  own.dispose();
  tf.dispose([corner, beside]);
});
