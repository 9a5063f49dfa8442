import { countOf } from "../core/count-of";
import { formatPoints } from "../core/format-points";
import { findValue, type MeasuredValue } from "./measures";
import {
  impliedPrevalence,
  isShareOf,
  paperGain,
  paperNumbers,
  paperRates,
  paperTable,
  type PaperRow,
} from "./paper-numbers";
import { formatSigned, type Verdict } from "./verdict";

/** Outcome of a claim. */
export type ReproductionVerdict = "reproduced" | "not reproduced" | "cannot be tested" | "impossible";

/** One number or claim of the paper, ours beside it: a row of the reproduction table. */
export interface Reproduction {
  readonly claim: string;
  readonly paper: string;
  /** Ours, with its interval and n; "–" where nothing was measured. */
  readonly here: string;
  readonly verdict: ReproductionVerdict;
  readonly reason: string;
}

type PaperRate = (typeof paperRates)[number];

/** A value with its 95 % interval. */
interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Size of the paper's networks, counted from their layers. */
export interface Architecture {
  /** Trainable parameters of the paper's pair as built here. */
  readonly parameters: { readonly generator: number; readonly discriminator: number };
  /** Multiply-adds of ResNet-18, 34, 50, 101 and 152 for one image of 224 x 224. */
  readonly multiplyAdds: readonly number[];
}

/** Measurements that the paper's claims are compared with; whatever was not measured is left out. */
export interface Evidence {
  /** Whether the data are the paper's. */
  readonly isPapersData: boolean;
  /** Images measured on, where an arm or the gain does not say it itself: `"22 test images"`, or `"n = 200 in 5 folds"`. */
  readonly measuredOn: string;
  /** The arms as a run or a study measured them; of an unfinished study each with the images it has been tested on. */
  readonly arms: readonly {
    readonly name: string;
    readonly values: readonly MeasuredValue[];
    readonly measuredOn?: string;
  }[];
  /** Gain of original+synthetic over original in balanced accuracy, from a study. */
  readonly gain?: Interval & { readonly verdict: Verdict; readonly measuredOn?: string };
  /** Pairs of the same slice, and images. */
  readonly duplicates?: { readonly pairs: number; readonly images: number };
  /** Share of synthetic images discarded, 0..1. */
  readonly discarded?: number;
  /** Loss and penalty that the GANs were trained with, in a clause. */
  readonly objective?: string;
  /** By `countArchitecture`. */
  readonly architecture?: Architecture;
}

/**
 * The paper's numbers and claims with what was found here. Without a measurement nothing is "reproduced" or "not
 * reproduced": "impossible" follows from the paper's own numbers, all else "cannot be tested".
 * @returns one row per number or claim, Table 1 first
 */
