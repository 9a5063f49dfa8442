import { formatP } from "../core/format-p";
import { formatPoints } from "../core/format-points";
import type { DifferenceTest, VarianceComponents } from "../statistics";
import { comparePredictions, type Comparison } from "./compare-predictions";
import type { ArmResult } from "./arm-result";
import { findValue } from "./measures";
import { paperGain } from "./paper-numbers";

/**
 * Does an arm do better than `original`? A two-sided test at 5 % decides. For one split it is exact McNemar on the test images, or
 * the sign-flip test where patients have several; for a study the test by patients and trainings, after Holm. Notebook,
 * report and study take the word and its sentence from here.
 */
export type Verdict = "helps" | "harms" | "cannot tell";

const level = 0.05;

/** Stands beside every smallest gain that a study could show: the verdict itself asks for more, by Holm's correction. */
export const ofOneComparison = "for one comparison alone, before the correction for several arms";

/**
 * The verdict on a difference, an arm's measure less that of `original`.
 * @param p two-sided; undefined where no test could be made
 */
export function judgeDifference(difference: number, p: number | undefined): Verdict {
  if (p === undefined || p >= level || difference === 0) return "cannot tell";
  return difference > 0 ? "helps" : "harms";
}

/** Verdict of one split on synthetic images. */
export interface SplitVerdict {
  /** Undefined where no comparison was made. */
  readonly verdict: Verdict | undefined;
  readonly comparison: Comparison | undefined;
  /** The verdict in a sentence, with accuracies, n and p. */
  readonly sentence: string;
}

/** Compares original+synthetic with original, image by image, on the test images of one split. */
export function judgeSplit(results: readonly ArmResult[]): SplitVerdict {
  const [without, augmented] = ["original", "original+synthetic"].map((n) =>
    results.find((r) => r.name === n),
  );
  if (!without || !augmented)
    return {
      verdict: undefined,
      comparison: undefined,
      sentence: "No comparison was made: the arms original and original+synthetic are not both there.",
    };
  const comparison = comparePredictions(without, augmented);
  const { gained, lost, n, p, patients } = comparison;
  const verdict = judgeDifference(gained - lost, p);
  const accuracy = ({ values }: ArmResult): string =>
    `${formatPoints(findValue(values, "accuracy").value ?? NaN)} %`;
  const [of, test] =
    patients === undefined
      ? ["", "exact McNemar "]
      : [` of ${patients} patients or groups`, "exact sign-flip test over these, "];
  const numbers =
    `accuracy ${accuracy(without)} without and ${accuracy(augmented)} with synthetic images ` +
    `on the same ${n} test images${of}: ${gained} newly right, ${lost} newly wrong (${test}${formatP(p, 2)})`;
  const sentence = {
    "cannot tell": `Cannot tell: ${numbers}.`,
    helps: `On this split the synthetic images help: ${numbers}. One split is not proof.`,
    harms: `On this split the synthetic images harm: ${numbers}. One split is not proof.`,
  }[verdict];
  return { verdict, comparison, sentence };
}

/** A study's finding on one arm. */
export interface StudyFinding {
  readonly arm: string;
  /** Distinct images that the test is of: of an unfinished study, those of the finished folds that count. */
  readonly images: number;
  /**
   * Difference of balanced accuracy from `original`, tested for arms retrained on other parts of these images and for new
   * patients; undefined with fewer than two folds in common.
   */
  readonly test: DifferenceTest | undefined;
  /** What its variance is made of. */
  readonly components?: VarianceComponents | undefined;
  /** p after Holm's correction for the number of arms; undefined where there is no p. */
  readonly p: number | undefined;
  readonly verdict: Verdict;
  /** True difference that 4 of 5 such studies would claim, at the unadjusted level (`ofOneComparison`); a fraction. */
  readonly detectable: number | undefined;
  /** Images that would show the paper's gain in 4 of 5 studies, were all else equal, at the unadjusted level too. */
  readonly imagesForPaper: number | undefined;
}

/** A study's verdict on one arm in a sentence, with interval, n and p. */
export function describeFinding({
  arm,
  images,
  test,
  components,
  p,
  verdict,
  detectable,
  imagesForPaper,
}: StudyFinding): string {
  if (!test || !components) return `${arm}: cannot tell, fewer than two folds are finished.`;
  const { folds, repeats, patients } = components.counts;
  const found = `${formatSigned(test.mean)} points of balanced accuracy against original (95 % interval ${formatSigned(test.low)} to ${formatSigned(test.high)}, n = ${images} images of ${patients} patients or groups in ${repeats} × ${folds} folds, `;
  if (test.p === undefined) return `${arm}: cannot tell: ${found}all predictions differ alike: no test).`;
  const numbers = `${found}${formatP(test.p, 3)}, after Holm ${formatP(p ?? 1, 3)})`;
  if (verdict !== "cannot tell") return `${arm} ${verdict}: ${numbers}.`;
  if (detectable === undefined || imagesForPaper === undefined) return `${arm}: cannot tell: ${numbers}.`;
  if (detectable > 1) return `${arm}: cannot tell: ${numbers}; so small a study could show no gain at all.`;
  return (
    `${arm}: cannot tell: ${numbers}; a true gain below ${formatPoints(detectable)} points may go unseen: only from there on would 4 of 5 such studies show it, ${ofOneComparison}. ` +
    `The paper's ${paperGain} points would need about ${roundCount(imagesForPaper)} images, likewise.`
  );
}

/** A study's finding on one arm in half a line: arm, verdict and interval. */
export function summarizeFinding(finding: StudyFinding): string {
  return `${finding.arm}: ${summarizeAnswer(finding)}.`;
}

/** A study's verdict and interval, without the arm. */
export function summarizeAnswer({ test, verdict }: Pick<StudyFinding, "test" | "verdict">): string {
  if (!test) return "cannot tell yet";
  return `${verdict}, ${formatSigned(test.mean)} points (${formatSigned(test.low)} to ${formatSigned(test.high)})`;
}

/** A share in points with its sign: "+1.2". */
export function formatSigned(x: number): string {
  const digits = formatPoints(Math.abs(x));
  return `${x < 0 && Number(digits) !== 0 ? "−" : "+"}${digits}`; // never −0.0
}

/** Two digits, with commas: such an extrapolation knows no more. */
function roundCount(n: number): string {
  return Number(n.toPrecision(2)).toLocaleString("en-US");
}
