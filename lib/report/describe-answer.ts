import { formatList, formatPoints } from "../core";
import { describeOpenings, describePatients } from "../evaluation/arm-result";
import { paperGain, paperNumbers } from "../evaluation/paper-numbers";
import { formatNumber, formatPercent } from "../figures/format-number";
import { errorOfShare } from "../statistics/error-of-share";
import type { ArmMetrics, GanMetrics, SampleMetrics } from "./metrics";

/** A run's answer to the paper's question, and what it cannot say. */
export interface Answer {
  /** One plain sentence with n and interval. */
  readonly sentence: string;
  /** Reasons against a stronger answer, one sentence each. */
  readonly caveats: readonly string[];
}

/**
 * Does adding synthetic images raise the accuracy? Notebook 05's comparison of the arms image by image, with the
 * intervals added.
 *
 * @param profile a smoke run's networks have learned next to nothing, which is said
 * @param samples whose generator repeats or betrays training images, which is said
 * @param gans whose networks are not the paper's, which is said
 */
export function describeAnswer(
  arms: readonly ArmMetrics[],
  profile: string,
  samples: readonly SampleMetrics[] = [],
  gans: readonly Pick<GanMetrics, "network" | "steps">[] = [],
): Answer {
  const before = arms.find((a) => a.name === "original");
  const after = arms.find((a) => a.name === "original+synthetic");
  if (before === undefined || after === undefined)
    return { sentence: "Not answered yet: this run has no result of notebook 05-evaluate.", caveats: [] };
  return {
    sentence: `${after.answer} ${intervals(before, after)}`,
    caveats: [
      ...scopeCaveats(profile, gans),
      ...samples.flatMap(memorisationCaveats),
      describeOpenings(arms),
      ...patients(before),
      ...size(before),
    ],
  };
}

function intervals(before: ArmMetrics, after: ArmMetrics): string {
  const [a, b] = [before.intervals.accuracy, after.intervals.accuracy];
  if (a === undefined || b === undefined) return "";
  const range = ([low, high]: readonly [number, number]): string =>
    `${formatPoints(low)}–${formatPercent(high)}`;
  return `The 95\u00a0% intervals are ${range(a)} without and ${range(b)} with synthetic images.`;
}

function scopeCaveats(profile: string, gans: readonly Pick<GanMetrics, "network" | "steps">[]): string[] {
  if (profile === "smoke")
    return [
      "A smoke run only shows that every part works: after so few steps its networks have learned next to nothing.",
    ];
  const others = gans.filter(({ network }) => network !== "paper");
  const [networks, steps] = [
    formatList([...new Set(others.map(({ network }) => network))]),
    formatList([...new Set(others.map((gan) => formatNumber(gan.steps)))]),
  ];
  return [
    ...(others.length > 0
      ? [
          `The generators are not the paper's: network ${networks}, ${steps} steps; --profile paper trains the published networks.`,
        ]
      : []),
    "This is one split and one seed: another seed would give other numbers.",
  ];
}

function memorisationCaveats({ class: name, memorisation }: SampleMetrics): string[] {
  const { finding, refusals } = memorisation;
  if (refusals.length > 0)
    return [`The synthetic images of ${name} are not to be handed out. ${refusals.join(" ")}`];
  return finding === "shows signs"
    ? [`The generator of ${name} shows signs of having memorised training images: section 03 says which.`]
    : [];
}

function patients({ test, patients: count = test }: ArmMetrics): string[] {
  const sentence = describePatients(test, count);
  return sentence === undefined ? [] : [sentence];
}

function size({ accuracy, test }: ArmMetrics): string[] {
  if (accuracy === null) return [];
  const isExtreme = accuracy === 0 || accuracy === 1;
  const error = isExtreme ? errorOfShare(accuracy, test) : Math.sqrt((accuracy * (1 - accuracy)) / test);
  const added = isExtreme ? ", with one right and one wrong answer added" : "";
  const one = `One of ${test} test images is ${formatPoints(1 / test)} points of accuracy, and the standard error of an accuracy of ${formatPercent(accuracy)} is ${formatPoints(error)} points${added}`;
  const { gain, testImages } = paperNumbers;
  const isTooSmall = error > gain / 2;
  return [
    isTooSmall
      ? `${one}: so small a test cannot show the +${paperGain} points that the paper reports from ${testImages} images.`
      : `${one}; the paper reports +${paperGain} points from ${testImages} images.`,
  ];
}
