import { stream } from "../../lib/core";
import { power } from "../../lib/statistics";
import { simulateStudy, type StudyModel } from "./simulated-study";

/** 200 images of 100 patients, five folds ten times over, as the paper's data would be studied. */
export const world: StudyModel = {
  patients: 100,
  imagesEach: 2,
  folds: 5,
  repeats: 10,
  seeds: 1,
  base: 1.4,
  gain: 0,
  patientSd: 1,
  armPatientSd: 1,
  foldSd: 0.3,
  seedSd: 0.2,
  imageSd: 0.7,
};

/** How often simulated studies claim a difference. */
export interface Simulation {
  /** By the corrected test, and by a plain paired t-test, at 0.05. */
  readonly claimed: number;
  readonly naive: number;
  /** Mean difference found, and the mean chance that the studies themselves give to finding it. */
  readonly difference: number;
  readonly stated: number;
}

/** Draws so many studies of a world. */
export function simulationOf(model: StudyModel, studies: number): Simulation {
  const random = stream(1, "simulated studies");
  const drawn = Array.from({ length: studies }, () => simulateStudy(model, random));
  const difference = drawn.reduce((sum, s) => sum + s.corrected.mean, 0) / studies;
  const stated = drawn.map(({ corrected: c }) =>
    c.standardError > 0 ? power(difference, c.standardError, c.df) : 0,
  );
  return {
    claimed: drawn.filter((s) => (s.corrected.p ?? 1) < 0.05).length,
    naive: drawn.filter((s) => s.naiveP < 0.05).length,
    difference,
    stated: stated.reduce((a, b) => a + b, 0) / studies,
  };
}
