import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { range } from "../../../lib/core";
import { readNpz } from "../../../lib/data/formats/numpy";
import { writeNpz } from "../../../lib/runner/truth/write-npz";
import { temporary } from "../../data/made-folder";

test("writeNpz() writes what the reader of .npz files reads", () => {
  const file = join(temporary(), "a.npz");
  const images = Uint8Array.from({ length: 3 * 4 * 5 }, (_, i) => i * 4);
  writeNpz(file, {
    images: { shape: [3, 4, 5], values: images },
    labels: { shape: [3], values: Uint8Array.of(1, 0, 1) },
  });
  const arrays = readNpz(readFileSync(file));
  expect([...arrays.keys()]).toEqual(["images", "labels"]);
  const [read, labels] = [arrays.get("images")!(), arrays.get("labels")!()];
  expect(read.shape).toEqual([3, 4, 5]);
  expect(labels.shape).toEqual([3]);
  expect(range(60).map((i) => read.at(i * read.strides[2]!))).toEqual([...images]);
  expect(range(3).map((i) => labels.at(i * labels.strides[0]!))).toEqual([1, 0, 1]);
});
