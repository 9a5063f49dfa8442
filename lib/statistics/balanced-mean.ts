import { groupBy, mean, sum } from "../core/arrays";
import { tQuantile } from "./t-two-sided-p";

/** A number per image, with what it belongs to. */
export interface ImageValue {
  readonly patient: string;
  readonly label: number;
  readonly value: number;
}

/** A mean with its 95 % interval over new patients. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A mean over classes with what its interval is made of. */
export interface BalancedMoments {
  readonly mean: number;
  /** Of the mean, over new patients; undefined where a class has fewer than two of them. */
  readonly spread: { readonly variance: number; readonly df: number } | undefined;
  /** As many images would tell as much, were each patient one image and all classes of one size. */
  readonly patients: number;
}

/**
 * The mean over classes of the classes' means, each class counting alike. The patient is the unit, however many images of
 * whichever class belong to it.
 *
 * @param values at least one
 * @returns the mean over the classes there are; an interval as wide as the line where a class has fewer than two patients:
 *   nothing tells how the class's patients differ
 */
export function balancedMean(values: readonly ImageValue[]): MeanInterval {
  const { mean, spread } = balancedMoments(values);
  if (spread === undefined) return { mean, low: -Infinity, high: Infinity };
  const half = tQuantile(0.975, spread.df) * Math.sqrt(spread.variance);
  return { mean, low: mean - half, high: mean + half };
}

/** The mean, its variance over patients and the degrees of freedom of that: what an interval is made of. */
export function balancedMoments(values: readonly ImageValue[]): BalancedMoments {
  const perClass = [...groupBy(values, ({ label }) => label).values()];
  const estimate = mean(perClass, (some) => mean(some, ({ value }) => value));
  const patients = perClass.length ** 2 / sum(perClass.map((some) => 1 / patientsOf(some)));
  const unknown = { mean: estimate, spread: undefined, patients };
  if (perClass.some((some) => patientsOf(some) < 2)) return unknown;
  const parts = perClass.flatMap((some) => {
    const center = mean(some, ({ value }) => value);
    const own = patientsOf(some);
    const weight = Math.sqrt(own / (own - 1)) / (perClass.length * some.length);
    return some.map(({ patient, value }) => ({ patient, part: (value - center) * weight }));
  });
  const ofPatients = [...groupBy(parts, ({ patient }) => patient).values()];
  const df = ofPatients.length - perClass.length;
  if (df < 1) return unknown; // the same few patients in every class
  const variance = sum(ofPatients.map((own) => sum(own.map(({ part }) => part)) ** 2));
  return { mean: estimate, spread: { variance, df }, patients };
}

const patientsOf = (some: readonly ImageValue[]): number => new Set(some.map(({ patient }) => patient)).size;
