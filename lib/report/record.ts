import { fail, type Run } from "../core";
import type { Preprocessed } from "../data/dataset";
import { crossings, leakedTestImages, type DuplicatePair } from "../data/duplicates/duplicates";
import type { Groups } from "../data/duplicates/groups";

import type { HeldOut } from "../data/split/held-out";
import type { Split } from "../data/image-set";
import type { NearestNeighbour } from "../data/one-nearest-neighbour";
import type { Shortcut } from "../data/shortcuts";
import { classCounts } from "../data/summary";
import type { ArmResult } from "../evaluation/arm-result";
import type { TrainedArm } from "../evaluation/train-arm";
import type { MeasuredValue, MeasureKey } from "../evaluation/measures";
import { judgeSplit } from "../evaluation/verdict";
import type { SampleQuality } from "../quality/measure-samples";
import type { AttackOutcome } from "../quality/memorisation/judge-attack";
import type { Memorisation } from "../quality/memorisation/judge-memorisation";
import type { ClassFidelity } from "../quality/class-fidelity";
import { metricRecord } from "../quality/metric-record";
import type { QualityPanel } from "../quality/panel/quality-panel";
import type { TrainedGan } from "../training/trained-gan";
import type { ArmMetrics, Parts, SampleMetrics } from "./metrics";
import { recordPart } from "./record-part";

/** Records the data set into metrics.json: its size, its near-duplicates, and what trivial attributes tell. */
export function recordData(
  run: Run,
  { dataset, fingerprint, size }: Preprocessed,
  found: {
    readonly pairs: readonly DuplicatePair[];
    readonly groups: Groups;
    readonly neighbour: NearestNeighbour;
    readonly shortcuts: readonly Shortcut[];
  },
): void {
  const sameScan = found.pairs.filter((pair) => pair.kind === "same scan").length;
  recordPart(run, "data", {
    name: dataset.name,
    fingerprint: dataset.fingerprint,
    pixels: fingerprint,
    images: dataset.slices.length,
    size,
    classes: dataset.classes,
    positive: dataset.positive ?? null,
    counts: classCounts(dataset).map((c) => c.images),
    warnings: dataset.warnings,
    reading: dataset.reading,
    duplicates: found.pairs.length - sameScan,
    sameScan,
    groups: found.groups.count,
    nearestNeighbour: found.neighbour.accuracy,
    shortcuts: found.shortcuts.map(({ attribute, of, auc, low, high, flagged }) => ({
      attribute,
      of,
      auc,
      low,
      high,
      flagged,
    })),
  });
}

/**
 * Records which images train, validate and test.
 * @param pairs near-duplicates of the data set; those that lie in two parts are counted
 */
export function recordSplit(run: Run, split: Split, pairs: readonly DuplicatePair[]): void {
  recordPart(run, "split", {
    foldId: split.foldId,
    train: split.train.ids,
    validation: split.validation.ids,
    test: split.test.ids,
    crossing: crossings(split, pairs).length,
    testImagesSeen: leakedTestImages(split, pairs).length,
    ...(split.grouping && { grouping: split.grouping }),
  });
}

/** Records the trained GANs, one per class. */
export function recordGans(run: Run, gans: readonly TrainedGan[]): void {
  recordPart(
    run,
    "gans",
    gans.map((gan) => ({
      class: gan.name,
      label: gan.label,
      network: gan.spec,
      steps: gan.steps,
      images: gan.trainIds.length,
      parameters: gan.parameters,
      losses: lastEpoch(gan),
      ...(gan.changes.length > 0 && { changes: gan.changes }),
    })),
  );
}

function lastEpoch({ name, history }: TrainedGan): TrainedGan["history"][number] {
  return (
    history.at(-1) ??
    fail("record the GANs", `no epoch of ${name}`, "a trained GAN", "Run notebook 02-train-dcgan again.")
  );
}

/** The synthetic images of one class and what was measured of them. */
export interface MeasuredSamples {
  /** The class. */
  readonly name: string;
  readonly heldOut: HeldOut;
  readonly quality: SampleQuality;
  readonly memorisation: Memorisation;
}

