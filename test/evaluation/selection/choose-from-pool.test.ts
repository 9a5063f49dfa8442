import { describe, expect, test } from "vitest";
import { range, stream } from "../../../lib/core";
import { pick, type ImageSet } from "../../../lib/data";
import { chooseReal } from "../../../lib/evaluation/selection/choose-from-pool";
import { selectionRules, type SelectionRule } from "../../../lib/evaluation/selection/selection-rules";
import { trainingFeatures } from "../../../lib/evaluation/selection/training-features";
import { pixelVectors } from "../../../lib/quality";
import { madePool, madeTraining, phantomPixels } from "./made-pool";

const rules = Object.keys(selectionRules) as SelectionRule[];
const real = await madeTraining();
const good = await phantomPixels(80, 3, 1);
const poolOf = (images: ImageSet<"synthetic">, of = real) => ({
  images,
  label: 1,
  real: of,
  features: trainingFeatures(of),
  seed: 1,
});
const area = 32 * 32;

/** The images with noise in place of every fifth. */
function withJunk(pixels: Float32Array): Float32Array {
  const random = stream(1, "junk");
  return pixels.map((v, i) => (Math.floor(i / area) % 5 === 0 ? random.between(-1, 1) : v));
}
const isJunk = (id: string): boolean => Number(id.split(" ")[1]) % 5 === 0;

describe.each(rules)("the rule %s", (rule) => {
  const pool = poolOf(madePool(good, 1, real));

  test("orders the whole pool, each image once, the same each time", () => {
    const order = selectionRules[rule](pool);
    expect([...order].sort((a, b) => a - b)).toEqual(range(80));
    expect(selectionRules[rule](pool)).toEqual(order);
  });
});

test("chooseReal() discards junk before farthest-point could take it; sets are nested and say what was seen", () => {
  const { images, ...judges } = poolOf(madePool(withJunk(good), 1, real));
  const some = (rule: SelectionRule, count: number) => chooseReal(images, judges, { rule, count }).images;
  const chosen = some("farthest", 20);
  expect(chosen.ids).toHaveLength(20);
  expect(chosen.ids.filter(isJunk).length / 20).toBeLessThanOrEqual(0.02);
  expect(chosen.seen).toEqual(real.ids);
  expect(some("farthest", 10).ids).toEqual(chosen.ids.slice(0, 10));
});

test("without the discard, farthest-point chooses all junk first", () => {
  const images = madePool(withJunk(good), 1, real);
  const order = selectionRules.farthest({ ...poolOf(images), features: (some) => pixelVectors(some) });
  expect(order.slice(0, 16).filter((i) => isJunk(images.ids[i]!))).toHaveLength(16);
});

test("boundary takes images of the other class last", () => {
  const mixed = Float32Array.from([...good.subarray(0, 40 * area), ...real.pixels.subarray(0, 40 * area)]);
  const order = selectionRules.boundary(poolOf(madePool(mixed, 1, real)));
  const ofOther = (indices: readonly number[]): number => indices.filter((i) => i >= 40).length;
  expect(ofOther(order.slice(-20))).toBeGreaterThanOrEqual(16);
  expect(ofOther(order.slice(0, 20))).toBeLessThanOrEqual(8);
});

test("farthest-point takes more images of a kind that the real ones lack than random does", async () => {
  // one in ten of the pool stands on its head, of the real ones none
  const upright = await phantomPixels(80, 5, 1);
  const isTurned = (image: number): boolean => image % 10 === 0;
  const mixed = upright.map((v, i) => {
    const image = Math.floor(i / area);
    return isTurned(image) ? upright[(image + 1) * area - 1 - (i % area)]! : v;
  });
  const pool = poolOf(madePool(mixed, 1, real));
  const turned = (rule: SelectionRule): number =>
    selectionRules[rule](pool).slice(0, 16).filter(isTurned).length;
  expect(turned("farthest")).toBeGreaterThan(turned("random"));
});

test("trainingFeatures() are 50 components of the training images alone", () => {
  expect(trainingFeatures(real)(real).dim).toBe(50);
  const few = pick(real, range(8));
  expect(trainingFeatures(few)(real).dim).toBe(7);
});
