import { findValue, type MeasuredValue } from "./measures";
import { impliedPrevalence, isShareOf, paperTable, type PaperRow } from "./paper-table";

/** What became of a claim. */
export type Verdict = "reproduced" | "not reproduced" | "cannot be tested" | "impossible";

/** One number or claim of the paper, ours beside it. */
export interface LedgerRow {
  readonly claim: string;
  readonly paper: string;
  /** Ours, with its interval and n; "–" where nothing was measured. */
  readonly here: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** A value with its 95 % interval. */
interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What the ledger is written from; whatever was not measured is left out. */
export interface LedgerInput {
  /** Whether the data are the paper's. */
  readonly isPapersData: boolean;
  /** What was measured on: `"22 test images"`, or `"200 images in 5 folds"`. */
  readonly measuredOn: string;
  /** The arms as a run or a study measured them. */
  readonly arms: readonly { readonly name: string; readonly values: readonly MeasuredValue[] }[];
  /** Gain of original+synthetic over original in balanced accuracy, from a study. */
  readonly gain?: Interval & { readonly verdict: string };
  /** Pairs of the same slice, and images. */
  readonly duplicates?: { readonly pairs: number; readonly images: number };
  /** Share of synthetic images discarded. */
  readonly discarded?: number;
  /** Trainable parameters of the networks as built. */
  readonly parameters?: { readonly generator: number; readonly discriminator: number };
}

const paperTest = 22;
const rates = ["accuracy", "sensitivity", "specificity"] as const;

/** The paper's numbers and claims with what was found here. @returns one row a number or claim, Table 1 first */
export function ledger(input: LedgerInput): LedgerRow[] {
  return [...paperTable.flatMap((row) => rates.map((rate) => rateRow(row, rate, input))), ...claims(input)];
}

function rateRow(row: PaperRow, rate: (typeof rates)[number], input: LedgerInput): LedgerRow {
  const ours = rateOf(input, row.arm, rate);
  const prevalence = impliedPrevalence(row);
  const base = {
    claim: `${rate} of ${row.arm}`,
    paper: percent(row[rate]),
    here: ours ? `${shown(ours)}, ${input.measuredOn}` : "–",
  };
  if (prevalence < 0 || prevalence > 1)
    return {
      ...base,
      verdict: "impossible",
      reason:
        "the row's accuracy does not lie between its sensitivity and specificity, as it must at any mix of classes",
    };
  if (!sharesUpTo(row[rate], paperTest))
    return {
      ...base,
      verdict: "impossible",
      reason: `no number of right answers out of ${rate === "accuracy" ? paperTest : `at most ${paperTest}`} test images gives it; an average over runs is not mentioned`,
    };
  return { ...base, ...compared(row[rate], ours, input) };
}

function rateOf({ arms }: LedgerInput, arm: string, rate: (typeof rates)[number]): Interval | undefined {
  const { value, low, high } = findValue(arms.find((a) => a.name === arm)?.values ?? [], rate);
  return value === undefined || low === undefined || high === undefined ? undefined : { value, low, high };
}

function claims(input: LedgerInput): LedgerRow[] {
  const { gain, duplicates, discarded, parameters, isPapersData } = input;
  const row = (claim: string, paper: string, here: string, verdict: Verdict, reason: string): LedgerRow => ({
    claim,
    paper,
    here,
    verdict,
    reason,
  });
  return [
    row(
      "DCGAN images added to the originals raise the accuracy",
      "+2.14 points",
      gain ? `${signed(gain)} points of balanced accuracy, ${input.measuredOn}` : "–",
      !gain || gain.verdict === "cannot tell"
        ? "cannot be tested"
        : gain.verdict === "helps"
          ? "reproduced"
          : "not reproduced",
      gain && gain.verdict !== "cannot tell"
        ? `the corrected test says that original+synthetic ${gain.verdict}${isPapersData ? "" : " (on other images)"}`
        : `one of ${paperTest} test images is 4.5 points: the paper cannot know; ${gain ? "nor can this study" : "a study was not run"}`,
    ),
    row(
      "DCGAN images alone: sensitivity rises, accuracy falls drastically",
      "93.15 % and 60.61 %",
      pair(input, "synthetic"),
      "impossible",
      "the three numbers of that row exclude each other",
    ),
    row(
      "each slice comes from a different person",
      "200 persons",
      duplicates ? `${duplicates.pairs} pairs show the same slice, of ${duplicates.images} images` : "–",
      duplicates && isPapersData && duplicates.pairs > 0 ? "not reproduced" : "cannot be tested",
      isPapersData ? "the same slice occurs more than once" : "these are other images",
    ),
    row(
      "about 20-25 % of the generated images are unclear",
      "20-25 %",
      discarded === undefined ? "–" : `${percent(discarded)} look less real than 9 of 10 real images`,
      "cannot be tested",
      "the paper judged by eye and gives no rule",
    ),
    row(
      "trainable parameters of generator and discriminator",
      "4,870,785 and 791,169",
      parameters
        ? `${counted(parameters.generator)} and ${counted(parameters.discriminator)}`
        : "counted in notebook 02",
      !parameters || (parameters.generator === 4870785 && parameters.discriminator === 791169)
        ? "reproduced"
        : "not reproduced",
      "by the layers that give these counts, not by the printed ones",
    ),
    row(
      "a discriminator of four 3x3 convolutions with stride 1",
      "791,169 parameters",
      "576,129 parameters",
      "impossible",
      "the printed layers have another number of parameters",
    ),
    row(
      "a generator that ends in leaky ReLU and tanh",
      "4,870,785 parameters",
      "a last convolution to one channel is needed",
      "impossible",
      "without it the output has 128 channels",
    ),
    row(
      "cross-entropy with gradient penalty, and the Wasserstein loss",
      "both",
      "cross-entropy with a penalty",
      "impossible",
      "a network is trained with one loss",
    ),
    row(
      "centre crop from 240x240 to 32x32",
      "240x240",
      isPapersData ? "134 to 957 pixels" : "–",
      "impossible",
      "no slice of the data set is 240x240; the crop would keep 1.8 % of it",
    ),
    row(
      "the images generated fill what the originals leave uncovered",
      "an inference",
      "coverage and recall in notebook 03",
      "cannot be tested",
      "the paper measures nothing that could show it",
    ),
    row(
      "multiply-adds of ResNet-18 to ResNet-152 (Figure 3)",
      "1.8, 3.6, 3.8, 7.6, 11.3 x 10^9",
      "notebook 05, first table",
      "reproduced",
      "counted from the layers at 224 x 224",
    ),
  ];
}

function compared(
  paper: number,
  ours: Interval | undefined,
  { isPapersData }: LedgerInput,
): Pick<LedgerRow, "verdict" | "reason"> {
  if (!ours) return { verdict: "cannot be tested", reason: "not measured" };
  if (!isPapersData) return { verdict: "cannot be tested", reason: "these are other images" };
  const isInside = paper >= ours.low && paper <= ours.high;
  return isInside
    ? { verdict: "reproduced", reason: "inside our interval" }
    : { verdict: "not reproduced", reason: "outside our interval" };
}

/** Whether a rate can be k of n for some n up to the given one. */
function sharesUpTo(rate: number, most: number): boolean {
  return Array.from({ length: most }, (_, i) => i + 1).some((n) => isShareOf(rate, n));
}

function pair(input: LedgerInput, arm: string): string {
  const [sensitivity, accuracy] = [rateOf(input, arm, "sensitivity"), rateOf(input, arm, "accuracy")];
  return sensitivity && accuracy ? `${shown(sensitivity)} and ${shown(accuracy)}, ${input.measuredOn}` : "–";
}

function counted(n: number): string {
  return n.toLocaleString("en-US");
}

function percent(x: number): string {
  return `${(100 * x).toFixed(2)} %`;
}

function shown({ value, low, high }: Interval): string {
  const p = (x: number): string => (100 * x).toFixed(1);
  return `${p(value)} % (${p(low)}–${p(high)})`;
}

function signed({ value, low, high }: Interval): string {
  const p = (x: number): string => `${x < 0 ? "−" : "+"}${Math.abs(100 * x).toFixed(1)}`;
  return `${p(value)} (${p(low)} to ${p(high)})`;
}
