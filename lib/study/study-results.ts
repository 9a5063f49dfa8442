import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Label } from "../data/label";
import { mean, range, readJson, stream, sum, writeJson } from "../core";
import { arms } from "../evaluation/arms";
import { summarizeArm, type ArmSummary } from "../evaluation/arm-summary";
import { baselines } from "../evaluation/baselines";
import type { FoldPredictions } from "../evaluation/fold-predictions";
import { compareArms, type StudyComparison } from "../evaluation/study-comparison";
import { suspectedLabels, type SuspectedLabel } from "../evaluation/suspected-labels";
import { resultFile, type TrialResult } from "./trial-result";
import type { Study } from "./study";

/** What a study has found so far; results.json of its folder. */
export interface StudyResults {
  readonly profile: string;
  readonly data: string;
  readonly seed: number;
  readonly fingerprint: string;
  readonly images: number;
  readonly groups: Study["groups"];
  readonly sameSlice: number;
  readonly shortcuts: Study["shortcuts"];
  readonly classes: readonly string[];
  readonly positive?: Label | undefined;
  readonly folds: number;
  readonly repeats: number;
  readonly seeds: number;
  /** Finished trials, and how many there are: with fewer, what follows is of a part of the study. */
  readonly finished: number;
  readonly trials: number;
  /** Arms, then baselines, as far as they have answered. */
  readonly summaries: readonly ArmSummary[];
  readonly comparisons: readonly StudyComparison[];
  readonly suspected: readonly SuspectedLabel[];
  /** Losses of each arm, averaged over its trainings. */
  readonly curves: readonly {
    readonly arm: string;
    readonly training: number[];
    readonly validation: number[];
  }[];
  /** Share of the synthetic images that were looked at and discarded; undefined before any was. */
  readonly discarded: number | undefined;
}

/** The results of the trials that have finished, read from the study's folder and summed up; also written there. */
export function studyResults(study: Study, folder: string): StudyResults {
  const done = study.trials.flatMap((trial): TrialResult[] => {
    const file = resultFile(folder, trial);
    return existsSync(file) ? [readJson<TrialResult>(file, "Delete it and start the study again.")] : [];
  });
  const answers = done.flatMap(({ trial: { repeat, fold, seed }, answers: given }) =>
    given.map((answer): FoldPredictions => ({ ...answer, repeat, fold, seed })),
  );
  const { request, settings, about, folds } = study;
  const answered = new Set(answers.map((a) => a.name));
  const names = [...arms, ...baselines].map((a) => a.name).filter((name) => answered.has(name));
  const sizes = {
    images: study.images,
    train: mean(folds, (f) => f.train + f.validation),
    test: mean(folds, (f) => f.test),
  };
  const compared = arms.map((a) => a.name).filter((name) => name !== "original" && answered.has(name));
  const results: StudyResults = {
    profile: request.profile,
    data: request.dataName,
    seed: request.seed,
    fingerprint: study.fingerprint,
    images: study.images,
    groups: study.groups,
    sameSlice: study.sameSlice,
    shortcuts: study.shortcuts,
    classes: study.classes,
    positive: study.positive,
    folds: settings["study.folds"],
    repeats: settings["study.repeats"],
    seeds: settings["study.seeds"],
    finished: done.length,
    trials: study.trials.length,
    summaries: names.map((name) =>
      summarizeArm(answers, name, {
        group: (id) => about[id]?.group ?? id,
        classes: study.classes.length,
        positive: study.positive,
        random: stream(request.seed, "bootstrap", name),
      }),
    ),
    comparisons: compareArms(answers, compared, sizes),
    suspected: suspectedLabels(
      answers,
      arms.map((a) => a.name),
    ),
    curves: arms
      .map((a) => a.name)
      .filter((name) => answered.has(name))
      .map((arm) => meanCurve(done, arm)),
    discarded: discardedShare(done),
  };
  writeJson(join(folder, "results.json"), results);
  return results;
}

function meanCurve(done: readonly TrialResult[], arm: string): StudyResults["curves"][number] {
  const of = done.filter(({ trial }) => trial.kind === "arm" && trial.arm === arm);
  const epochs = Math.max(0, ...of.map(({ curve }) => curve.length));
  const means = (which: "training" | "validation"): number[] =>
    range(epochs).map((i) => {
      const values = of.flatMap(({ curve }) => curve[i]?.[which] ?? []);
      return values.length === 0 ? NaN : mean(values); // a gap in the curve
    });
  return { arm, training: means("training"), validation: means("validation") };
}

function discardedShare(done: readonly TrialResult[]): number | undefined {
  const total = (fact: string): number => sum(done.map(({ facts }) => facts[fact] ?? 0));
  return total("lookedAt") > 0 ? total("discarded") / total("lookedAt") : undefined;
}

/** The results a study left in its folder; undefined when there is none. */
export function openResults(folder: string): StudyResults | undefined {
  const file = join(folder, "results.json");
  return existsSync(file) ? readJson<StudyResults>(file, "Start the study again.") : undefined;
}

/** Where `npm run study` puts its results unless it is told otherwise: beside the run's folder. */
export function studyFolder(outputs: string, profile: string, dataName: string): string {
  return join(outputs, `study-${profile}-${dataName}`);
}
