import type { WorkerProgram } from "../../study/worker-program";
import { ablationFile, type AblationTrial } from "./ablation-trial";

/** The program that runs the trials of an ablation, started with the folder of their results. It reads no file: it draws its images. */
export const ablationWorker: WorkerProgram<AblationTrial> = {
  file: "lib/runner/ablation/worker.ts",
  key: () => "",
  needs: () => [],
  inputs: () => [],
  outputs: (trial) => [ablationFile("", trial)],
  isTraining: () => true,
};
