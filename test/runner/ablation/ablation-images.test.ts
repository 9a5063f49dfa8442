import { expect, test } from "vitest";
import { readAblationImages, writeAblationImages } from "../../../lib/runner/ablation/ablation-images";
import { temporary } from "../../data/made-folder";

const images = (n: number, first: number) => ({
  size: 32,
  pixels: Float32Array.from({ length: n * 32 ** 2 }, (_, i) => Math.fround(first + i / 7)),
  n,
  groups: Array.from({ length: n }, (_, i) => `fresh-${i}`),
  origin: "made",
});

test("readAblationImages() reads what was written: every bit, and which class an image is of", () => {
  const folder = temporary();
  const drawn = { train: [images(2, 0), images(1, -1)], heldOut: [images(1, 5), images(1, 6)] };
  writeAblationImages(folder, drawn);
  const { train, heldOut, classes } = readAblationImages(folder);
  expect(classes).toEqual(["normal", "hemorrhage"]);
  expect(heldOut).toEqual(drawn.heldOut);
  expect(train.labels).toEqual([0, 0, 1]);
  expect(train.ids).toEqual(["0-0", "0-1", "1-0"]);
  expect([...train.pixels]).toEqual(drawn.train.flatMap(({ pixels }) => [...pixels]));
  expect(() => readAblationImages(temporary())).toThrow(/Type npm run ablation again/);
});
