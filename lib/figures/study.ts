import type { ArmSummary } from "../evaluation/arm-summary";
import type { MeasureKey } from "../evaluation/measures";
import type { StudyComparison } from "../evaluation/study-comparison";
import type { Caption, Figure } from "./figure";
import { intervals, type IntervalRow } from "./intervals";

/**
 * Does an arm help? Its gain in balanced accuracy against `original`, in points, with the interval that decides: a forest
 * plot. Arms whose interval leaves 0 out before Holm's correction may still be "cannot tell".
 */
export function studyDifferences(
  comparisons: readonly StudyComparison[],
  caption: Caption,
  name = "05-study-differences",
): Promise<Figure> {
  const rows = comparisons.flatMap(({ arm, test, p }): IntervalRow[] =>
    test
      ? [
          {
            label: arm,
            value: 100 * test.mean,
            low: 100 * test.low,
            high: 100 * test.high,
            counts: p === undefined ? "no test" : `p ${p.toFixed(2)}`,
          },
        ]
      : [],
  );
  const most = Math.max(5, ...rows.flatMap((r) => [Math.abs(r.low), Math.abs(r.high)]));
  const end = Math.min(100, Math.ceil(most / 5) * 5);
  return intervals({
    name,
    title: "What each arm gains against the original images",
    caption: { ...caption, note: "95 % intervals of the corrected t-test; p after Holm" },
    rows,
    domain: [-end, end],
    rule: 0,
    decimals: 1,
    xTitle: "points of balanced accuracy",
  });
}

/** How good is each arm? Measures of all out-of-fold answers with intervals over patients: descriptive. */
export function studyArms(
  summaries: readonly ArmSummary[],
  caption: Caption,
  measures: readonly MeasureKey[] = ["balanced accuracy", "AUC", "sensitivity", "specificity"],
  name = "05-study-arms",
): Promise<Figure> {
  return intervals({
    name,
    title: "Arms and baselines, each image tested once a repeat",
    caption: { ...caption, note: "95 % intervals over patients (bootstrap of groups)" },
    rows: measures.flatMap((panel) =>
      summaries.flatMap(({ name: label, values }): IntervalRow[] => {
        const found = values.find((v) => v.measure === panel);
        if (found?.value === undefined || found.low === undefined || found.high === undefined) return [];
        return [{ label, panel, value: found.value, low: found.low, high: found.high }];
      }),
    ),
    xTitle: "share, or area",
  });
}
