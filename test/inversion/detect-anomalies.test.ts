import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { imageSet } from "../../lib/data/image-set";
import { numTensors, tf } from "../../lib/engine";
import { detectAnomalies, frozenPair } from "../../lib/inversion";
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
  const other = made(20, "other");
  for (let i = 0; i < 20; i++)
    for (const at of [27, 28, 29, 35, 36, 37, 43, 44, 45]) other[i * 64 + at]! += 0.8;
  const { rows, maps, reconstructions, n } = await detectAnomalies(
    pair,
    train,
    { normal: { size: 8, pixels: made(20, "normal") }, other: { size: 8, pixels: other } },
    { steps: 60, width: 8, learningRate: 3e-3, seed: 1 },
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
