import { testCrossValidation, type DifferenceTest } from "../../../statistics";
import type { SimulatedStudy } from "./simulate-study";

/** The tests that are compared, by name. */
export const candidates = [
  "naive t",
  "corrected t",
  "these models (Bayle)",
  "patients + trainings",
  "other data sets",
] as const;

/** An estimate and the half width of each candidate's 95 % interval around it. */
export interface JudgedStudy {
  readonly estimate: number;
  readonly halfWidths: Readonly<Record<(typeof candidates)[number], number>>;
}

/** Each candidate's interval of one study of at least two folds. @param folds of a repeat */
export function judgeStudy({ differences }: SimulatedStudy, folds: number): JudgedStudy {
  const { primary, others } = testCrossValidation(differences, folds)!;
  const half = (test: DifferenceTest): number => test.high - test.mean;
  return {
    estimate: primary.mean,
    halfWidths: {
      "naive t": half(others.naive),
      "corrected t": half(others.corrected),
      "these models (Bayle)": half(others.theseModels),
      "patients + trainings": half(primary),
      "other data sets": half(others.otherDataSets),
    },
  };
}
