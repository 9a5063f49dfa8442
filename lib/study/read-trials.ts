import { existsSync } from "node:fs";
import { readJson, sha256 } from "../core";
import type { Study } from "./study";
import { resultFile, type TrialResult } from "./trial-result";

/** The results of a study's finished trials, from their files in its folder. */
export function readTrials(study: Study, folder: string): TrialResult[] {
  return study.trials.flatMap((trial) => {
    const file = resultFile(folder, trial);
    return existsSync(file) ? [readJson<TrialResult>(file, "Delete it and start the study again.")] : [];
  });
}

/** Hash of the ids of a study's trials, which says whose results some are. */
export function hashTrials({ trials }: Pick<Study, "trials">): string {
  return sha256(trials.map(({ id }) => id).join(" ")).slice(0, 16);
}
