import { expect, test } from "vitest";
import { ink } from "../../lib/figures/vega-config";

/** Contrast of a colour with white by WCAG 2.2: 1 to 21, at least 4.5 for text. */
function contrastWithWhite(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

test.each(["title", "text", "warning"] as const)("the ink of %s can be read on white", (name) => {
  expect(contrastWithWhite(ink[name])).toBeGreaterThanOrEqual(4.5);
  expect(contrastWithWhite("#8a8a8a")).toBeLessThan(4.5); // as a rule's ink could not
});
