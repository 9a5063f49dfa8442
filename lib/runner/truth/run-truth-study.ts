import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fail, readJson } from "../../core";
import type { Dataset } from "../../data";
import { openStudy } from "../../study/study";
import { studyWorker } from "../../study/study-worker";
import type { TrialEngine } from "../../study/trial-engine";
import { studySettings } from "../../study/study-settings";
import { summarizeStudy } from "../../study/summarize-study";
import { resultFile, type TrialResult } from "../../study/trial-result";
import { keepResult, readKeptResult } from "../kept-result";
import type { JudgedStudy } from "./judge-trial";
import { truthStudyKey } from "./truth-study-key";
import { settingsOfStudies } from "./settings-of-studies";
import { singleSplit } from "./single-split";
import { writeImages } from "./write-images";

/**
 * Small networks, for the interval is on trial and not the generator: two studies at a time took seven minutes on two slow, busy
 * cores. Dense GANs, whose hundred steps took two seconds there where 40 of a convolutional pair took nine, and a narrow ResNet-18.
 * Four arms: each kind of source and of change once; without the arms that discard, of which so short a training would leave
 * nearly nothing.
 */
const small = {
  "study.arms": "synthetic,original+synthetic,original+classical,oversampled",
  "gan.network": "mlp",
  "gan.epochs": 25,
  "classifier.filters": 16,
  "classifier.batchSize": 16,
  "classifier.epochs": 8,
  "study.repeats": 2,
} as const;

/** Options of one study of the trial. */
export interface TruthStudyOptions {
  /** Images it may use, by index; all others are its external set. */
  readonly chosen: readonly number[];
  readonly seed: number;
  /** The trial's settings; those of how its data set is read are left out. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly engine: TrialEngine;
  readonly signal: AbortSignal;
  /** Its folder: what is found there finished, of the same images, settings, seed and code, is not done again. */
  readonly folder: string;
}

/** A finished study, and whether an earlier command had finished it. */
export interface TruthStudyEnd {
  readonly judged: JudgedStudy;
  readonly isKept: boolean;
}

/**
 * One study by the unchanged code, with all other images of the data set as its external set.
 * @returns undefined when it was stopped; the same call resumes it
 * @throws InputError where a trial fails
 */
export async function runTruthStudy(
  dataset: Dataset,
  { chosen, seed, set, engine, signal, folder }: TruthStudyOptions,
): Promise<TruthStudyEnd | undefined> {
  const changes = { ...small, ...settingsOfStudies(set) };
  const settings = studySettings("quick", changes);
  const key = truthStudyKey({ dataset, chosen, seed, settings });
  const file = join(folder, "judged.json");
  const kept = readKeptResult<JudgedStudy>(file, key);
  if (kept) return { judged: kept, isKept: true };
  const inside = new Set(chosen);
  const [own, others] = [join(folder, "own.npz"), join(folder, "others.npz")];
  writeImages(own, dataset, (i) => inside.has(i), settings["data.size"]);
  writeImages(others, dataset, (i) => !inside.has(i), settings["data.size"]);
  const request = {
    profile: "quick",
    data: own,
    dataName: "own",
    seed,
    set: { ...changes, "data.external": others },
  } as const;
  const study = await openStudy(request, folder);
  const missing = study.trials.filter((trial) => !existsSync(resultFile(folder, trial)));
  const { failed } = await engine.run(
    { worker: studyWorker, trials: missing, folder },
    { signal },
    { done: () => undefined },
  );
  if (failed[0])
    fail("run the truth trial", `in ${folder}: ${failed[0].why}`, "trainings that end", "See the log above.");
  if (signal.aborted) return undefined;
  const { comparisons, external } = summarizeStudy(study, folder);
  const results = study.trials.map((trial) =>
    readJson<TrialResult>(resultFile(folder, trial), "Start again."),
  );
  const judged: JudgedStudy = { comparisons, external, single: singleSplit(results) };
  keepResult(file, key, judged);
  for (const part of ["gans", "work", "folds", "external", "trials", "own.npz", "others.npz"])
    rmSync(join(folder, part), { recursive: true, force: true });
  return { judged, isKept: false };
}
