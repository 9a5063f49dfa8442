import { join } from "node:path";
import type { Run } from "../core";
import type { Trial } from "./trial";

/** The folder of a trial's TensorBoard logs, seen from the study's: tensorboard/repeat-1/fold-2/seed-7, of an arm in a folder of its name. */
export function trialLogs(trial: Trial): string {
  const { repeat, fold, seed } = trial;
  const arm = trial.kind === "arm" ? [trial.arm] : [];
  return join("tensorboard", `repeat-${repeat + 1}`, `fold-${fold + 1}`, `seed-${seed}`, ...arm);
}

/** The run of a trial, its TensorBoard logs in the study's folder, where they stay when the run's own folder is removed. */
export function withTrialLogs(run: Run, trial: Trial, folder: string): Run {
  const logs = join(folder, trialLogs(trial));
  return {
    ...run,
    path: (first, ...parts) => (first === "tensorboard" ? join(logs, ...parts) : run.path(first, ...parts)),
  };
}