/** Records how good the synthetic images are, one entry per class. */
export function recordSamples(run: Run, measured: readonly MeasuredSamples[]): void {
  recordPart(
    run,
    "samples",
    measured.map(({ name, heldOut, quality, memorisation }) => ({
      class: name,
      n: quality.n.synthetic,
      heldOut: heldOut.n,
      origin: heldOut.origin,
      ...metricRecord(quality, memorisation),
      memorisation: memorisationRecord(memorisation),
    })),
  );
}

function memorisationRecord(found: Memorisation): SampleMetrics["memorisation"] {
  const { finding, sentence, refusals, discriminatorRefusals, pairs, copies, leaning, attacks } = found;
  const { threshold, rho, fewest, planted, realPairs } = copies;
  return {
    finding,
    sentence,
    refusals,
    discriminatorRefusals,
    copies: {
      pairs,
      threshold,
      smallestRho: rho.reduce((a, b) => Math.min(a, b), Infinity),
      fewest,
      planted: planted.n,
      found: planted.found,
      heldOutPairs: realPairs.heldOut,
      trainPairs: realPairs.train,
    },
    leaning: { share: leaning.share, low: leaning.low, high: leaning.high, p: leaning.p, each: leaning.each },
    discriminator: attackRecord(attacks.discriminator),
    distance: attackRecord(attacks.distance),
  };
}

function attackRecord(found: AttackOutcome): SampleMetrics["memorisation"]["distance"] {
  if (typeof found === "string") return found;
  const { auc, low, high, members, others, permuted } = found;
  return { auc, low, high, members, others, permuted };
}

/** Records the samples' panel. */
export function recordPanel(run: Run, { rows, fidelity }: QualityPanel): void {
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  recordPart(run, "panel", {
    rows: rows.map(({ class: name, metric, features, direction, synthetic, real, untrained, n }) => ({
      class: name,
      metric,
      features,
      direction,
      synthetic: known(synthetic),
      real: known(real),
      untrained: known(untrained),
      n,
    })),
    fidelity: fidelity ? fidelityRecord(fidelity) : null,
  });
}

function fidelityRecord({
  ganTest,
  realTest,
  ganTrain,
  realTrain,
  reading,
}: ClassFidelity): Parts["panel"]["fidelity"] {
  return { ganTest, realTest, ganTrain, realTrain, reading };
}

/** One t-SNE plane. */
export interface NamedPlane {
  /** Its features: pixels, or those of a network. */
  readonly name: string;
  /** (n, 2) */
  readonly embedding: { readonly n: number };
  readonly trustworthiness: number;
  readonly kl: number;
}

/** Records how well the t-SNE planes keep neighbours. */
export function recordTsne(run: Run, planes: readonly NamedPlane[]): void {
  recordPart(
    run,
    "tsne",
    planes.map(({ name, embedding, trustworthiness, kl }) => ({
      features: name,
      trustworthiness,
      kl,
      n: embedding.n,
    })),
  );
}

/** Records the arms' measures on the test images, and their comparison in a sentence. */
export function recordArms(run: Run, results: readonly ArmResult[], trained: readonly TrainedArm[]): void {
  const { sentence, comparison } = judgeSplit(results);
  const patients = comparison?.patients;
  recordPart(
    run,
    "arms",
    results.map(({ name, n, values, counts, matrix, predictions, testOpenings }) => ({
      name,
      n,
      ...valuesByMeasure(values),
      ...(matrix.length === 2 && counts ? { counts } : { confusion: matrix }),
      intervals: intervalsByMeasure(values),
      test: predictions.length,
      testOpenings,
      ...(patients !== undefined && { patients }),
      epochs: epochsOf(name, trained),
      answer: sentence,
    })),
  );
}

function valuesByMeasure(values: readonly MeasuredValue[]): Record<MeasureKey, number | null> {
  const entries = values.map(({ measure, value }) => [measure, value ?? null]);
  return Object.fromEntries(entries) as Record<MeasureKey, number | null>;
}

function intervalsByMeasure(values: readonly MeasuredValue[]): ArmMetrics["intervals"] {
  return Object.fromEntries(
    values.flatMap(({ measure, low, high }) =>
      low === undefined || high === undefined ? [] : [[measure, [low, high]]],
    ),
  );
}

function epochsOf(name: string, trained: readonly TrainedArm[]): number {
  const arm = trained.find((t) => t.name === name);
  return arm === undefined
    ? fail("record the arms", `no trained arm "${name}"`, "one for each result", "Give all trained arms.")
    : arm.history.epochs.length;
}
