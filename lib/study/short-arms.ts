import { countOf, sum } from "../core";
import type { TrialResult } from "./trial-result";

/** An arm whose training sets lack synthetic images that it should have had. */
export interface ShortArm {
  readonly arm: string;
  /** Trainings, and those of them that lacked images. */
  readonly trainings: number;
  readonly lacking: number;
  /** Synthetic images wanted per training, and fewest and most of those that lacked some. */
  readonly wanted: number;
  readonly fewest: number;
  readonly most: number;
  readonly sentence: string;
}

/** Arms with fewer synthetic images than wanted in some training: a discard, or a rule of choice after it, left no more. */
export function findShortArms(done: readonly TrialResult[]): ShortArm[] {
  const names = new Set(done.flatMap(({ trial }) => (trial.kind === "arm" ? [trial.arm] : [])));
  return [...names].flatMap((arm) => {
    const own = done.flatMap(({ trial, facts: { wanted, synthetic } }) =>
      trial.kind === "arm" && trial.arm === arm && wanted !== undefined && synthetic !== undefined
        ? [{ wanted, synthetic }]
        : [],
    );
    const short = own.filter(({ wanted, synthetic }) => synthetic < wanted).map(({ synthetic }) => synthetic);
    if (short.length === 0) return [];
    const [wanted, fewest, most] = [own[0]!.wanted, Math.min(...short), Math.max(...short)];
    const found = fewest === most ? String(fewest) : `${fewest} to ${most}`;
    const meaning =
      sum(short) === 0
        ? "It was the original arm under another name, and says nothing about these images."
        : "It is not compared at an equal number of images.";
    const sentence = `${arm} had ${found} of the ${wanted} synthetic images it should have in ${short.length} of ${countOf(own.length, "training")}: the discard left no more of the pool. ${meaning}`;
    return [{ arm, trainings: own.length, lacking: short.length, wanted, fewest, most, sentence }];
  });
}
