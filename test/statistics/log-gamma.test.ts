import { expect, test } from "vitest";
import { logGamma } from "../../lib/statistics/log-gamma";
import golden from "../golden/distributions.json";

test.each(golden.logGamma)("logGamma($x) is SciPy's", ({ x, value }) => {
  const relative = Math.abs(logGamma(x) - value) / Math.max(1, Math.abs(value));
  expect(relative).toBeLessThan(x < 0.1 ? 1e-8 : 1e-13);
});

test("logGamma() of whole numbers is the logarithm of the factorial", () => {
  for (let n = 1, factorial = 1; n < 20; factorial *= n++)
    expect(Math.exp(logGamma(n)) / factorial).toBeCloseTo(1, 12);
});
