import { expect, test } from "vitest";
import { formatP } from "../../lib/core/format-p";

test.each([
  [0.3456, 3, "p = 0.346"],
  [0.0004, 3, "p < 0.001"],
  [0, 2, "p < 0.01"],
  [1, 2, "p = 1.00"],
])("formatP() of %d to %d digits never says 0", (p, digits, words) => {
  expect(formatP(p, digits)).toBe(words);
});
