import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { range, stream } from "../../../lib/core";
import { imageSet, type ImageSet } from "../../../lib/data/image-set";
import { layers, numTensors, ready, tf } from "../../../lib/engine";
import type { MaskGanSpec } from "../../../lib/models";
import { trainMaskGan } from "../../../lib/training";

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mask-gan-"));
  await ready();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tiny: MaskGanSpec = {
  name: "tiny",
  latentDim: 4,
  initialization: "glorot uniform",
  generator: (size) =>
    tf.sequential({
      layers: [
        layers.dense({ inputShape: [4], units: size * size * 2 }),
        layers.batchNormalization(),
        layers.activation({ activation: "tanh" }),
        layers.reshape({ targetShape: [size, size, 2] }),
      ],
    }),
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.flatten({ inputShape: [size, size, 2] }),
        layers.dense({ units: 16 }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.dense({ units: 1 }),
      ],
    }),
};
/** Images whose upper half is bright and masked. */
const halves = (n: number): [ImageSet<"train">, Uint8Array] => {
  const masks = Uint8Array.from({ length: n * 64 }, (_, i) => Number(i % 64 < 32));
  const noise = stream(3, "images").normals(n * 64);
  const pixels = Float32Array.from(masks, (inside, i) => inside - 0.5 + 0.1 * noise[i]!);
  const ids = range(n).map(String);
  return [imageSet("train", { foldId: "fold", ids, labels: range(n).map(() => 1), size: 8, pixels }), masks];
};
const optionsOf = (name: string, steps = 250) => ({
  ...{ name: "halves", folder: join(folder, name), seed: 1, steps, batchSize: 8 },
  ...{ learningRate: 5e-3, ema: 0.9, count: 6 },
});

test("pairs are of images with a region, the mask where the real ones have it, and nothing leaks", async () => {
  const before = numTensors();
  const { images, drawn, masks, history } = await trainMaskGan(...halves(20), tiny, optionsOf("whole"));
  expect([images.role, images.foldId, images.seen]).toEqual(["synthetic", "fold", range(20).map(String)]);
  expect(images.labels).toEqual([1, 1, 1, 1, 1, 1]);
  expect(drawn).toBeGreaterThanOrEqual(6);
  expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
  expect([images.pixels.length, masks.length]).toEqual([6 * 64, 6 * 64]);
  const upper = masks.filter((_, i) => i % 64 < 32).filter((m) => m === 1).length;
  const lower = masks.filter((_, i) => i % 64 >= 32).filter((m) => m === 1).length;
  expect(upper).toBeGreaterThan(1.5 * lower); // as much by chance
  for (let i = 0; i < 6; i++) expect(masks.subarray(i * 64, (i + 1) * 64)).toContain(1);
  expect(numTensors()).toBe(before);
});

test("interrupted it resumes to the same pairs", async () => {
  const whole = await trainMaskGan(...halves(20), tiny, optionsOf("again", 90));
  const watcher = {
    showsProgress: true,
    epoch: () => undefined,
    step: ({ step }: { step: number }) => {
      if (step === 70) throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
    },
  };
  const options = optionsOf("broken", 90);
  await expect(trainMaskGan(...halves(20), tiny, options, watcher)).rejects.toThrow("stop");
  expect(await trainMaskGan(...halves(20), tiny, options)).toEqual(whole);
});

test("a single image, a size that is no multiple of 8, or a mask too few is refused before training", async () => {
  await expect(trainMaskGan(...halves(1), tiny, optionsOf("one"))).rejects.toThrow("1 images of 8 x 8");
  const [images, masks] = halves(9);
  const odd = imageSet("train", { ...images, ids: images.ids.slice(0, 4), labels: [1, 1, 1, 1], size: 12, groups: undefined, seen: undefined }); // prettier-ignore
  await expect(trainMaskGan(odd, masks, tiny, optionsOf("odd"))).rejects.toThrow("multiple of 8");
  await expect(trainMaskGan(images, masks.subarray(64), tiny, optionsOf("few"))).rejects.toThrow(
    "512 pixels of masks, expected 576",
  );
});
