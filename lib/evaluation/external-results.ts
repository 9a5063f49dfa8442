import { mean } from "../core";
import type { Label } from "../data/label";
import {
  balancedMean,
  balancedMoments,
  balancedShare,
  boundDifference,
  type ImageValue,
  type MeanInterval,
} from "../statistics";
import { isRight } from "./prediction";

/** What one training of an arm made of the external images. */
export interface ExternalPredictions {
  readonly arm: string;
  /** Repeat, fold and seed: arms of one place are compared with each other. */
  readonly place: string;
  /** Probabilities of each class for each image, in the order of the external set. */
  readonly probabilities: readonly (readonly number[])[];
}

/** An arm on external images: these trained models, on new patients such as those. */
export interface ExternalResult {
  readonly arm: string;
  readonly trainings: number;
  /** Mean over the trainings; of the classes that the external images have, which may not be all. */
  readonly balancedAccuracy: MeanInterval;
  /** Of the trainings that `original` has too; absent for `original`. */
  readonly difference?: MeanInterval;
}

/**
 * Each arm's balanced accuracy on the external images, averaged over its trainings, and its difference from `original`'s, with
 * intervals over the images' patients.
 *
 * @param images labels and patients, in the order of the probabilities
 */
export function externalResults(
  predictions: readonly ExternalPredictions[],
  images: { readonly labels: readonly Label[]; readonly groups: readonly string[] },
): ExternalResult[] {
  const rightness = predictions.map(({ arm, place, probabilities }) => ({
    arm,
    place,
    right: probabilities.map((of, i) =>
      Number(isRight({ id: "", label: images.labels[i]!, probabilities: of })),
    ),
  }));
  const averaged = (rows: readonly (readonly number[])[]): ImageValue[] =>
    images.labels.map((label, i) => ({
      patient: images.groups[i]!,
      label,
      value: mean(rows, (row) => row[i]!),
    }));
  const originals = new Map(
    rightness.filter(({ arm }) => arm === "original").map(({ place, right }) => [place, right]),
  );
  return [...new Set(predictions.map(({ arm }) => arm))].map((arm) => {
    const own = rightness.filter((one) => one.arm === arm);
    const pairs = own.flatMap(({ place, right }) => {
      const other = originals.get(place);
      return other === undefined ? [] : [right.map((r, i) => r - other[i]!)];
    });
    return {
      arm,
      trainings: own.length,
      balancedAccuracy: balancedShare(averaged(own.map(({ right }) => right))),
      ...(arm !== "original" && pairs.length > 0 && { difference: differenceOf(averaged(pairs)) }),
    };
  });
}

const differenceOf = (values: readonly ImageValue[]): MeanInterval =>
  boundDifference(balancedMean(values), balancedMoments(values).patients);
