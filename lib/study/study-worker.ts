import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../core";
import type { Trial } from "./trial";
import { trialLogs } from "./with-trial-logs";
import type { WorkerProgram } from "./worker-program";

/** The program that runs the trials of a study, started with the study's folder. */
export const studyWorker: WorkerProgram<Trial> = {
  file: "lib/study/worker.ts",
  key: (folder) => sha256(readFileSync(join(folder, "study.json"))),
  needs: (trial) => (trial.kind === "gan" ? [] : trial.gans),
  inputs: (trial) => [
    "study.json",
    `folds/${trial.foldId}`,
    ...(trial.kind === "arm" ? ["external"] : []),
    ...studyWorker.needs(trial).map((id) => `gans/${id}`),
  ],
  outputs: (trial) => {
    const logs = trialLogs(trial);
    const made = { gan: [`${logs}/gan`, `gans/${trial.id}`], arm: [logs], baseline: [] }[trial.kind];
    return [...made, `trials/${trial.id}.json`];
  },
  isTraining: ({ kind }) => kind !== "baseline",
};
