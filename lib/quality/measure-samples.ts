import { fail } from "../core/errors";
import { compareWithReal, type MetricInputs } from "./compare-with-real";
import { engineMultiply } from "./engine-multiply";
import { pixelVectors, type GroupedImages, type Images } from "./images";
import { refuseOtherImages } from "./refuse-other-images";
import { sampleMetrics, type Measurement, type MetricKey } from "./metrics";
import { distanceToTraining, type DistanceToTraining } from "./distance-to-training";

/** Images of one class, pixels in [-1, 1], all of one size. */
export interface SampleImages {
  /** Images of a trained generator. */
  readonly synthetic: Images;
  /** Real images that the generator never saw: what all others are compared with. With the patient of each, where it is known. */
  readonly heldOut: GroupedImages;
  /** The real images it was trained on. */
  readonly train: Images;
  /** Real images that show the best that can be expected; by default those of `train`. */
  readonly realReference?: Images;
  /** Images of the same generator before it was trained: the worst that can be expected. */
  readonly untrainedReference: Images;
}

/** The metrics of one set of images; undefined where a set lacks what a metric needs. */
export type Measured = Readonly<Record<MetricKey, Measurement | undefined>>;

/** The quality of synthetic images of one class, measured on their pixels. */
export interface SampleQuality {
  readonly synthetic: Measured;
  readonly realReference: Measured;
  readonly untrainedReference: Measured;
  /** Distances to the training images, and which is nearest. */
  readonly nearest: DistanceToTraining;
  /** Number of images of each set. */
  readonly n: Readonly<Record<"synthetic" | "realReference" | "untrainedReference" | "heldOut", number>>;
}

/**
 * Every metric of `sampleMetrics` for synthetic images of one class, for real images (the best case) and for an untrained
 * generator (the worst case), all against held-out real images. On pixels; C2ST by logistic regression with C = 0.01,
 * k = 5 neighbours (3 below 50 images).
 *
 * @param images of one class; numbers may differ, at least one of each and two training images. A metric that needs more
 *   (`SampleMetric.needs`) is undefined. The limits were calibrated at 400 against 400
 * @param options seed: of the bootstrap and of the classifier's halves; the same seed gives the same numbers
 * @throws RangeError for other sizes, other classes or splits (where the sets say them), or too few images
 */
export function measureSamples(
  { synthetic, heldOut, train, realReference = train, untrainedReference }: SampleImages,
  { seed = 0 }: { readonly seed?: number } = {},
): SampleQuality {
  const action = "measure the quality of samples";
  refuseOtherImages(action, {
    "synthetic images": synthetic,
    "training images": train,
    "held-out images": heldOut,
    "real images of reference": realReference,
    "images of the untrained generator": untrainedReference,
  });
  const sets = [synthetic, heldOut, train, realReference, untrainedReference];
  const sizes = [...new Set(sets.map(({ size }) => size))];
  if (sizes.length > 1)
    fail(
      action,
      `images of ${sizes.join(" and ")} pixels`,
      "one size",
      "Use the size of the preprocessed images.",
      RangeError,
    );
  const real = pixelVectors(heldOut);
  const compare = compareWithReal(real, { seed, multiply: engineMultiply, groups: heldOut.groups });
  const x = pixelVectors(synthetic);
  const best = pixelVectors(realReference);
  const worst = pixelVectors(untrainedReference);
  const nearest = distanceToTraining(x, pixelVectors(train), real, { seed });
  return {
    synthetic: evaluateMetrics(compare(x, nearest)),
    realReference: evaluateMetrics(compare(best)),
    untrainedReference: evaluateMetrics(compare(worst)),
    nearest,
    n: { synthetic: x.n, realReference: best.n, untrainedReference: worst.n, heldOut: real.n },
  };
}

/** The value of every metric for a set of images; undefined where there are fewer images than it needs. */
export function evaluateMetrics(inputs: MetricInputs): Measured {
  const fewest = Math.min(inputs.set.n, inputs.heldOut.n);
  return Object.fromEntries(
    sampleMetrics.map(({ key, needs, measure: of }) => [key, fewest < needs.images ? undefined : of(inputs)]),
  ) as Measured;
}
