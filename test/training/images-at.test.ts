import { expect, test } from "vitest";
import { numTensors } from "../../lib/engine";
import { drawLatents, generate, imagesAt, ofEachClass, sampleNumbers, trainGan } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyConditional } from "./tiny-conditional";

const gan = await trainGan(
  squares("train", 12, () => 1),
  tinySpec,
  tinyOptions({ epochs: 2 }),
);
const ofTwo = await trainGan(
  squares("train", 12, (i) => i % 2),
  tinyConditional,
  tinyOptions({ epochs: 2, classes: ["dark", "bright"], name: "all classes" }),
);

const difference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!)), 0);

test("sampleNumbers() gives the same bits whatever is asked for beside them, and generate()'s images and ids", async () => {
  const before = numTensors();
  const alone = await sampleNumbers(gan, [7]);
  expect(numTensors()).toBe(before);
  const among = await sampleNumbers(gan, [0, 60, 7, 3]);
  expect(among.pixels.slice(2 * 64, 3 * 64)).toEqual(alone.pixels);
  expect(among.pixels.slice(0, 64)).not.toEqual(alone.pixels);
  const all = await generate(gan, 61);
  expect(among.ids).toEqual([0, 60, 7, 3].map((n) => all.ids[n]));
  for (const [i, n] of [0, 60, 7, 3].entries())
    expect(
      difference(among.pixels.slice(i * 64, (i + 1) * 64), all.pixels.slice(n * 64, (n + 1) * 64)),
    ).toBeLessThan(1e-5);
  await expect(sampleNumbers(gan, [0.5])).rejects.toThrow("number 0.5, expected a whole number");
});

test("sampleNumbers() and imagesAt() of a conditional pair give the class that is asked for", async () => {
  const [dark, bright] = ofEachClass(ofTwo);
  for (const one of [dark!, bright!]) {
    const all = await generate(one, 3);
    expect(difference((await sampleNumbers(one, [2])).pixels, all.pixels.slice(128))).toBeLessThan(1e-5);
    const latents = drawLatents(one, [0, 1, 2]);
    expect(difference((await imagesAt(one, latents)).pixels, all.pixels)).toBeLessThan(1e-5);
  }
  const [a, b] = [await imagesAt(dark!, new Float32Array(5)), await imagesAt(bright!, new Float32Array(5))];
  expect(a.pixels).not.toEqual(b.pixels);
});

test("imagesAt() gives generate()'s images at the latents it drew, and leaks nothing", async () => {
  const latents = drawLatents(gan, [4, 0], "other");
  const before = numTensors();
  const images = await imagesAt(gan, latents);
  expect(numTensors()).toBe(before);
  const all = await generate(gan, 5, "other");
  expect(difference(images.pixels.slice(0, 64), all.pixels.slice(4 * 64))).toBeLessThan(1e-5);
  expect(difference(images.pixels.slice(64), all.pixels.slice(0, 64))).toBeLessThan(1e-5);
});
