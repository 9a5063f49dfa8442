import { existsSync } from "node:fs";
import { join } from "node:path";
import { externalOf, type ExternalSet } from "../data/external/seal-external";
import { openSplit } from "../data/split/split-files";
import type { C2st } from "../quality/c2st";
import { engineMultiply } from "../quality/engine-multiply";
import type { Label } from "../data/label";
import { mean, range, readJson, sha256, stream, sum, writeJson } from "../core";
import type { Arm } from "../evaluation/arms";
import { armsOfStudy } from "../evaluation/arms-of-study";
import { summarizeArm, type ArmSummary } from "../evaluation/arm-summary";
import { baselines } from "../evaluation/baselines";
import { doseFamilies } from "../evaluation/doses/dose-families";
import { externalResults, type ExternalResult } from "../evaluation/external-results";
import { doseCurves, type DoseCurve } from "../evaluation/doses/dose-curves";
import type { FoldPredictions } from "../evaluation/fold-predictions";
import {
  compareArms,
  testArms,
  type StudyComparison,
  type TestedDifference,
} from "../evaluation/study-comparison";
import { suspectedLabels, type SuspectedLabel } from "../evaluation/suspected-labels";
import { cautiousAnswer, type CautiousAnswer } from "./cautious-answer";
import { tellExternalApart } from "../evaluation/tell-external-apart";
import { nameObjective } from "../training/objective";
import { studyMembership, type StudyMembership } from "./study-membership";
import { findShortArms, type ShortArm } from "./short-arms";
import { resultFile, type TrialResult } from "./trial-result";
import { externalFolder, foldFolder, type Study } from "./study";

/** Results of a study's finished trials: results.json of its folder. */
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
  /** Number of finished trials, and of all: with fewer, the rest is of a part of the study. */
  readonly finished: number;
  readonly trials: number;
  /** Hash of all trials' ids: whose results these are; absent in older results. */
  readonly trialsKey?: string;
  /**
   * Of an unfinished study, images and folds of a repeat that each arm shown here has been tested on, at least; absent
   * where that is all of them.
   */
  readonly tested?: { readonly images: number; readonly folds: number };
  /** Of each arm on the external images; absent without such. */
  readonly external?:
    | {
        readonly set: Omit<ExternalSet, "ids" | "labels" | "groups">;
        readonly arms: readonly ExternalResult[];
        /** Whether its images can be told from those trained on; absent without a finished arm, or with too few images. */
        readonly apart?: C2st | undefined;
      }
    | undefined;
  /** Arms, then baselines, as far as they have finished trials. */
  readonly summaries: readonly ArmSummary[];
  readonly comparisons: readonly StudyComparison[];
  /** The same with cautious groups; absent where every image's patient is named, or the folds keep such groups, and in older results. */
  readonly cautious?: CautiousAnswer | undefined;
  readonly suspected: readonly SuspectedLabel[];
  /** Gains by the number of synthetic images; none without arms of doses. */
  readonly doseCurves: readonly DoseCurve[];
  /** Of each arm whose dose was chosen on inner splits: the doses, fold by fold, and the mean size of the inner validation. */
  readonly tuned: readonly {
    readonly arm: string;
    readonly doses: readonly number[];
    readonly innerValidation: number;
  }[];
  /** Losses of each arm, averaged over its trainings. */
  readonly curves: readonly {
    readonly arm: string;
    readonly training: number[];
    readonly validation: number[];
  }[];
  /** Share of the generated candidates that was discarded, 0..1; undefined before any was generated. */
  readonly discarded: number | undefined;
  /** Arms with fewer synthetic images than they should have, as a discard or a rule of choice left no more; absent in older results. */
  readonly short?: readonly ShortArm[];
  /** The arm of kept images against that of all, at equal number; undefined where not both have finished trials. */
  readonly discardGain?: TestedDifference;
  /** Loss and penalty of the GANs, in a clause. */
  readonly objective: string;
  /** Whether the GANs' discriminators tell their training images, by class. */
  readonly membership: readonly StudyMembership[];
}

/** With discarding, and without it. */
const discardArms = ["original+synthetic-kept", "original+synthetic"] as const;

/** Reads the finished trials of the study's folder, summarizes them, and writes results.json there. */
export function studyResults(study: Study, folder: string): StudyResults {
  const results = summarizeTrials(study, readTrials(study, folder), folder);
  writeJson(join(folder, "results.json"), results);
  return results;
}

/** The results of the trials that are finished. */
function readTrials(study: Study, folder: string): TrialResult[] {
  return study.trials.flatMap((trial) => {
    const file = resultFile(folder, trial);
    return existsSync(file) ? [readJson<TrialResult>(file, "Delete it and start the study again.")] : [];
  });
}

