import { existsSync } from "node:fs";
import { mean, readJson } from "../core";
import { findArm, trainingsOf } from "../evaluation/arms-of-study";
import type { Study } from "../study/study";
import type { Trial } from "../study/trial";
import { resultFile, type TrialResult } from "../study/trial-result";
import { imagesOfGans } from "./estimate";
import { measureSteps } from "./measure-steps";

/** Seconds a trial of a study takes on one thread: as those finished in its folder did, else by steps measured now. */
export function trialSeconds(study: Study, folder: string): (trial: Trial) => number {
  const finished = new Map<Trial["kind"], number[]>();
  for (const trial of study.trials) {
    const file = resultFile(folder, trial);
    if (!existsSync(file)) continue;
    const { seconds } = readJson<TrialResult>(file, "Delete it and start the study again.");
    const each = seconds / trainings(trial);
    finished.set(trial.kind, [...(finished.get(trial.kind) ?? []), each]);
  }
  const average = (kind: Trial["kind"]): number | undefined => {
    const times = finished.get(kind) ?? [];
    return times.length === 0 ? undefined : mean(times);
  };
  const isKnown = average("gan") !== undefined && average("arm") !== undefined;
  const guess = isKnown ? { gan: 0, arm: 0, baseline: 3 } : guessSeconds(study);
  return (trial) => trainings(trial) * (average(trial.kind) ?? guess[trial.kind]);
}

/** Trainings that a trial does: an arm whose dose is chosen first takes several. */
const trainings = (trial: Trial): number => (trial.kind === "arm" ? trainingsOf(findArm(trial.arm)) : 1);

/** Seconds of an unknown step: of the small networks on one thread. */
const unknown = { first: 2, next: 0.1 };

function guessSeconds({ settings, request, folds, classes }: Study): Record<Trial["kind"], number> {
  const train = folds[0]?.train ?? 1;
  const of = { classes: classes.length, images: Math.ceil(train / classes.length) };
  const times = measureSteps({ settings: { ...settings, "engine.threads": 1 }, seed: request.seed }, of);
  const { gan, classifier } = times ?? { gan: unknown, classifier: unknown };
  const [ofGan = train] = imagesOfGans(
    settings,
    classes.map(() => train / classes.length),
  );
  const ganSteps = settings["gan.epochs"] * Math.ceil(ofGan / settings["gan.batchSize"]);
  const armSteps = settings["classifier.epochs"] * Math.ceil(train / settings["classifier.batchSize"]);
  return {
    gan: 2 + gan.first + ganSteps * gan.next,
    arm: 2 + 2 * classifier.first + armSteps * 1.5 * classifier.next, // looks at the validation images cost half a step each
    baseline: 3,
  };
}
