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

/**
 * The mean over classes of the classes' means, each class counting alike: of rightness, the balanced accuracy. The patient is
 * the unit, however many images of whichever class belong to it.
 *
 * @param values at least one
 * @returns the mean over the classes there are; an interval as wide as the line where a class has fewer than two patients:
 *   nothing tells how the class's patients differ
 */
export function balancedMean(values: readonly ImageValue[]): MeanInterval {
  const perClass = [...groupBy(values, ({ label }) => label).values()];
  const estimate = mean(perClass, (some) => mean(some, ({ value }) => value));
  const unknown = { mean: estimate, low: -Infinity, high: Infinity };
  if (perClass.some((some) => patientsOf(some) < 2)) return unknown;
  const parts = perClass.flatMap((some) => {
    const center = mean(some, ({ value }) => value);
    const patients = patientsOf(some);
    const weight = Math.sqrt(patients / (patients - 1)) / (perClass.length * some.length);
    return some.map(({ patient, value }) => ({ patient, part: (value - center) * weight }));
  });
  const ofPatients = [...groupBy(parts, ({ patient }) => patient).values()];
  const df = ofPatients.length - perClass.length;
  if (df < 1) return unknown; // the same few patients in every class
  const variance = sum(ofPatients.map((own) => sum(own.map(({ part }) => part)) ** 2));
  const half = tQuantile(0.975, df) * Math.sqrt(variance);
  return { mean: estimate, low: estimate - half, high: estimate + half };
}

const patientsOf = (some: readonly ImageValue[]): number => new Set(some.map(({ patient }) => patient)).size;
