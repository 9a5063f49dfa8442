import { fail, mean } from "../../core";
import type { ImageSet, SealedTest } from "../../data/image-set";
import type { Masks } from "../../data/read-masks";
import { countOpenings, openTest } from "../../data/split/test-seal";
import { assertUnseen } from "../assert-unseen";
import { measurePerImage, measurePooled, type MeasuredOverlap } from "./measured-overlap";
import { countOverlap, overlapMeasures, type OverlapCounts } from "./overlap";

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

/** What one arm did on the judged images. */
export interface SegmentationResult {
  readonly name: string;
  /** Predicted regions (n, size, size): 1 where the probability is above 0.5. */
  readonly predicted: Uint8Array;
  /** Counts image by image. */
  readonly counts: readonly OverlapCounts[];
  /** Means of the image's own measure: specificity over all images, the others over those that have a region. */
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
      perImage: overlapMeasures.flatMap((measure) => measurePerImage(measure, counts, images.groups, seed)),
      pooled: overlapMeasures.flatMap((measure) => measurePooled(measure, counts, images.groups, seed)),
      meanProbability: mean(probability),
      trueShare: mean(truth),
    };
  });
}
