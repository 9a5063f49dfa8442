import { expect, test } from "vitest";
import { imageSet } from "../../../lib/data";
import { boxedImages, concatBoxed, onlyBoxed, pickBoxed } from "../../../lib/data/boxes/boxed-images";
import { boundingBox } from "../../../lib/data/boxes/bounding-box";

const images = imageSet("train", {
  foldId: "f",
  ids: ["a", "b"],
  labels: [0, 1],
  size: 4,
  pixels: Float32Array.from({ length: 32 }, (_, i) => i / 32),
});
const box = boundingBox(1, 1, 3, 4);

test("boxes keep to their images when images are picked and sets are joined", () => {
  const set = boxedImages(images, [[], [box]]);
  const picked = pickBoxed(set, [1]);
  expect([picked.images.ids, picked.boxes]).toEqual([["b"], [[box]]]);
  const other = boxedImages(
    imageSet("synthetic", {
      ...images,
      ids: ["s"],
      labels: [1],
      groups: undefined,
      seen: ["a"],
      pixels: new Float32Array(16),
    }),
    [[boundingBox(0, 0, 4, 4)]],
  );
  const both = concatBoxed(set, other);
  expect(both.images.ids).toEqual(["a", "b", "s"]);
  expect(both.boxes.map((some) => some.length)).toEqual([0, 1, 1]);
});

test("of the images with a box those of the more frequent class are left, and there must be some", () => {
  const four = imageSet("train", {
    foldId: "f",
    ids: ["a", "b", "c", "d"],
    labels: [0, 1, 1, 1],
    size: 4,
    pixels: new Float32Array(64),
  });
  const left = onlyBoxed(boxedImages(four, [[box], [box], [], [box]]));
  expect([left.images.ids, left.boxes]).toEqual([
    ["b", "d"],
    [[box], [box]],
  ]);
  expect(() => onlyBoxed(boxedImages(four, [[], [], [], []]))).toThrow(
    "Cannot choose the train images with a box: 4 images without one, expected boxes of some of them.",
  );
});

test("one list per image, and no box outside its image", () => {
  expect(() => boxedImages(images, [[box]])).toThrow("1 lists of boxes for 2 images");
  expect(() => boxedImages(images, [[], [boundingBox(1, 1, 5, 3)]])).toThrow(
    /of b, expected edges from 0 to 4/,
  );
  expect(() => boxedImages(images, [[boundingBox(-1, 1, 3, 3)], []])).toThrow(/of a/);
});

test("a box that was cut to nothing at an edge is refused", () => {
  for (const cut of [
    { left: 4, top: 1, right: 4, bottom: 3 },
    { left: 1, top: 0, right: 3, bottom: 0 },
  ])
    expect(() => boxedImages(images, [[], [box, cut]])).toThrow(/of b, expected some area/);
  const thin = boundingBox(3.9, 1, 4, 3);
  expect(boxedImages(images, [[], [thin]]).boxes).toEqual([[], [thin]]);
});
