import { formatPoints } from "../core/format-points";
import type { Evidence, Interval, Reproduction } from "./evidence";
import { findValue } from "./measures";
import {
  impliedPrevalence,
  isShareOf,
  paperNumbers,
  paperRates,
  paperTable,
  type PaperRow,
} from "./paper-numbers";

type PaperRate = (typeof paperRates)[number];

/** The nine rates of the paper's Table 1, each beside ours. */
export function rateClaims(evidence: Evidence): Reproduction[] {
  return paperTable.flatMap((row) => paperRates.map((rate) => rateRow(row, rate, evidence)));
}

function rateRow(row: PaperRow, rate: PaperRate, evidence: Evidence): Reproduction {
  const ours = rateOf(evidence, row.arm, rate);
  const prevalence = impliedPrevalence(row);
  const base = {
    claim: `${rate} of ${row.arm}`,
    paper: formatPercent(row[rate]),
    here: ours ? `${formatRate(ours)}, ${ours.measuredOn}` : "–",
  };
  const why =
    prevalence < 0 || prevalence > 1
      ? "the row's accuracy does not lie between its sensitivity and specificity, as it must at any mix of classes"
      : !isShareUpTo(row[rate], paperNumbers.testImages)
        ? `no number of right predictions out of ${rate === "accuracy" ? paperNumbers.testImages : `at most ${paperNumbers.testImages}`} test images gives it; an average over runs is not mentioned`
        : undefined;
  // beside a number of other images "impossible" would read as if it were about that number
  if (ours && !evidence.isPapersData) return { ...base, ...onOtherImages(why !== undefined) };
  return {
    ...base,
    ...(why === undefined ? judgeRate(row[rate], ours) : { verdict: "impossible", reason: why }),
  };
}

/** @param isImpossible whether no images at all could give the paper's number */
export function onOtherImages(isImpossible: boolean): Pick<Reproduction, "verdict" | "reason"> {
  return {
    verdict: "cannot be tested",
    reason: `these are other images${isImpossible ? "; no images could give the paper's number" : ""}`,
  };
}

function rateOf(
  { arms, measuredOn: all }: Evidence,
  arm: string,
  rate: PaperRate,
): (Interval & { readonly measuredOn: string }) | undefined {
  const { values = [], measuredOn = all } = arms.find((a) => a.name === arm) ?? {};
  const { value, low, high } = findValue(values, rate);
  if (value === undefined || low === undefined || high === undefined) return undefined;
  return { value, low, high, measuredOn };
}

function judgeRate(paper: number, ours: Interval | undefined): Pick<Reproduction, "verdict" | "reason"> {
  if (!ours) return { verdict: "cannot be tested", reason: "not measured here" };
  const isInside = paper >= ours.low && paper <= ours.high;
  return isInside
    ? { verdict: "reproduced", reason: "inside our interval" }
    : { verdict: "not reproduced", reason: "outside our interval" };
}

/** Whether a rate can be k of n for some n up to the given one. */
function isShareUpTo(rate: number, most: number): boolean {
  return Array.from({ length: most }, (_, i) => i + 1).some((n) => isShareOf(rate, n));
}

/** Sensitivity and accuracy of an arm in words; "–" where one was not measured. */
export function describeRatePair(input: Evidence, arm: string): string {
  const [sensitivity, accuracy] = [rateOf(input, arm, "sensitivity"), rateOf(input, arm, "accuracy")];
  return sensitivity && accuracy
    ? `${formatRate(sensitivity)} and ${formatRate(accuracy)}, ${accuracy.measuredOn}`
    : "–";
}

/** `76.51 %` */
export function formatPercent(x: number): string {
  return `${(100 * x).toFixed(2)} %`;
}

function formatRate({ value, low, high }: Interval): string {
  return `${formatPoints(value)} % (${formatPoints(low)}–${formatPoints(high)})`;
}
