import { countOf } from "../core/count-of";
import type { ArmResult } from "../evaluation/arm-result";
import type { ArmSummary } from "../evaluation/arm-summary";
import type { MeasuredValue, MeasureKey } from "../evaluation/measures";
import type { PaperRow } from "../evaluation/paper-numbers";
import type { Counted, Drawing } from "./drawing";
import { intervals, type IntervalRow } from "./intervals";
import { countImages, type StudySize } from "./study-differences";

/** An arm with its measures: a result of `evaluate`, or a study's summary. */
type MeasuredArm = Pick<ArmSummary, "name" | "values">;

/**
 * The measures that the paper reports, of each arm on one test set, its numbers beside ours as diamonds.
 * @param arms with the patients of the test images, where these are known
 * @param paper rows of the paper's Table 1
 */
export function armIntervals(
  arms: readonly (MeasuredArm & Pick<ArmResult, "groups">)[],
  { paper, n, note }: Counted & { readonly paper: readonly PaperRow[] },
): Drawing {
  const published = paper.map((row) => ({ label: row.arm, values: new Map(Object.entries(row)) }));
  const keys = (arms[0]?.values ?? []).map((v) => v.measure);
  const measures = keys.filter((key) => published.some(({ values }) => values.has(key)));
  const groups = arms[0]?.groups ?? [];
  const patients = new Set(groups).size;
  const over =
    patients < groups.length ? ` over ${countOf(patients, "patient or group", "patients or groups")}` : "";
  return intervals({
    name: "05-arms",
    title: "Arms on one test set",
    n,
    note: note ?? `bars: Wilson's 95 % intervals${over}, means of them where a rate is a mean over classes`,
    rows: measureRows(arms, measures),
    referenceName: "paper (its own head-CT slices)",
    reference: measures.flatMap((panel) =>
      published.map(({ label, values }) => ({ label, panel, value: Number(values.get(panel)) })),
    ),
    xTitle: "share of test images, with 95 % interval",
  });
}

/**
 * Measures of each arm of a study over all out-of-fold predictions, with intervals over patients: descriptive.
 * @returns words where no arm has finished yet
 */
export function studyArms(
  results: (StudySize & { readonly summaries: readonly MeasuredArm[] }) | undefined,
  measures: readonly MeasureKey[] = ["balanced accuracy", "AUC", "sensitivity", "specificity"],
): Drawing | string {
  if (results === undefined || results.summaries.length === 0) return "no arms yet";
  return intervals({
    name: "05-study-arms",
    title: "Arms and baselines, each image tested once per repeat",
    n: countImages(results),
    note: "95 % intervals over patients (bootstrap of groups)",
    rows: measureRows(results.summaries, measures),
    xTitle: "share, or area",
  });
}

/** One panel per measure, one row per arm that has a value of it with an interval. */
function measureRows(arms: readonly MeasuredArm[], measures: readonly MeasureKey[]): IntervalRow[] {
  return measures.flatMap((panel) =>
    arms.flatMap(({ name: label, values }): IntervalRow[] => {
      const found: MeasuredValue | undefined = values.find((v) => v.measure === panel);
      const { value, low, high, successes, n } = found ?? {};
      if (value === undefined || low === undefined || high === undefined) return [];
      return [{ label, panel, value, low, high, ...(n !== undefined && { counts: `${successes}/${n}` }) }];
    }),
  );
}
