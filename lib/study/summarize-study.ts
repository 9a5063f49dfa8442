import { join } from "node:path";
import { writeJson } from "../core";
import { readTrials } from "./read-trials";
import type { Study } from "./study";
import type { StudyResults } from "./study-results";
import { summarizeTrials } from "./summarize-trials";

/** Reads the finished trials of the study's folder, summarizes them, and writes results.json there. */
export function summarizeStudy(study: Study, folder: string): StudyResults {
  const results = summarizeTrials(study, readTrials(study, folder), folder);
  writeJson(join(folder, "results.json"), results);
  return results;
}
