/** How a predicted region lies on the true one, in pixels. */
export interface OverlapCounts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/** Counts of one image. @param predicted 1 in the region @param truth of as many pixels */
export function countOverlap(predicted: Uint8Array, truth: Uint8Array): OverlapCounts {
  let [truePositive, falsePositive, falseNegative] = [0, 0, 0];
  truth.forEach((is, i) => {
    if (is && predicted[i]) truePositive++;
    else if (is) falseNegative++;
    else if (predicted[i]) falsePositive++;
  });
  const trueNegative = truth.length - truePositive - falsePositive - falseNegative;
  return { truePositive, falsePositive, trueNegative, falseNegative };
}

/** Counts of several images together. */
export function addOverlaps(counts: readonly OverlapCounts[]): OverlapCounts {
  return counts.reduce(
    (sum, c) => ({
      truePositive: sum.truePositive + c.truePositive,
      falsePositive: sum.falsePositive + c.falsePositive,
      trueNegative: sum.trueNegative + c.trueNegative,
      falseNegative: sum.falseNegative + c.falseNegative,
    }),
    { truePositive: 0, falsePositive: 0, trueNegative: 0, falseNegative: 0 },
  );
}

/** A measure of overlap, 0 to 1; undefined where it has no value. */
export interface OverlapMeasure {
  readonly key: "dice" | "sensitivity" | "ppv" | "specificity";
  readonly title: string;
  of(counts: OverlapCounts): number | undefined;
}

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

/**
 * Dice is 1 where both regions are empty. The paper's column "specificity" cannot be TN / (TN + FP), as 98 % of its voxels
 * are healthy: for its Dice and sensitivity it is the positive predictive value. Both are here, by their names.
 *
 * Source: Dice 1945; Havaei et al. 2017, section 5.
 */
export const overlapMeasures: readonly OverlapMeasure[] = [
  {
    key: "dice",
    title: "Dice",
    of: ({ truePositive: tp, falsePositive: fp, falseNegative: fn }) =>
      tp + fp + fn === 0 ? 1 : (2 * tp) / (2 * tp + fp + fn),
  },
  {
    key: "sensitivity",
    title: "sensitivity",
    of: ({ truePositive: tp, falseNegative: fn }) => share(tp, tp + fn),
  },
  {
    key: "ppv",
    title: "positive predictive value",
    of: ({ truePositive: tp, falsePositive: fp }) => share(tp, tp + fp),
  },
  {
    key: "specificity",
    title: "specificity",
    of: ({ trueNegative: tn, falsePositive: fp }) => share(tn, tn + fp),
  },
];

/** The measure of a key. */
export function findOverlapMeasure(key: OverlapMeasure["key"]): OverlapMeasure {
  return overlapMeasures.find((measure) => measure.key === key)!;
}
