import { expect, test } from "vitest";
import { drawPhantoms } from "../../lib/data";
import { blurAndDarken } from "../../lib/data/blur-and-darken";
import { drawDegraded } from "../../lib/data/draw-degraded";

test("drawDegraded() are the phantoms of the same seed, degraded, with their masks and what they were before", async () => {
  const options = { images: 4, seed: 3, size: 32, foldId: "fold" };
  const degradation = { sigma: 0.8, gamma: 1.3 };
  const { set, masks, truth } = await drawDegraded(options, degradation);
  const plain = await drawPhantoms(options);
  expect(truth.pixels).toEqual(plain.set.pixels);
  expect(masks).toEqual(plain.masks);
  expect(set.pixels).toEqual(blurAndDarken(plain.set.pixels, 32, degradation));
  expect([set.role, set.ids, set.labels, set.seen]).toEqual(["synthetic", truth.ids, truth.labels, []]);
});
