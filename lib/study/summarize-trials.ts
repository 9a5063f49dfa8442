import { mean, range, stream, sum } from "../core";
import { summarizeArm } from "../evaluation/arm-summary";
import type { Arm } from "../evaluation/arms";
import { armsOfStudy } from "../evaluation/arms-of-study";
import { baselines } from "../evaluation/baselines";
import { doseCurves } from "../evaluation/doses/dose-curves";
import { doseFamilies } from "../evaluation/doses/dose-families";
import type { FoldPredictions } from "../evaluation/fold-predictions";
import { compareArms, testArms } from "../evaluation/study-comparison";
import { suspectedLabels } from "../evaluation/suspected-labels";
import { nameObjective } from "../training/objective";
import { cautiousAnswer } from "./cautious-answer";
import { judgeExternal } from "./judge-external";
import { hashTrials } from "./read-trials";
import { findShortArms } from "./short-arms";
import type { Study } from "./study";
import { studyMembership } from "./study-membership";
import type { StudyResults } from "./study-results";
import type { TrialResult } from "./trial-result";

/** With discarding, and without it. */
const discardArms = ["original+synthetic-kept", "original+synthetic"] as const;

/** The results of a study as far as some of its trials say. @param folder the study's, with its folds' images */
export function summarizeTrials(study: Study, done: readonly TrialResult[], folder: string): StudyResults {
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
    trialsKey: hashTrials(study),
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
