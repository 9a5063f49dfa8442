import { writeJson } from "../../lib/core";
import type { Prediction } from "../../lib/evaluation/prediction";
import type { Study } from "../../lib/study";
import type { StudyResults } from "../../lib/study/study-results";
import { summarizeStudy } from "../../lib/study/summarize-study";
import { studySettings } from "../../lib/study/study-settings";
import { resultFile, type TrialResult } from "../../lib/study/trial-result";
import type { ArmTrial, Trial } from "../../lib/study/trial";
import { temporary } from "../data/made-folder";

/** Right or wrong predictions of a fold's four images, as the text says; every second image is positive. */
function predict(fold: number, right: string): Prediction[] {
  return [...right].map((r, i) => {
    const label = i % 2;
    return {
      id: `i${4 * fold + i}`,
      label,
      probabilities: (r === "+") === (label === 1) ? [0.2, 0.8] : [0.7, 0.3],
    };
  });
}

/** Trials of two arms in two folds; the last one has not finished. */
const finished: readonly (readonly [arm: string, fold: number, right: string])[] = [
  ["original", 0, "++-+"],
  ["original", 1, "+--+"],
  ["original+synthetic", 0, "++++"],
  ["original+synthetic", 1, "+-++"],
];

/** A study's folder with the results of four trials of five, and what `summarizeStudy` makes of it. */
export function madeResults(): {
  readonly study: Study;
  readonly folder: string;
  readonly results: StudyResults;
} {
  const folder = temporary();
  const trial = (arm: string, fold: number): ArmTrial => ({
    kind: "arm",
    id: `${arm} ${fold}`,
    arm,
    gans: [],
    repeat: 0,
    fold,
    foldId: `f${fold}`,
    seed: 1,
  });
  const trials: Trial[] = [...finished.map(([arm, fold]) => trial(arm, fold)), trial("synthetic", 0)];
  for (const [arm, fold, right] of finished) {
    const result: TrialResult = {
      trial: trial(arm, fold),
      predictions: [{ name: arm, predictions: predict(fold, right) }],
      facts: { images: 10, ...(fold === 1 && { lookedAt: 8, discarded: 2 }) },
      curve: [{ epoch: 1, training: 1 + fold, validation: 2 }],
      seconds: 1,
    };
    writeJson(resultFile(folder, result.trial), result);
  }
  const ids = Array.from({ length: 8 }, (_, i) => `i${i}`);
  const study: Study = {
    request: { profile: "smoke", data: "phantom", dataName: "phantom", seed: 1, set: {} },
    settings: studySettings("smoke", { "study.folds": 2 }),
    classes: ["normal", "hemorrhage"],
    positive: 1,
    fingerprint: "0".repeat(64),
    images: 8,
    reading: [],
    groups: { origin: "guessed", count: 8 },
    sameSlice: 3,
    shortcuts: [],
    imageInfo: Object.fromEntries(ids.map((id) => [id, { group: id, area: 1 }])),
    folds: [0, 1].map((fold) => ({ repeat: 0, fold, foldId: `f${fold}`, train: 3, validation: 1, test: 4 })),
    trials,
  };
  return { study, folder, results: summarizeStudy(study, folder) };
}
