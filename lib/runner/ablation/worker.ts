import { writeJson } from "../../core";
import { serveTrials } from "../../study/serve-trials";
import { readAblationImages } from "./ablation-images";
import { ablationFile, type AblationTrial } from "./ablation-trial";
import { trainAblationArm } from "./train-ablation-arm";

// A process started with the folder of an ablation's results: runs its trials.
const folder = process.argv[2] ?? "";
const images = readAblationImages(folder);

void serveTrials(async (trial: AblationTrial) => {
  const result = await trainAblationArm(trial, folder, images);
  writeJson(ablationFile(folder, trial), result);
  return result;
});
