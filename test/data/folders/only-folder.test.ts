import { expect, test } from "vitest";
import { range } from "../../../lib/core";
import { foldersThatChoose } from "../../../lib/data/folders/only-folder";
import { readFolder } from "../../../lib/data/read-folder";
import { images, made } from "../made-folder";

test("a folder that is named leaves the images of others out, and what was read says so", async () => {
  const kinds = ["full", "cropped"].map((kind, k) =>
    images(20, (i) => `${i % 2 ? "normal" : "tumor"}/${kind}/${kind}${i}.png`, 20 * k),
  );
  const folder = made(Object.assign({}, ...(await Promise.all(kinds))) as Record<string, Buffer>);
  const dataset = await readFolder(folder, { positive: "auto", onlyFolder: "full" });
  expect(dataset.slices.map(({ id }) => id)).toEqual(
    expect.arrayContaining(range(20).map((i) => `full${i}`)),
  );
  expect(dataset.slices).toHaveLength(20);
  expect(dataset.warnings).toContainEqual(
    expect.stringMatching(/^20 images of other folders left out: normal\/cropped\/cropped1\.png/),
  );
  const rows = dataset.reading.map(({ what, value, how }) => `${what}: ${value}, ${how}`);
  expect(rows).toContainEqual(expect.stringMatching(/^files.*: 40, 40 images$/));
  expect(rows).toContainEqual(
    expect.stringMatching(/^left out: 20 images of other folders, normal\/cropped/),
  );
});

test("foldersThatChoose() finds the folders that leave one image to every id", () => {
  expect(foldersThatChoose([["1/bone/a.png", "1/brain/a.png"]])).toEqual(["bone", "brain"]);
  expect(
    foldersThatChoose([
      ["1/bone/a.png", "1/brain/a.png"],
      ["2/brain/a.png", "2/bone/a.png", "2/soft/bone/a.png"],
    ]),
  ).toEqual(["brain"]);
  expect(
    foldersThatChoose([
      ["1/a.png", "2/a.png"],
      ["3/b.png", "4/b.png"],
    ]),
  ).toEqual([]);
  expect(foldersThatChoose([])).toEqual([]);
});
