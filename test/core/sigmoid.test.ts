import { expect, test } from "vitest";
import { sigmoid } from "../../lib/core";

test("sigmoid() turns logits into probabilities, also far out", () => {
  expect([-Infinity, -1000, 0, 1000].map(sigmoid)).toEqual([0, 0, 0.5, 1]);
  for (const p of [1e-9, 0.2, 0.9]) expect(sigmoid(Math.log(p / (1 - p)))).toBeCloseTo(p, 12);
});
