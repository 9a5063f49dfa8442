import { readJson } from "../core";
import { join } from "node:path";
import { assertOfStudy } from "./assert-of-study";
import { runTrial } from "./run-trial";
import { serveTrials } from "./serve-trials";
import type { Study } from "./study";
import type { Trial } from "./trial";

// A process started with a study's folder: runs that study's trials.
const folder = process.argv[2] ?? "";
const study = readJson<Study>(join(folder, "study.json"), "Start the study again.");

void serveTrials(async (trial: Trial) => {
  assertOfStudy(study, trial);
  return runTrial(study, trial, folder);
});
