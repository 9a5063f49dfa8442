import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { imageSet, phantom, preprocess, type ImageSet } from "../../lib/data";
import { pick } from "../../lib/data/image-set";
import { discardEffect } from "../../lib/quality";

const size = 32;
const area = size * size;
const heads = async (images: number, seed: number): Promise<Float32Array> =>
  (await preprocess(phantom({ images, seed, label: 0 }), { size })).pixels;
const heldOut = { size, pixels: await heads(60, 1) };
const pixels = await heads(150, 2);
const random = stream(1, "noise");
for (let i = 0; i < 150; i++)
  for (let k = 0; k < area && i % 3 > 0; k++) pixels[i * area + k] = random.between(-1, 1); // two of three are noise
const ids = Array.from({ length: 150 }, (_, i) => `drawn ${i}`);
const candidates: ImageSet<"synthetic"> = imageSet("synthetic", {
  foldId: "f",
  seen: [],
  ids,
  labels: ids.map(() => 0 as const),
  size,
  pixels,
});
const good = [...ids.keys()].filter((i) => i % 3 === 0);

test("discardEffect() sees that planted noise is gone: a forest tells less, KID falls, variety stays", () => {
  const [before, after] = discardEffect({ candidates, kept: pick(candidates, good) }, heldOut, { seed: 1 });
  expect([before!.n, after!.n]).toEqual([50, 50]);
  expect(after!.forest.value).toBeLessThan(before!.forest.value - 0.1);
  expect(after!.kid.value).toBeLessThan(before!.kid.value);
  expect(after!.coverage).toBeGreaterThanOrEqual(before!.coverage);
});

test("discardEffect() shows what keeping one look costs: recall and coverage fall", () => {
  const alike = pick(
    imageSet("synthetic", {
      ...candidates,
      pixels: pixels.map((_, k) => pixels[k % area]!),
    }),
    good,
  );
  const [before, after] = discardEffect({ candidates, kept: alike }, heldOut, { seed: 1 });
  expect(after!.recall).toBeLessThan(before!.recall);
  expect(after!.coverage).toBeLessThan(before!.coverage);
});

test("discardEffect() says nothing of fewer than four images", () => {
  expect(discardEffect({ candidates, kept: pick(candidates, [0, 3, 6]) }, heldOut)).toEqual([]);
});
