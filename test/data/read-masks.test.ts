import { expect, test } from "vitest";
import { phantom, readFolder, readMasks, type Dataset } from "../../lib/data";
import { encoded, images, made } from "./made-folder";

/** A 4 x 3 mask with these pixels inside. */
const mask = (inside: readonly number[], value = 255) =>
  encoded(
    Uint8Array.from({ length: 12 }, (_, i) => (inside.includes(i) ? value : 0)),
    [4, 3, 1],
  );

/** Ten normal images without masks, ten others with the masks that `of` gives; as a folder and as it is read. */
async function folderOf(
  of: (i: number) => Promise<Buffer | undefined>,
): Promise<{ folder: string; dataset: Dataset }> {
  const files: Record<string, Buffer> = {
    ...(await images(10, (i) => `normal/n${i}.png`)),
    ...(await images(10, (i) => `tumor/t${i}.png`, 20)),
  };
  for (let i = 0; i < 10; i++) {
    const own = await of(i);
    if (own) files[`tumor/t${i}_mask.png`] = own;
  }
  const folder = made(files);
  return { folder, dataset: await readFolder(folder, { positive: "auto" }) };
}

test("readMasks() pads and averages masks as images; half a pixel counts, and a region too small for that keeps its fullest", async () => {
  const { folder, dataset } = await folderOf((i) => mask(i === 0 ? [5] : [4, 5, 6, 7], i === 1 ? 1 : 255));
  const masks = await readMasks(dataset, { folder, size: 2 });
  // 4 x 3 padded below to 4 x 4, then 2 x 2 pixels of 2 x 2 each
  expect([...masks.of(["t2"])]).toEqual([1, 1, 0, 0]);
  expect([...masks.of(["t1", "n3"])]).toEqual([1, 1, 0, 0, 0, 0, 0, 0]); // labels of 1 count, too
  expect([...masks.of(["t0"])]).toEqual([1, 0, 0, 0]);
  expect(masks.classes.map((label) => dataset.classes[label])).toEqual(["tumor"]);
  expect(() => masks.of(["t99"])).toThrow('no image "t99"');
});

test("readMasks() has the phantom's bleeds, none lost at 32 pixels, and no region in normal slices", async () => {
  const dataset = phantom({ images: 40, seed: 3 });
  const masks = await readMasks(dataset, { folder: "phantom", size: 32 });
  for (const { id, label } of dataset.slices) expect(masks.of([id]).includes(1)).toBe(label === 1);
});

test.each([
  ["no masks at all", () => Promise.resolve(undefined), /^Cannot read the masks: no masks in /],
  ["empty ones only", () => mask([]), /^Cannot read the masks: only empty masks in /],
  [
    "some missing",
    (i: number) => (i === 4 ? Promise.resolve(undefined) : mask([5])),
    /1 of 10 images of tumor have none: tumor\/t4\.png/,
  ],
  ["some empty", (i: number) => mask(i === 7 ? [] : [5]), /1 of 10 masks of tumor are empty: tumor\/t7\.png/],
  [
    "one of another size",
    (i: number) => (i === 2 ? encoded(new Uint8Array(6).fill(255), [3, 2, 1]) : mask([5])),
    /tumor\/t2_mask\.png is 3 x 2, its image tumor\/t2\.png 4 x 3, expected masks of their images' size/,
  ],
  [
    "one that is no image",
    (i: number) => (i === 3 ? Promise.resolve(Buffer.from("no image")) : mask([5])),
    /t3_mask\.png is no .* image/,
  ],
] as const)("readMasks() refuses %s", async (_, of, message) => {
  const { folder, dataset } = await folderOf(of as (i: number) => Promise<Buffer | undefined>);
  await expect(readMasks(dataset, { folder, size: 2 })).rejects.toThrow(message);
});

test("readMasks() refuses data that the split was not made of", async () => {
  const dataset = phantom({ images: 4, seed: 3 });
  await expect(readMasks(dataset, { folder: "phantom", size: 8, fingerprint: "another" })).rejects.toThrow(
    "is not the data that the split was made of",
  );
});
