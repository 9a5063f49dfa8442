import { formatPercent } from "../figures/format-number";
import type { ReportArm, ReportRate } from "./metrics";

/** What a run says about the paper's question, and what it cannot say. */
export interface Answer {
  /** One plain sentence with n and interval. */
  readonly sentence: string;
  /** What stands in the way of more, one sentence each. */
  readonly caveats: readonly string[];
}

/** The rise in accuracy that the paper reports from 22 test images, in points. */
const paperRise = 2.14;

/**
 * Does adding synthetic images raise the accuracy? The sentence that notebook 05 found by comparing the arms image by
 * image, with the intervals added; without it, yes or no only when the two arms' intervals do not overlap.
 *
 * @param profile a smoke run's networks have learnt next to nothing, which is said
 * @param found notebook 05's sentence
 */
export function answer(arms: readonly ReportArm[], profile: string, found?: string): Answer {
  const before = arms.find((a) => a.name === "original")?.rates.accuracy;
  const after = arms.find((a) => a.name === "original+synthetic")?.rates.accuracy;
  if (before === undefined || after === undefined)
    return { sentence: "Not answered yet: this run has no result of notebook 05-evaluate.", caveats: [] };
  const sentence = found === undefined ? byIntervals(before, after) : `${found} ${intervals(before, after)}`;
  return { sentence, caveats: [...scope(before, profile), ...size(before)] };
}

const range = (r: { readonly low: number; readonly high: number }): string =>
  `${r.low.toFixed(2)}–${r.high.toFixed(2)}`;

function intervals({ interval: a }: ReportRate, { interval: b }: ReportRate): string {
  if (a === undefined || b === undefined) return "";
  const relation = b.low > a.high || b.high < a.low ? "do not overlap" : "overlap";
  return `The 95\u00a0% intervals ${range(a)} and ${range(b)} ${relation}.`;
}

function byIntervals(before: ReportRate, after: ReportRate): string {
  const tested = before.n === undefined ? "the test images" : `${before.n} test images`;
  const rates = `accuracy on ${tested} is ${shown(before, "without")} and ${shown(after, "with synthetic images")}`;
  const [a, b] = [before.interval, after.interval];
  if (a === undefined || b === undefined) return `Cannot tell: ${rates}, and intervals are missing.`;
  if (b.low > a.high) return `Yes: ${rates}; the intervals do not overlap.`;
  if (b.high < a.low) return `No, it harms: ${rates}; the intervals do not overlap.`;
  return `Cannot tell: ${rates}; the intervals overlap.`;
}

function shown({ value, interval, successes }: ReportRate, arm: string): string {
  const right = successes === undefined ? [] : [`${successes} right`];
  const bounds = interval ? [`95\u00a0% interval ${range(interval)}`] : [];
  return `${value.toFixed(2)} ${arm} (${[...right, ...bounds].join(", ") || "no interval"})`;
}

function scope({ n }: ReportRate, profile: string): string[] {
  if (profile === "smoke")
    return [
      "A smoke run only shows that every part works: after so few steps its networks have learnt next to nothing.",
    ];
  const short =
    "A quick run trains a small GAN for minutes; only --profile paper trains the networks that were published.";
  return [
    ...(profile === "quick" ? [short] : []),
    ...(n === undefined ? [] : ["This is one split and one seed: another seed would give other numbers."]),
  ];
}

function size({ value, n }: ReportRate): string[] {
  if (n === undefined || n === 0) return [];
  const points = (fraction: number): string => (100 * fraction).toFixed(1);
  const error = Math.sqrt((value * (1 - value)) / n);
  const one = `One of ${n} test images is ${points(1 / n)} points of accuracy, and the standard error of an accuracy of ${formatPercent(value, 0)} is ${points(error)} points`;
  const can = 100 * error > paperRise / 2;
  return [
    can
      ? `${one}: so small a test cannot show the +${paperRise} points that the paper reports from 22 images.`
      : `${one}; the paper reports +${paperRise} points from 22 images.`,
  ];
}
