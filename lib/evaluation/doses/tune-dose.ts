import { mean, type Run } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { logitsOf } from "../../training/logits-of";
import type { Arm } from "../arms";
import { isRight, softmax } from "../prediction";
import { openClassifier, trainArm } from "../train-arm";
import { chooseDose, type DoseTrial } from "./choose-dose";
import { addDose, doses } from "./add-dose";
import { innerSplit } from "./inner-split";

/** A dose that was chosen without the test, and what the choice rests on; not how well it did. */
export interface TunedDose {
  readonly dose: number;
  /** Images of the inner parts, and classifiers trained to choose. */
  readonly facts: Readonly<
    Record<"dose" | "innerTraining" | "innerValidation" | "innerTrainings" | "generatorReused", number>
  >;
}

/** Trainings of each dose on the inner split: one alone would choose by the luck of its seed. */
const innerSeeds = 2;

/** Classifiers that are trained to choose a dose. */
export const innerTrainings = doses.length * innerSeeds;

/**
 * Chooses an arm's dose on an inner split of the fold's training images, by patient: a classifier per dose and seed, all
 * of as many steps; the fold's validation part chooses each one's epoch, the inner one the dose.
 *
 * @param pool of the fold's own generators, which saw the inner validation images too (`generatorReused`): these lie near
 *   the pool, so the choice leans to larger doses; the fold's test does not
 */
export async function tuneDose(
  run: Pick<Run, "settings" | "seed" | "path">,
  arm: Arm,
  real: ImageSet<"train">,
  pool: ImageSet<"synthetic">,
  validation: ImageSet<"validation">,
): Promise<TunedDose> {
  const inner = innerSplit(real, run.seed);
  const trials: DoseTrial[] = [];
  for (const dose of doses) {
    const right = inner.validation.ids.map((): number[] => []);
    for (let k = 0; k < innerSeeds; k++) {
      const name = `tuning-dose-${dose}-seed-${k + 1}`;
      const trial: Arm = { ...arm, name, images: () => addDose(inner.train, pool, dose) };
      const images = { real: inner.train, synthetic: pool, syntheticCount: 0 };
      const seeded = { settings: run.settings, path: run.path, seed: run.seed + k };
      const model = await openClassifier(await trainArm(seeded, trial, images, validation));
      logitsOf(model, inner.validation).forEach((logits, i) => {
        const label = inner.validation.labels[i] ?? 0;
        right[i]!.push(isRight({ id: "", label, probabilities: softmax(logits) }) ? 1 : 0);
      });
      model.dispose();
    }
    trials.push({
      dose,
      images: right.map((seeds, i) => ({ label: inner.validation.labels[i] ?? 0, right: mean(seeds) })),
    });
  }
  const dose = chooseDose(trials);
  return {
    dose,
    facts: {
      dose,
      innerTraining: inner.train.ids.length,
      innerValidation: inner.validation.ids.length,
      innerTrainings,
      generatorReused: 1,
    },
  };
}
