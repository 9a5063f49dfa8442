import { expect, test } from "vitest";
import { concat, drawPhantoms, imageSet, phantom, preprocess } from "../../lib/data";

const options = { images: 6, size: 32, foldId: "fold" } as const;

test("drawPhantoms() draws the phantoms of its seed, with labels and a mask of each bleed", async () => {
  const { set, masks } = await drawPhantoms({ ...options, seed: 7 });
  const drawn = phantom({ images: 6, seed: 7 });
  expect(set.pixels).toEqual((await preprocess(drawn, { size: 32 })).pixels);
  expect(set.labels).toEqual(drawn.slices.map(({ label }) => label));
  const bleeds = set.labels.map((_, i) => masks.subarray(i * 1024, (i + 1) * 1024).includes(1));
  expect(bleeds).toEqual(set.labels.map((label) => label === 1));
});

test("drawPhantoms() of two seeds stand in one set, beside the images of a split", async () => {
  const [one, two] = await Promise.all([7, 8].map((seed) => drawPhantoms({ ...options, seed })));
  const parts = {
    foldId: "fold",
    seen: [],
    ids: ["a"],
    labels: [0],
    size: 32,
    pixels: new Float32Array(1024),
  };
  const all = concat(concat(one!.set, two!.set), imageSet("train", parts));
  expect(new Set(all.ids).size).toBe(13);
});
