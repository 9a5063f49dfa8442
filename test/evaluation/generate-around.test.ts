import { expect, test } from "vitest";
import { numTensors } from "../../lib/engine";
import { generateAround } from "../../lib/evaluation/generate-around";
import { ofEachClass, trainGan } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "../training/tiny";
import { tinyConditional } from "../training/tiny-conditional";

const real = squares("train", 12, (i) => i % 2);
const ofClass = (label: number) =>
  trainGan(
    { ...real, ...pickClass(label) },
    tinySpec,
    tinyOptions({ epochs: 2, name: `class ${label}`, seed: 1 + label }),
  );

/** The images of one class. */
function pickClass(label: number) {
  const at = real.labels.flatMap((l, i) => (l === label ? [i] : []));
  const pixels = new Float32Array(at.length * 64);
  at.forEach((i, k) => pixels.set(real.pixels.subarray(i * 64, (i + 1) * 64), k * 64));
  const ids = at.map((i) => real.ids[i]!);
  return { ids, seen: ids, groups: ids, labels: at.map(() => label), pixels };
}
const gans = [await ofClass(0), await ofClass(1)];
const spreads = [0, 0.5, 1];

test("generateAround() gives each class as many images as asked for, made of the fold's training images alone", async () => {
  const from = { gans, real, count: 8, seed: 1, inversion: { steps: 20, spread: 0.3 } };
  await generateAround(from);
  const before = numTensors();
  const { images, facts } = await generateAround(from);
  expect(numTensors()).toBe(before);
  expect(images.labels).toEqual([...Array<number>(8).fill(0), ...Array<number>(8).fill(1)]);
  expect(new Set(images.ids).size).toBe(16);
  expect([...images.seen].sort()).toEqual([...real.ids].sort());
  expect(facts["spread"]).toBe(0.3);
  expect(facts["residual"]).toBeGreaterThan(0);
  expect(facts["residual"]).toBeLessThan(2);
  expect((await generateAround(from)).images.pixels).toEqual(images.pixels);
});

test("the radius controls how far images lie from what their latents make", async () => {
  const drawn = await Promise.all(
    spreads.map((spread) =>
      generateAround({ gans, real, count: 6, seed: 1, inversion: { steps: 20, spread } }),
    ),
  );
  const far = (i: number): number =>
    drawn[i]!.images.pixels.reduce((sum, v, k) => sum + (v - drawn[0]!.images.pixels[k]!) ** 2, 0);
  expect(far(1)).toBeGreaterThan(0);
  expect(far(2)).toBeGreaterThan(far(1));
  const twice = await generateAround({ gans, real, count: 12, seed: 1, inversion: { steps: 20, spread: 0 } });
  // at a spread of 0 the second round repeats the first
  expect(twice.images.pixels.slice(6 * 64, 12 * 64)).toEqual(twice.images.pixels.slice(0, 6 * 64));
});

test("a conditional pair is refused with what to do instead", async () => {
  const gan = await trainGan(
    real,
    tinyConditional,
    tinyOptions({ epochs: 1, classes: ["dark", "bright"], name: "all classes" }),
  );
  const from = { gans: ofEachClass(gan), real, count: 2, seed: 1, inversion: { steps: 1, spread: 0 } };
  await expect(generateAround(from)).rejects.toThrow(/a generator of one class/);
});
