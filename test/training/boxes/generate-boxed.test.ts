import { expect, test } from "vitest";
import { boxSize } from "../../../lib/data/boxes/bounding-box";
import { numTensors } from "../../../lib/engine";
import { generate, sampleNumbers, trainGan } from "../../../lib/training";
import { drawBoxes } from "../../../lib/training/boxes/draw-boxes";
import { generateBoxed, imagesWithBoxes } from "../../../lib/training/boxes/generate-boxed";
import { drawLatents } from "../../../lib/training/images-at";
import { tinyOptions } from "../tiny";
import { boxedSquares, tinyBoxed } from "./tiny-boxed";

const { images, boxes } = boxedSquares(12);
const trained = trainGan(images, tinyBoxed, tinyOptions({ epochs: 2, boxes, penaltyWeight: 0 }));

test("generated images carry the boxes that they were drawn at: seeded, of the training's sizes, inside the image", async () => {
  const gan = await trained;
  const before = numTensors();
  const made = await generateBoxed(gan, 40);
  expect(numTensors()).toBe(before);
  expect(made.images.pixels).toEqual((await generate(gan, 40)).pixels);
  expect(made.boxes).toEqual((await generateBoxed(gan, 40)).boxes);
  expect(made.boxes.slice(0, 7)).toEqual(drawBoxes(gan, 7));
  expect(drawBoxes(gan, 7, "other purpose")).not.toEqual(drawBoxes(gan, 7));
  for (const box of made.boxes.flat()) {
    const { width, height } = boxSize(box);
    const isCut = box.left === 0 || box.top === 0 || box.right === 8 || box.bottom === 8;
    if (!isCut) expect([width, height]).toEqual([expect.closeTo(3, 9), expect.closeTo(3, 9)]);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(2);
  }
  expect(new Set(made.boxes.flat().map((box) => box.left)).size).toBeGreaterThan(30); // moved, not copied
});

test("a box keeps a pixel, or all of a thinner one, in the image that it is moved in", () => {
  const thin = { left: 7.6, top: 0, right: 8, bottom: 0.3 };
  const wide = { left: 0, top: 6, right: 3, bottom: 8 };
  const drawn = drawBoxes({ boxes: [[thin, wide]], size: 8, seed: 1, name: "thin" }, 200);
  for (const [a, b] of drawn) {
    expect([a!.right - a!.left, a!.bottom - a!.top]).toEqual([
      expect.closeTo(0.4, 9),
      expect.closeTo(0.3, 9),
    ]);
    expect(Math.min(b!.right - b!.left, b!.bottom - b!.top)).toBeGreaterThanOrEqual(1);
  }
  expect(new Set(drawn.map(([, b]) => b!.right)).size).toBeGreaterThan(50);
});

test("an image is the image of its latent and its boxes, whether drawn with others, by number, or at given boxes", async () => {
  const gan = await trained;
  const { images: all, boxes: drawn } = await generateBoxed(gan, 9);
  const some = await sampleNumbers(gan, [7, 2]);
  const near = (a: Float32Array, b: Float32Array): void =>
    a.forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThan(1e-5));
  near(some.pixels.subarray(0, 64), all.pixels.subarray(7 * 64, 8 * 64));
  near(some.pixels.subarray(64), all.pixels.subarray(2 * 64, 3 * 64));
  const again = await imagesWithBoxes(gan, drawLatents(gan, [7]), [drawn[7]!]);
  near(again.pixels, all.pixels.subarray(7 * 64, 8 * 64));
  const swapped = await imagesWithBoxes(gan, drawLatents(gan, [7]), [drawn[3]!]);
  expect(Math.max(...swapped.pixels.map((value, i) => Math.abs(value - again.pixels[i]!)))).toBeGreaterThan(
    1e-3,
  );
});

test("a generator that is told no boxes has none to give", async () => {
  const { boxes: _, ...gan } = { ...(await trained), spec: "tiny" };
  await expect(generateBoxed(gan, 2)).rejects.toThrow('the generator "tiny" of tiny, which is told no boxes');
});
