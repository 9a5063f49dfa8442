import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveSettings } from "../../../lib/core";
import { phantom, read, type Dataset } from "../../../lib/data";
import { writeImages } from "../../../lib/runner/truth/write-images";
import { temporary } from "../../data/made-folder";

/** Phantoms cut to the height and width that all of them have. */
const slices = phantom({ images: 24, seed: 1 }).slices.map(({ width, grey, ...slice }) => ({
  ...slice,
  width: 40,
  height: 40,
  grey: Uint8Array.from({ length: 40 * 40 }, (_, i) => grey[Math.floor(i / 40) * width + (i % 40)]!),
}));

async function written(of: Dataset["slices"], size: number): Promise<Dataset["slices"]> {
  const file = join(temporary(), "own.npz");
  writeImages(file, { slices: of }, (i) => i !== 3, size);
  const { slices: found } = await read({ data: file, seed: 1, settings: resolveSettings("quick", {}) });
  return found;
}

test("writeImages() writes images of one size as they are", async () => {
  const found = await written(slices, 48);
  expect(found).toHaveLength(23);
  expect(found.map(({ width }) => width)).toEqual(found.map(() => slices[0]!.width));
  expect(found[0]!.grey).toEqual(slices[0]!.grey);
  expect(found.map(({ label }) => label)).toEqual(slices.filter((_, i) => i !== 3).map(({ label }) => label));
});

test("writeImages() writes images of several sizes at the size asked for", async () => {
  const [first, ...rest] = slices;
  const { width, height, grey } = first!;
  const cut = { ...first!, height: height - 2, grey: grey.slice(0, width * (height - 2)) };
  const found = await written([cut, ...rest], 48);
  expect(found.map((s) => [s.width, s.height])).toEqual(found.map(() => [48, 48]));
});
