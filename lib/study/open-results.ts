import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../core";
import { hashTrials, readTrials } from "./read-trials";
import type { Study } from "./study";
import type { StudyResults } from "./study-results";
import { summarizeTrials } from "./summarize-trials";
import { resultFile } from "./trial-result";

/**
 * The results of the trials that the folder's study has finished by now: results.json where it is of that study and of as
 * many trials, or their files are gone; else what these say, as while it runs. Without a study.json, results.json as it is.
 * @returns undefined where no study is, or none of its trials is finished
 */
export function openResults(folder: string): StudyResults | undefined {
  const [written, described] = ["results.json", "study.json"].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  const remedy = "Start the study again.";
  const results = existsSync(written) ? readJson<StudyResults>(written, remedy) : undefined;
  if (!existsSync(described)) return results;
  const study = readJson<Study>(described, remedy);
  const finished = study.trials.filter((trial) => existsSync(resultFile(folder, trial))).length;
  const own = results?.trialsKey === hashTrials(study) ? results : undefined;
  if (finished === 0 || own?.finished === finished) return own;
  return summarizeTrials(study, readTrials(study, folder), folder);
}
