import { fail, mean, range, stream } from "../../core";
import type { ImageSet, SealedTest } from "../../data/image-set";
import type { Masks } from "../../data/read-masks";
import { countOpenings, openTest } from "../../data/split/test-seal";
import { groupBootstrap } from "../../statistics/group-bootstrap";
import { assertUnseen } from "../assert-unseen";
import {
  addOverlaps,
  countOverlap,
  overlapMeasures,
  type OverlapCounts,
  type OverlapMeasure,
} from "./overlap";

/** A finished network that labels pixels. */
export interface SegmentationArm {
  readonly name: string;
  /** The split it was trained in, and ids of the real images behind its training images. */
  readonly foldId: string;
  readonly seen: readonly string[];
  /** Probability of the region for each pixel of each image: (n, size, size). */
  region(images: JudgedImages): Float32Array;
}

/** Images that arms are judged on. */
export interface JudgedImages {
  readonly size: number;
  /** (n, size, size, 1) in [-1, 1]. */
  readonly pixels: Float32Array;
  /** One name per image: its patient. */
  readonly groups: readonly string[];
}

/** One measure of one arm: its value, its 95 % interval over patients, and the images behind it. */
export interface MeasuredOverlap {
  readonly measure: OverlapMeasure["key"];
  readonly value: number;
  /** Absent where the images are of fewer than two patients. */
  readonly interval?: readonly [low: number, high: number];
  readonly n: number;
}

/** What one arm did on the judged images. */
export interface SegmentationResult {
  readonly name: string;
  /** Predicted regions (n, size, size): 1 where the probability is above 0.5. */
  readonly predicted: Uint8Array;
  /** Counts image by image. */
  readonly counts: readonly OverlapCounts[];
  /** Means over the images that have a region of the image's own measure. */
  readonly perImage: readonly MeasuredOverlap[];
  /** Of all pixels of all images together, those without a region included. */
  readonly pooled: readonly MeasuredOverlap[];
  /** Mean probability over all pixels, and share of pixels that are in a region. */
  readonly meanProbability: number;
  readonly trueShare: number;
}

/**
 * Opens the sealed test, one more counted opening, and judges every finished arm on it.
 *
 * @throws RangeError when an arm saw a test image, or is of another split
 */
export function evaluateSegmentation(
  arms: readonly SegmentationArm[],
  sealed: SealedTest,
  masks: Masks,
  seed: number,
): { readonly test: ImageSet<"test">; readonly results: SegmentationResult[]; readonly openings: number } {
  for (const arm of arms) assertUnseen(`evaluate the segmentation ${arm.name}`, arm, sealed);
  const test = openTest(sealed);
  return {
    test,
    results: judgeSegmentation(arms, test, masks.of(test.ids), seed),
    openings: countOpenings(sealed),
  };
}

/** Judges arms on any images with their masks, fresh phantoms for example. */
export function judgeSegmentation(
  arms: readonly SegmentationArm[],
  images: JudgedImages,
  truth: Uint8Array,
  seed: number,
): SegmentationResult[] {
  return arms.map((arm) => {
    const probability = arm.region(images);
    if (probability.length !== truth.length)
      fail(
        `evaluate the segmentation ${arm.name}`,
        `${probability.length} probabilities`,
        `one for each of ${truth.length} pixels`,
        "Give masks and images of one size.",
        RangeError,
      );
    const predicted = Uint8Array.from(probability, (p) => Number(p > 0.5));
    const area = images.size ** 2;
    const counts = images.groups.map((_, i) =>
      countOverlap(predicted.subarray(i * area, (i + 1) * area), truth.subarray(i * area, (i + 1) * area)),
    );
    return {
      name: arm.name,
      predicted,
      counts,
      perImage: overlapMeasures.flatMap((measure) => perImage(measure, counts, images.groups, seed)),
      pooled: overlapMeasures.flatMap((measure) => pooled(measure, counts, images.groups, seed)),
      meanProbability: mean(probability),
      trueShare: mean(truth),
    };
  });
}

/**
 * The paired difference of two arms' mean Dice over the images that have a region, with its 95 % interval over patients.
 */
export function diceDifference(
  better: SegmentationResult,
  worse: SegmentationResult,
  groups: readonly string[],
  seed: number,
): MeasuredOverlap {
  const [{ of }] = overlapMeasures as [OverlapMeasure];
  const own = range(groups.length).filter((i) => hasRegion(better.counts[i]!));
  const differences = own.map((i) => of(better.counts[i]!)! - of(worse.counts[i]!)!);
  return meanWithInterval(
    "dice",
    differences,
    own.map((i) => groups[i]!),
    seed,
  );
}

const hasRegion = ({ truePositive, falseNegative }: OverlapCounts): boolean =>
  truePositive + falseNegative > 0;

function perImage(
  { key, of }: OverlapMeasure,
  counts: readonly OverlapCounts[],
  groups: readonly string[],
  seed: number,
): MeasuredOverlap[] {
  const own = range(counts.length).flatMap((i) => {
    const value = hasRegion(counts[i]!) ? of(counts[i]!) : undefined;
    return value === undefined ? [] : [{ value, group: groups[i]! }];
  });
  if (own.length === 0) return [];
  return [meanWithInterval(key, own.map((o) => o.value), own.map((o) => o.group), seed)]; // prettier-ignore
}

function meanWithInterval(
  measure: OverlapMeasure["key"],
  values: readonly number[],
  groups: readonly string[],
  seed: number,
): MeasuredOverlap {
  const at = (indices: readonly number[]): number => mean(indices.map((i) => values[i]!));
  const spread = groupBootstrap(groups, at, stream(seed, "segmentation", "bootstrap", measure));
  return {
    measure,
    value: mean(values),
    ...(spread && { interval: [spread.low, spread.high] as const }),
    n: values.length,
  };
}

function pooled(
  { key, of }: OverlapMeasure,
  counts: readonly OverlapCounts[],
  groups: readonly string[],
  seed: number,
): MeasuredOverlap[] {
  const value = of(addOverlaps(counts));
  if (value === undefined) return [];
  const spread = groupBootstrap(
    groups,
    (indices) => of(addOverlaps(indices.map((i) => counts[i]!))),
    stream(seed, "segmentation", "bootstrap", "pooled", key),
  );
  return [
    {
      measure: key,
      value,
      ...(spread && { interval: [spread.low, spread.high] as const }),
      n: counts.length,
    },
  ];
}