export function compareWithPaper(evidence: Evidence): Reproduction[] {
  const rates = paperTable.flatMap((row) => paperRates.map((rate) => rateRow(row, rate, evidence)));
  return [...rates, ...resultClaims(evidence), ...architectureClaims(evidence), ...otherClaims(evidence)];
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
function onOtherImages(isImpossible: boolean): Pick<Reproduction, "verdict" | "reason"> {
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

const notMeasured = { here: "–", verdict: "cannot be tested", reason: "not measured here" } as const;

function resultClaims(evidence: Evidence): Reproduction[] {
  const { gain, duplicates, discarded, measuredOn, isPapersData } = evidence;
  const onOthers = isPapersData ? "" : " (on other images)";
  return [
    {
      claim: "DCGAN images added to the originals raise the accuracy",
      paper: `+${paperGain} points`,
      here: gain ? `${formatGain(gain)} points of balanced accuracy, ${gain.measuredOn ?? measuredOn}` : "–",
      ...(gain && gain.verdict !== "cannot tell"
        ? {
            verdict: gain.verdict === "helps" ? "reproduced" : "not reproduced",
            reason: `the study says that original+synthetic ${gain.verdict}${onOthers}`,
          }
        : {
            verdict: "cannot be tested",
            reason: `one of ${paperNumbers.testImages} test images is ${formatPoints(1 / paperNumbers.testImages)} points: the paper cannot know; ${gain ? "nor can this study" : "a study was not run"}`,
          }),
    },
    {
      claim: "DCGAN images alone: sensitivity rises, accuracy falls drastically",
      paper: "93.15 % and 60.61 %",
      here: ratePair(evidence, "synthetic"),
      ...(isPapersData || ratePair(evidence, "synthetic") === "–"
        ? { verdict: "impossible", reason: "the three numbers of that row exclude each other" }
        : onOtherImages(true)),
    },
    {
      claim: "each slice comes from a different person",
      paper: `${paperNumbers.images} persons`,
      ...(duplicates === undefined
        ? notMeasured
        : {
            here: `${countOf(duplicates.pairs, "pair shows", "pairs show")} the same slice, of ${duplicates.images} images`,
            verdict: isPapersData && duplicates.pairs > 0 ? "not reproduced" : "cannot be tested",
            reason: !isPapersData
              ? "these are other images"
              : duplicates.pairs > 0
                ? "the same slice occurs more than once"
                : "no slice occurs twice, which does not show that each is of another person",
          }),
    },
    {
      claim: `about ${paperNumbers.unclear} of the generated images are unclear`,
      paper: paperNumbers.unclear,
      here:
        discarded === undefined ? "–" : `${formatPercent(discarded)} look less real than 9 of 10 real images`,
      verdict: "cannot be tested",
      reason: "the paper judged by eye and gives no rule",
    },
  ];
}

function architectureClaims({ architecture }: Evidence): Reproduction[] {
  const { parameters, printedDiscriminatorParameters, multiplyAdds } = paperNumbers;
  const counts = (p: Architecture["parameters"]): string =>
    `${formatCount(p.generator)} and ${formatCount(p.discriminator)}`;
  const flops = (values: readonly number[]): string => `${values.map((v) => v.toFixed(1)).join(", ")} x 10^9`;
  const paperFlops = Object.values(multiplyAdds).map((n) => n / 1e9);
  const ourFlops = (architecture?.multiplyAdds ?? []).map((n) => n / 1e9);
  const judge = (isEqual: boolean): ReproductionVerdict => (isEqual ? "reproduced" : "not reproduced");
  return [
    {
      claim: "trainable parameters of generator and discriminator",
      paper: counts(parameters),
      ...(architecture === undefined
        ? notMeasured
        : {
            here: counts(architecture.parameters),
            verdict: judge(counts(architecture.parameters) === counts(parameters)),
            reason: "by the layers that give these counts, not by the printed ones",
          }),
    },
    {
      claim: "a discriminator of four 3x3 convolutions with stride 1",
      paper: `${formatCount(parameters.discriminator)} parameters`,
      here: `${formatCount(printedDiscriminatorParameters)} parameters`,
      verdict: "impossible",
      reason: "the printed layers have another number of parameters",
    },
    {
      claim: "a generator that ends in leaky ReLU and tanh",
      paper: `${formatCount(parameters.generator)} parameters`,
      here: "a last convolution to one channel is needed",
      verdict: "impossible",
      reason: "without it the output has 128 channels",
    },
    {
      claim: "multiply-adds of ResNet-18 to ResNet-152 (Figure 3)",
      paper: flops(paperFlops),
      ...(architecture === undefined
        ? notMeasured
        : {
            here: flops(ourFlops),
            verdict: judge(paperFlops.every((paper, i) => Math.abs((ourFlops[i] ?? NaN) - paper) < 0.1)),
            reason: "counted from the layers at 224 x 224, to within 0.1 x 10^9",
          }),
    },
  ];
}

/** Claims that no measurement of ours can touch. */
function otherClaims({ isPapersData, objective = "–" }: Evidence): Reproduction[] {
  const side = `${paperNumbers.side}x${paperNumbers.side}`;
  return [
    {
      claim: "cross-entropy with gradient penalty, and the Wasserstein loss",
      paper: "both",
      here: objective,
      verdict: "impossible",
      reason: "a network is trained with one loss",
    },
    {
      claim: `centre crop from ${side} to 32x32`,
      paper: side,
      here: isPapersData ? "134 to 957 pixels" : "–",
      verdict: "impossible",
      reason: `no slice of the data set is ${side}; the crop would keep 1.8 % of it`,
    },
    {
      claim: "the images generated fill what the originals leave uncovered",
      paper: "an inference",
      here: "coverage and recall in notebook 03",
      verdict: "cannot be tested",
      reason: "the paper measures nothing that could show it",
    },
  ];
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

function ratePair(input: Evidence, arm: string): string {
  const [sensitivity, accuracy] = [rateOf(input, arm, "sensitivity"), rateOf(input, arm, "accuracy")];
  return sensitivity && accuracy
    ? `${formatRate(sensitivity)} and ${formatRate(accuracy)}, ${accuracy.measuredOn}`
    : "–";
}

function formatCount(n: number): string {
  return n.toLocaleString("en-US");
}

function formatPercent(x: number): string {
  return `${(100 * x).toFixed(2)} %`;
}

function formatRate({ value, low, high }: Interval): string {
  return `${formatPoints(value)} % (${formatPoints(low)}–${formatPoints(high)})`;
}

function formatGain({ value, low, high }: Interval): string {
  return `${formatSigned(value)} (${formatSigned(low)} to ${formatSigned(high)})`;
}