function summarizeTrials(study: Study, done: readonly TrialResult[], folder: string): StudyResults {
  const foldPredictions = done.flatMap(({ trial: { repeat, fold, seed }, predictions: given }) =>
    given.map((own): FoldPredictions => ({ ...own, repeat, fold, seed })),
  );
  const { request, settings, imageInfo } = study;
  const arms = armsOfStudy(settings["study.arms"]);
  const finished = new Set(foldPredictions.map((a) => a.name));
  const names = [...arms, ...baselines].map((a) => a.name).filter((name) => finished.has(name));
  const group = (id: string): string => imageInfo[id]?.group ?? id;
  const plan = { folds: settings["study.folds"], group };
  const summaries = names.map((name) =>
    summarizeArm(foldPredictions, name, {
      ...plan,
      classes: study.classes.length,
      positive: study.positive,
      random: stream(request.seed, "bootstrap", name),
    }),
  );
  const tested = testedBy(
    foldPredictions,
    names.filter((name) => arms.some((arm) => arm.name === name)),
  );
  const compared = arms
    .filter((arm) => arm.name !== "original" && finished.has(arm.name) && !("dose" in arm))
    .map((arm) => arm.name);
  return {
    ...describeStudy(study),
    finished: done.length,
    trials: study.trials.length,
    trialsKey: trialsKeyOf(study),
    ...(tested && tested.images < study.images && { tested }),
    ...(study.external && { external: judgeExternal(study, study.external, done, folder) }),
    summaries,
    comparisons: compareArms(foldPredictions, compared, plan),
    cautious: cautiousAnswer(study, foldPredictions, compared, plan),
    doseCurves: doseCurves(foldPredictions, plan, doseFamilies),
    tuned: chosenDoses(done, arms),
    suspected: suspectedLabels(
      foldPredictions,
      arms.map((a) => a.name),
    ),
    curves: arms
      .map((a) => a.name)
      .filter((name) => finished.has(name))
      .map((arm) => meanCurve(done, arm)),
    discarded: discardedShare(done),
    ...(discardArms.every((arm) => finished.has(arm)) && {
      discardGain: testArms(foldPredictions, [discardArms[0]], plan, discardArms[1])[0]!,
    }),
    short: findShortArms(done),
    objective: nameObjective(settings),
    membership: studyMembership(done, study.classes, request.seed),
  };
}

/** What a study's results say of the study itself. */
function describeStudy({ request, settings, ...study }: Study) {
  return {
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
  };
}

function judgeExternal(
  { folds, request }: Study,
  { ids, labels, groups, ...set }: ExternalSet,
  done: readonly TrialResult[],
  folder: string,
): StudyResults["external"] {
  const predictions = done.flatMap(({ trial, external }) =>
    trial.kind === "arm" && external
      ? [{ arm: trial.arm, place: `${trial.repeat}/${trial.fold}/${trial.seed}`, probabilities: external }]
      : [],
  );
  const arms = externalResults(predictions, { labels, groups });
  const [fold] = folds;
  if (arms.length === 0 || fold === undefined) return { set, arms };
  const { train } = openSplit(foldFolder(folder, fold.foldId));
  const apart = tellExternalApart(externalOf({ ids }, externalFolder(folder)), train, {
    seed: request.seed,
    multiply: engineMultiply,
  });
  return { set, arms, apart };
}

/** Images and folds of the first repeat that every one of some arms has been tested on; undefined without arms. */
function testedBy(
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
): StudyResults["tested"] {
  const ofArms = names.map((name) => {
    const first = foldPredictions.filter((p) => p.name === name && p.repeat === 0);
    return {
      images: new Set(first.flatMap(({ predictions }) => predictions.map(({ id }) => id))).size,
      folds: new Set(first.map(({ fold }) => fold)).size,
    };
  });
  if (ofArms.length === 0) return undefined;
  return {
    images: Math.min(...ofArms.map(({ images }) => images)),
    folds: Math.min(...ofArms.map(({ folds }) => folds)),
  };
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

function chosenDoses(done: readonly TrialResult[], arms: readonly Arm[]): StudyResults["tuned"] {
  return arms.flatMap(({ name, isTuned }) => {
    const of = done.filter(({ trial }) => trial.kind === "arm" && trial.arm === name);
    if (!isTuned || of.length === 0) return [];
    const all = (fact: string): number[] => of.flatMap(({ facts }) => facts[fact] ?? []);
    return [{ arm: name, doses: all("dose"), innerValidation: mean(all("innerValidation")) }];
  });
}

function discardedShare(done: readonly TrialResult[]): number | undefined {
  const total = (fact: string): number => sum(done.map(({ facts }) => facts[fact] ?? 0));
  return total("lookedAt") > 0 ? total("discarded") / total("lookedAt") : undefined;
}

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
  const own = results?.trialsKey === trialsKeyOf(study) ? results : undefined;
  if (finished === 0 || own?.finished === finished) return own;
  return summarizeTrials(study, readTrials(study, folder), folder);
}

function trialsKeyOf({ trials }: Pick<Study, "trials">): string {
  return sha256(trials.map(({ id }) => id).join(" ")).slice(0, 16);
}

/** The folder of `npm run study`'s results by default: beside the run's folder. */
export function studyFolder(outputs: string, profile: string, dataName: string): string {
  return join(outputs, `study-${profile}-${dataName}`);
}
