import { expect, test } from "vitest";
import { clopperPearson } from "../../lib/statistics/clopper-pearson";
import golden from "../golden/distributions.json";
import { phantomMetrics } from "../quality/golden";

test("clopperPearson() agrees with statsmodels", () => {
  for (const { k, n, clopper_pearson } of phantomMetrics.intervals)
    clopperPearson(k, n).forEach((end, i) => expect(end).toBeCloseTo(clopper_pearson[i]!, 9));
});

test.each(golden.binomial)("clopperPearson($k, $n) is SciPy's exact interval", ({ k, n, interval }) => {
  clopperPearson(k, n).forEach((end, i) => expect(end).toBeCloseTo(interval[i]!, 8));
});

test("clopperPearson() of nothing and of one trial", () => {
  expect(clopperPearson(0, 0)).toEqual([0, 1]);
  expect(clopperPearson(1, 1)).toEqual([expect.closeTo(0.025, 9), 1]);
});
