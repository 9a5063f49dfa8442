import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { imageSet } from "../../../lib/data/image-set";
import { addedByRefining, judgeRefined } from "../../../lib/evaluation";

const size = 12;
const n = 12;
/** Dark images with a square of 3 x 3, `inside` bright, at a place of each image's own, and a little noise. */
function squares(name: string, inside: number, shift = 0): Float32Array {
  const places = stream(1, "places");
  const noise = stream(1, name);
  const corners = Array.from({ length: n }, () => 3 + places.integer(4));
  return Float32Array.from({ length: n * size * size }, (_, at) => {
    const [x, y] = [at % size, Math.floor(at / size) % size];
    const corner = corners[Math.floor(at / size ** 2)]!;
    const isIn = x >= corner + shift && x < corner + shift + 3 && y >= 4 && y < 7;
    return (isIn ? inside : -0.5) + 0.01 * noise.normal();
  });
}
const setOf = (name: string, pixels: Float32Array) => {
  const ids = Array.from({ length: n }, (_, i) => `${name} ${i}`);
  return imageSet("synthetic", { foldId: "fold", seen: [], ids, labels: ids.map(() => 1), size, pixels });
};
const truth = setOf("truth", squares("truth", 0.8));
const dull = setOf("dull", squares("dull", 0));
const masks = Uint8Array.from(squares("mask", 1), (value) => Number(value > 0.5));
const refinedTo = (pixels: Float32Array) => {
  const images = setOf("refined", pixels);
  const refined = { train: images, judged: images };
  return { ...{ name: "degraded", of: "dull squares", train: dull, judged: dull, masks, truth }, refined };
};

test("a refiner that restores what images should have been keeps regions and ends nearer to real ones", () => {
  const found = judgeRefined(refinedTo(squares("restored", 0.8)), truth, 1);
  expect(found).toMatchObject({ of: "dull squares", n });
  expect(found.kidFall).toBeGreaterThan(0.5);
  expect(found.errors!.after).toBeLessThan(found.errors!.before);
  expect(found.errors!.rise.interval![1]).toBeLessThan(0);
  expect(found.regions!.dice).toEqual({ value: 1, n }); // all alike: no interval would be honest
  expect(found.regions!.gone).toBe(0);
  expect(found.meanChange.value).toBeCloseTo(found.change, 12);
});

test("one that moves regions or wipes them out is told", () => {
  const moved = judgeRefined(refinedTo(squares("moved", 0.8, 1)), truth, 1);
  expect(moved.regions!.shift.value).toBeCloseTo(1, 1);
  expect(moved.regions!.dice.value).toBeCloseTo(2 / 3, 1);
  const gone = judgeRefined(refinedTo(squares("gone", -0.5)), truth, 1);
  expect(gone.regions!.gone).toBe(1);
  expect(gone.errors!.rise.interval![0]).toBeGreaterThan(0);
});

test("of images without a known truth nothing is said of it", () => {
  const { masks: _, truth: none, ...unknown } = refinedTo(squares("restored", 0.8));
  const found = judgeRefined(unknown, none, 1);
  expect(found).not.toHaveProperty("errors");
  expect(found).not.toHaveProperty("regions");
});

test("arms add what images were and what they became, and name the system", () => {
  const images = refinedTo(squares("restored", 0.8));
  expect(addedByRefining("SimGAN", [images])).toEqual([
    { name: "degraded", images: dull },
    { name: "degraded, refined by SimGAN", images: images.refined.train },
  ]);
});
