import { readFileSync } from "node:fs";
import { sha256 } from "../../core";
import type { WorkerProgram } from "../../study/worker-program";
import { imagesFile } from "./ablation-images";
import { ablationFile, type AblationTrial } from "./ablation-trial";

/** The program that runs the trials of an ablation, started with the folder of their results and of the images. */
export const ablationWorker: WorkerProgram<AblationTrial> = {
  file: "lib/runner/ablation/worker.ts",
  key: (folder) => sha256(readFileSync(imagesFile(folder))),
  needs: () => [],
  inputs: () => [imagesFile("")],
  outputs: (trial) => [ablationFile("", trial)],
  isTraining: () => true,
};
