import { expect, test } from "vitest";
import { formatPoints } from "../../lib/core";

test.each([
  [0.0214, "2.1"],
  [1 / 22, "4.5"],
  [-0.01, "-1.0"],
  [1, "100.0"],
])("formatPoints() of %d is %s", (share, points) => {
  expect(formatPoints(share)).toBe(points);
});
