import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fail, mean, readJson } from "../../core";
import { square } from "../../data";
import type { Dataset } from "../../data";
import { isRight, type Prediction } from "../../evaluation/prediction";
import { openStudy } from "../../study/study";
import { studyWorker } from "../../study/study-worker";
import type { TrialEngine } from "../../study/trial-engine";
import { studySettings } from "../../study/study-settings";
import { studyResults } from "../../study/study-results";
import { resultFile, type TrialResult } from "../../study/trial-result";
import type { JudgedStudy } from "./judge-trial";
import { keepStudy, readKeptStudy, truthStudyKey } from "./kept-study";
import { writeNpz } from "./write-npz";

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
  readonly set: Readonly<Record<string, unknown>>;
  readonly engine: TrialEngine;
  readonly signal: AbortSignal;
  /** Its folder: what is found there finished, of the same images, settings, seed and code, is not done again. */
  readonly folder: string;
}

/**
 * One study by the unchanged code, with all other images of the data set as its external set.
 * @returns undefined when it was stopped; the same call resumes it
 * @throws InputError where a trial fails
 */
export async function runTruthStudy(
  dataset: Dataset,
  { chosen, seed, set, engine, signal, folder }: TruthStudyOptions,
): Promise<JudgedStudy | undefined> {
  const settings = studySettings("quick", { ...small, ...set });
  const key = truthStudyKey({ dataset, chosen, seed, settings });
  const kept = readKeptStudy(folder, key);
  if (kept) return kept;
  const inside = new Set(chosen);
  const [own, others] = [join(folder, "own.npz"), join(folder, "others.npz")];
  writeImages(own, dataset, (i) => inside.has(i));
  writeImages(others, dataset, (i) => !inside.has(i));
  const request = {
    profile: "quick",
    data: own,
    dataName: "own",
    seed,
    set: { ...small, ...set, "data.external": others },
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
  const { comparisons, external } = studyResults(study, folder);
  const results = study.trials.map((trial) =>
    readJson<TrialResult>(resultFile(folder, trial), "Start again."),
  );
  const judged: JudgedStudy = { comparisons, external, single: singleSplit(results) };
  keepStudy(folder, key, judged);
  for (const part of ["gans", "work", "folds", "external", "trials", "own.npz", "others.npz"])
    rmSync(join(folder, part), { recursive: true, force: true });
  return judged;
}

function writeImages(path: string, { slices }: Dataset, isWanted: (i: number) => boolean): void {
  const wanted = slices.filter((_, i) => isWanted(i));
  const isOfOneSize = slices.every((s) => s.width === slices[0]!.width && s.height === slices[0]!.height);
  const size = 32;
  const [height, width] = isOfOneSize ? [slices[0]!.height, slices[0]!.width] : [size, size];
  const values = new Uint8Array(wanted.length * height * width);
  wanted.forEach((slice, i) =>
    values.set(isOfOneSize ? slice.grey : square(slice, size), i * height * width),
  );
  writeNpz(path, {
    images: { shape: [wanted.length, height, width], values },
    labels: { shape: [wanted.length], values: Uint8Array.from(wanted, ({ label }) => label) },
  });
}

/** Test images of the paper, half of them of each class. */
const paperTest = 22;

/** Each arm's difference of accuracies from `original` on as many test images of the first fold as the paper has. */
function singleSplit(results: readonly TrialResult[]): Record<string, number> {
  const ofFirst = results
    .filter(({ trial }) => trial.kind === "arm" && trial.repeat === 0 && trial.fold === 0)
    .flatMap(({ predictions }) => predictions);
  const accuracy = (predictions: readonly Prediction[]): number =>
    mean(
      [0, 1].flatMap((label) => predictions.filter((p) => p.label === label).slice(0, paperTest / 2)),
      (p) => Number(isRight(p)),
    );
  const original = ofFirst.find(({ name }) => name === "original");
  if (original === undefined) return {};
  return Object.fromEntries(
    ofFirst.flatMap(({ name, predictions }) =>
      name === "original" ? [] : [[name, accuracy(predictions) - accuracy(original.predictions)]],
    ),
  );
}
