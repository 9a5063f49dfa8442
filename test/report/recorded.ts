import { openRun, stream, type Run, type RunParameters } from "../../lib/core";
import {
  groupsOf,
  oneNearestNeighbour,
  shortcuts,
  split,
  type DuplicatePair,
  type Preprocessed,
} from "../../lib/data";
import { summarizeTest, type ArmResult } from "../../lib/evaluation/arm-result";
import type { Prediction } from "../../lib/evaluation/prediction";
import type { TrainedArm } from "../../lib/evaluation/train-arm";
import { judgeMemorisation, measureSamples } from "../../lib/quality";
import * as report from "../../lib/report";
import type { TrainedGan } from "../../lib/training";
import { madeSet } from "../data/made-dataset";

/** A run in a folder of its own. */
export function openTestRun(out: string, more: Partial<RunParameters> = {}): Run {
  return openRun({ profile: "quick", data: "phantom", seed: 1, out, ...more });
}

/** A small data set; name of the first class and warnings as given, which are rows of the table of what was read, too. */
export async function dataOf(className = "normal", warnings: readonly string[] = []): Promise<Preprocessed> {
  const made = await madeSet(20, 20);
  const reading = [
    { what: "classes", value: `20 ${className}`, how: `column "${className}" of labels.csv` },
    ...warnings.map((how) => ({ what: "left out", value: String(warnings.length), how })),
  ];
  return { ...made, dataset: { ...made.dataset, classes: [className, "hemorrhage"], warnings, reading } };
}

/** Records parts data and split, as notebook 01 does. */
export function recordFirst(run: Run, preprocessed: Preprocessed): void {
  const same = { kind: "same scan", anatomy: 1, grain: 0, orientation: "as it is", sameLabel: true } as const;
  const pairs: DuplicatePair[] = [{ a: "i0", b: "i1", ...same }];
  report.recordData(run, preprocessed, {
    pairs,
    groups: groupsOf(preprocessed.dataset, pairs),
    neighbour: oneNearestNeighbour(preprocessed),
    shortcuts: shortcuts(preprocessed.dataset),
  });
  report.recordSplit(run, split(preprocessed, { seed: 1, folder: run.folder }), pairs);
}

/** A GAN as `trainGan` returns it. */
export function ganOf(name: string, label: number): TrainedGan {
  return {
    spec: "small",
    loss: "non-saturating",
    penalty: "off",
    name,
    label,
    foldId: "fold",
    trainIds: ["i1", "i2"],
    seed: 1,
    size: 8,
    latentDim: 100,
    steps: 600,
    parameters: { generator: 10, discriminator: 20 },
    history: [{ epoch: 1, discriminator: 1.5, generator: 0.25 + label, penalty: 0.125 }],
    changes: [],
    folder: "",
    hash: "",
  };
}

/** Records part samples of noise, as notebook 03 does. */
export function recordNoise(run: Run, names: readonly string[]): void {
  const noise = (...path: string[]) => ({ size: 4, pixels: stream(1, ...path).normals(12 * 16) });
  const groups = Array.from({ length: 12 }, (_, i) => `patient ${i}`);
  const heldOut = { ...noise("held out"), n: 12, groups, origin: "validation part" };
  report.recordSamples(
    run,
    names.map((name) => ({
      name,
      heldOut,
      quality: measureSamples({
        synthetic: noise("synthetic", name),
        heldOut,
        train: noise("train"),
        untrainedReference: noise("untrained"),
      }),
      memorisation: judgeMemorisation({
        synthetic: noise("synthetic", name),
        heldOut,
        train: { ...noise("train"), groups, ids: groups },
      }),
    })),
  );
}

/** Records part panel: made rows of each class. */
export function recordMadePanel(run: Run, names: readonly string[]): void {
  const row = { metric: "coverage", features: "pixels", direction: "higher is better", n: 12 };
  const fidelity = {
    classes: [],
    ganTest: 0.9,
    realTest: 0.8,
    ganTrain: 0.7,
    realTrain: 0.6,
    reading: "few modes",
  };
  const rows = names.map((name, i) => ({
    ...row,
    class: name,
    synthetic: 0.25 + i,
    real: 0.75,
    untrained: NaN,
  }));
  report.recordPanel(run, { rows, fidelity });
}

/** Numbers of right and wrong predictions of two classes. */
export type Four = readonly [tp: number, fn: number, fp: number, tn: number];

/** An arm's result as `evaluate` returns it: first the positive images, then the others; wrong ones last. */
export function resultOf(name: string, n: number, [tp, fn, fp, tn]: Four): ArmResult {
  const predictions = [
    ...Array.from({ length: tp + fn }, (_, i) => [1, i < tp ? 1 : 0] as const),
    ...Array.from({ length: fp + tn }, (_, i) => [0, i < tn ? 0 : 1] as const),
  ].map(([label, predicted], i): Prediction => ({
    id: String(i),
    label,
    probabilities: predicted === 1 ? [0.1, 0.9] : [0.9, 0.1],
  }));
  return summarizeTest({ name, n }, predictions, { positive: 1 });
}

/** Records part arms, as notebook 05 does. */
export function recordResults(run: Run, results: readonly ArmResult[], epochs = 2): void {
  const epoch = { epoch: 1, trainLoss: 1, validationLoss: 1, validationAccuracy: 0.5 };
  const trained = results.map(({ name, n }): TrainedArm => ({
    name,
    foldId: "fold",
    n,
    seen: [],
    seenGroups: [],
    steps: 2,
    history: { epochs: Array.from({ length: epochs }, () => epoch), bestEpoch: 1 },
    seed: 1,
    folder: "",
  }));
  report.recordArms(run, results, trained);
}

/** The paper's three arms on 22 images. */
export const threeArms = [
  resultOf("original", 144, [8, 3, 2, 9]),
  resultOf("synthetic", 200, [10, 1, 6, 5]),
  resultOf("original+synthetic", 344, [9, 2, 1, 10]),
];

/** What a notebook of notebooks/related records. */
export function foundOf(value: number): report.RelatedMetrics {
  return {
    task: "Draws images.",
    paper: "Nobody et al. 2018: 0.4",
    results: [
      { measure: "KID", value, interval: [0.1, 0.9], n: 22, of: "test slices" },
      { measure: "steps", value: 7, n: 1, of: "training" },
    ],
    criteria: [{ text: "KID falls", holds: value < 0.4 }],
  };
}

/** Records all parts. */
export async function recordAll(run: Run, className = "normal", warnings?: readonly string[]): Promise<void> {
  recordFirst(run, await dataOf(className, warnings));
  report.recordGans(run, [ganOf(className, 0), ganOf("hemorrhage", 1)]);
  recordNoise(run, [className, "hemorrhage"]);
  recordMadePanel(run, [className, "hemorrhage"]);
  report.recordTsne(run, [{ name: "pixels", embedding: { n: 40 }, trustworthiness: 0.9, kl: 1 }]);
  recordResults(run, threeArms);
}
