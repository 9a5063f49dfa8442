import { mean, sum } from "../../core";
import { formatSigned } from "../../evaluation/verdict";
import type { StudyResults } from "../../study";

/** The tests that are held against the truth: the one that decides, and those printed beside it. */
const tests = ["primary", "corrected", "naive"] as const;

/** How a test of one arm did over the studies of a trial. */
export interface TrialRow {
  readonly arm: string;
  readonly test: (typeof tests)[number];
  readonly studies: number;
  /** Intervals that hold what the study's own trained arms do on the images left over. */
  readonly coversOwn: number;
  /** Intervals that hold the mean of that over all studies: another data set of this size. */
  readonly coversMean: number;
  /** Intervals without 0, and those of them on the other side of 0 than the study's own truth. */
  readonly claims: number;
  readonly wrongSign: number;
  readonly meanHalfWidth: number;
  /** Mean difference found, and mean truth. */
  readonly found: number;
  readonly truth: number;
}

/** What a trial keeps of a study. */
export interface JudgedStudy extends Pick<StudyResults, "comparisons" | "external"> {
  /** Difference of accuracies from `original` on 22 test images of the first fold, by arm: what the paper looks at; none where it has fewer. */
  readonly single: Readonly<Record<string, number>>;
}

/** One row per arm and test, over the studies that have both. */
export function judgeTrial(studies: readonly JudgedStudy[]): TrialRow[] {
  const arms = [...new Set(studies.flatMap(({ comparisons }) => comparisons.map(({ arm }) => arm)))];
  return arms.flatMap((arm) => {
    const judged = studies.flatMap(({ comparisons, external }) => {
      const found = comparisons.find((c) => c.arm === arm);
      const truth = external?.arms.find((a) => a.arm === arm)?.difference?.mean;
      if (!found?.test || !found.others || truth === undefined) return [];
      return [{ truth, primary: found.test, corrected: found.others.corrected, naive: found.others.naive }];
    });
    if (judged.length === 0) return [];
    const ofAll = mean(judged, ({ truth }) => truth);
    const count = (holds: (one: (typeof judged)[number]) => boolean): number =>
      sum(judged.map((one) => Number(holds(one))));
    return tests.map((test): TrialRow => {
      const holds = (one: (typeof judged)[number], value: number): boolean =>
        one[test].low <= value && value <= one[test].high;
      const isClaim = (one: (typeof judged)[number]): boolean => !holds(one, 0);
      return {
        arm,
        test,
        studies: judged.length,
        coversOwn: count((one) => holds(one, one.truth)),
        coversMean: count((one) => holds(one, ofAll)),
        claims: count(isClaim),
        wrongSign: count((one) => isClaim(one) && one[test].mean * one.truth < 0),
        meanHalfWidth: mean(judged, (one) => (one[test].high - one[test].low) / 2),
        found: mean(judged, (one) => one[test].mean),
        truth: ofAll,
      };
    });
  });
}

/** How the paper's way did: on 22 test images of one split whichever arm is right more often is called better. */
export interface SingleSplitRow {
  readonly arm: string;
  readonly studies: number;
  /** Differences other than 0, and those of them on the other side of 0 than the study's own truth. */
  readonly claims: number;
  readonly wrongSign: number;
}

/** One row per arm, over the studies whose first fold has so many test images. */
export function judgeSingleSplits(studies: readonly JudgedStudy[]): SingleSplitRow[] {
  const arms = [...new Set(studies.flatMap(({ single }) => Object.keys(single)))];
  return arms.map((arm) => {
    const both = studies.flatMap(({ single, external }) => {
      const truth = external?.arms.find((a) => a.arm === arm)?.difference?.mean;
      const difference = single[arm];
      return truth === undefined || difference === undefined ? [] : [{ truth, difference }];
    });
    return {
      arm,
      studies: both.length,
      claims: both.filter(({ difference }) => difference !== 0).length,
      wrongSign: both.filter(({ difference, truth }) => difference * truth < 0).length,
    };
  });
}

/** Least share of the studies whose interval must hold their own truth. */
const leastCovered = 0.9;

/** Whether the test that decides holds against the truth: it covers in nine of ten studies of every arm, and no claim is of the wrong sign. */
export function isTrialPassed(rows: readonly TrialRow[]): boolean {
  const primary = rows.filter(({ test }) => test === "primary");
  return (
    primary.length > 0 &&
    primary.every(
      ({ coversOwn, studies, wrongSign }) => coversOwn >= leastCovered * studies && wrongSign === 0,
    )
  );
}

/** The rows as a Markdown table; differences in points of balanced accuracy. */
export function trialTable(rows: readonly TrialRow[]): string {
  const names = { primary: "patients and trainings", corrected: "corrected t", naive: "naive t" } as const;
  const head = [
    "arm",
    "test",
    "studies",
    "holds its own arms' truth",
    "holds the mean truth",
    "claims",
    "of the wrong sign",
    "± points",
    "found, mean",
    "truth, mean",
  ];
  const cells = rows.map((row) => [
    row.arm,
    names[row.test],
    String(row.studies),
    String(row.coversOwn),
    String(row.coversMean),
    String(row.claims),
    String(row.wrongSign),
    (100 * row.meanHalfWidth).toFixed(1),
    formatSigned(row.found),
    formatSigned(row.truth),
  ]);
  return [head, head.map(() => "---"), ...cells].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
