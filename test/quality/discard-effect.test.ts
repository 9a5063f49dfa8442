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

test("discardEffect() asks its forest only about patients whom it does not know", () => {
  const noise = stream(2, "patients").uniforms(52 * area).map((u) => 2 * u - 1); // prettier-ignore
  const alike = Float32Array.from(
    { length: 60 * area },
    (_, k) => noise[(k % area) + (k < 30 * area ? 0 : area)]!,
  );
  const drawn = imageSet("synthetic", {
    ...pick(candidates, good),
    pixels: noise.slice(2 * area),
  });
  const effect = (groups: string[]): number =>
    discardEffect({ candidates: drawn, kept: drawn }, { size, pixels: alike, groups }, { seed: 1 })[0]!.forest
      .value;
  const patients = ids.slice(0, 60).map((_, i) => (i < 30 ? "a" : "b"));
  expect(effect(ids.slice(0, 60))).toBeGreaterThan(0.9); // it has seen each of these two images
  expect(effect(patients)).toBeLessThan(0.75);
  const one = { size, pixels: alike, groups: ids.slice(0, 60).map(() => "a") };
  expect(discardEffect({ candidates: drawn, kept: drawn }, one)).toEqual([]);
});

test("discardEffect() says nothing of fewer than four images", () => {
  expect(discardEffect({ candidates, kept: pick(candidates, [0, 3, 6]) }, heldOut)).toEqual([]);
});
