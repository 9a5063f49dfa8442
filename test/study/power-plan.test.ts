import { expect, test } from "vitest";
import { powerPlan } from "../../lib/study/power-plan";

test("powerPlan() says that repeats help little and folds of few images show only large gains", () => {
  const sizes = powerPlan(200, { folds: 5, repeats: 10, ofFold: 10 });
  expect(sizes.map((s) => s.repeats)).toEqual([1, 2, 5, 10]);
  expect(sizes.map((s) => s.trials)).toEqual([50, 100, 250, 500]);
  const gains = sizes.map((s) => s.detectable);
  expect(gains).toEqual([...gains].sort((a, b) => b - a));
  expect(gains[0]).toBeGreaterThan(0.1);
  expect(powerPlan(2000, { folds: 5, repeats: 10, ofFold: 10 })[3]?.detectable).toBeLessThan(gains[3] ?? 0);
});
