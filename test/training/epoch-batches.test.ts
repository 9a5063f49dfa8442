import { expect, test } from "vitest";
import { range } from "../../lib/core";
import { epochBatches } from "../../lib/training/epoch-batches";

test("epochBatches() covers every image once, in batches of one only where nothing else is left", () => {
  expect(epochBatches(32, 16)).toEqual([0, 16, 32]);
  expect(epochBatches(34, 16)).toEqual([0, 16, 32, 34]);
  expect(epochBatches(33, 16)).toEqual([0, 16, 33]);
  expect(epochBatches(7, 16)).toEqual([0, 7]);
  expect(epochBatches(1, 16)).toEqual([0, 1]);
  expect(epochBatches(3, 1)).toEqual([0, 1, 2, 3]);
  for (const images of range(40).map((n) => n + 2))
    for (const batchSize of range(20).map((n) => n + 2)) {
      const bounds = epochBatches(images, batchSize);
      const sizes = bounds.slice(1).map((end, i) => end - bounds[i]!);
      expect([bounds[0], bounds.at(-1)]).toEqual([0, images]);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(batchSize + 1);
    }
});
