import { existsSync } from "node:fs";
import { profiles, readJson, type Profile } from "../core";
import type { ConfusionMatrix, Counts } from "../evaluation/confusion-matrix";
import { measures, type MeasureKey } from "../evaluation/measures";
import { sampleMetrics, type SampleMetric, type SampleRecord } from "../quality/metrics";
import {
  boolean,
  dictionary,
  list,
  nullable,
  number,
  oneOf,
  optional,
  pair,
  record,
  text,
  textOr,
  type Form,
  type FormType,
} from "./form";
import { relatedForm, type RelatedMetrics } from "./related-form";

/** The data set as notebook 01 read it. */
export type DataMetrics = FormType<typeof data>;
const data = record({
  name: text,
  /** SHA-256 of the images as read, and of their preprocessed pixels. */
  fingerprint: text,
  pixels: text,
  images: number,
  /** Side of a preprocessed image, pixels. */
  size: number,
  /** Names of the classes by label, and images of each. */
  classes: list(text),
  /** The class that sensitivity is of; null: rates are means over the classes. */
  positive: nullable(number),
  counts: list(number),
  warnings: list(text),
  /** What was read and what decided it, line by line. */
  reading: list(record({ what: text, value: text, how: text })),
  /** Pairs of the same slice, and pairs that are probably of one scan. */
  duplicates: number,
  sameScan: number,
  groups: number,
  /** Leave-one-out accuracy of the nearest neighbour, 0..1. */
  nearestNeighbour: number,
  /** AUC of each trivial attribute, with its 95 % interval. */
  shortcuts: list(
    record({ attribute: text, of: text, auc: number, low: number, high: number, flagged: boolean }),
  ),
});

/** Ids of the images of each part, and pairs of near-duplicates that lie in two of them. */
export type SplitMetrics = FormType<typeof split>;
const split = record({
  foldId: text,
  train: list(text),
  validation: list(text),
  test: list(text),
  crossing: number,
  testImagesSeen: number,
  /** Source of the groups of images that stay together, and their number; absent where each image is a group of its own. */
  grouping: optional(record({ origin: text, count: number })),
});

/** One trained GAN: the size of its networks, its training images, and the mean losses of its last epoch. */
export type GanMetrics = FormType<typeof gan>;
const gan = record({
  class: text,
  label: number,
  network: text,
  steps: number,
  images: number,
  parameters: record({ generator: number, discriminator: number }),
  losses: record({
    epoch: number,
    discriminator: number,
    generator: number,
    penalty: number,
    changed: optional(dictionary(number)),
  }),
  changes: optional(list(record({ option: text, from: number, to: number, epoch: number, step: number }))),
});

/** What an attack by membership found: its AUC with the 95 % interval, and the middle 95 % of the AUC where sides are mixed at random. */
const attackNumbers = record({
  auc: number,
  low: number,
  high: number,
  members: number,
  others: number,
  permuted: pair,
});

/** Why an attack found nothing; or what it found. */
const attack = textOr(["not tried", "too few"] as const, attackNumbers);

/** Whether the generator of one class repeats or betrays its training images. */
const memorisation = record({
  finding: oneOf(["shows signs", "no sign found", "cannot tell"] as const),
  sentence: text,
  /** Reasons not to hand the images out. */
  refusals: list(text),
  /** Reasons not to hand the discriminator out. */
  discriminatorRefusals: list(text),
  /** Samples much nearer to one training image than to all others; rho and its threshold: 0 (a copy) to 1. */
  copies: record({
    pairs: list(record({ sample: number, training: text, rho: number })),
    threshold: number,
    smallestRho: number,
    /** Fewest copies that would have been seen; copies planted to prove it, and those found. */
    fewest: number,
    planted: number,
    found: number,
    /** Real images below the threshold. */
    heldOutPairs: number,
    trainPairs: number,
  }),
  /** Share of the samples nearer to a training image than to as many held-out ones, and what random divisions give. */
  leaning: record({ share: number, low: number, high: number, p: number, each: number }),
  discriminator: attack,
  distance: attack,
});

/** Quality of the synthetic images of one class: every metric of `sampleMetrics`. */
export type SampleMetrics = SampleRecord & {
  readonly class: string;
  /** Synthetic images measured, and held-out real images they were compared with. */
  readonly n: number;
  readonly heldOut: number;
  /** Origin of the held-out images. */
  readonly origin: string;
  /** Every limit is met, and the set copies no training images. */
  readonly passed: boolean;
  readonly memorisation: FormType<typeof memorisation>;
};
const sample = record({
  class: text,
  n: number,
  heldOut: number,
  origin: text,
  ...Object.fromEntries(sampleMetrics.flatMap(metricForms)),
  /** Why a metric is null, by its key; absent where every metric was measured. */
  notMeasured: optional(dictionary(text)),
  passed: boolean,
  memorisation,
}) as Form<unknown> as Form<SampleMetrics>;

function metricForms({ key, recorded }: SampleMetric): [string, Form<unknown>][] {
  const known = nullable(number);
  if (recorded === "value") return [[key, known]];
  if (recorded === "bounds") return [key, `${key}Low`, `${key}High`].map((name) => [name, known]);
  if (recorded === "references") return [key, `${key}Floor`, `${key}Untrained`].map((name) => [name, known]);
  return [[key, record({ trained: known, low: known, high: known, floor: known, untrained: known })]];
}

/**
 * The samples beside training images (the best case) and the untrained generator (the worst) in several feature spaces, at
 * equal numbers; a value is null where a set has none.
 */
export type PanelMetrics = FormType<typeof panel>;
const panel = record({
  rows: list(
    record({
      class: text,
      metric: text,
      features: text,
      direction: text,
      synthetic: nullable(number),
      real: nullable(number),
      untrained: nullable(number),
      n: number,
    }),
  ),
  /** GAN-test and GAN-train beside those of real images, and what they say together; null for one class or few images. */
  fidelity: nullable(
    record({ ganTest: number, realTest: number, ganTrain: number, realTrain: number, reading: text }),
  ),
});

/** One t-SNE plane: its features, how well it keeps neighbours (0..1), its Kullback-Leibler divergence, its points. */
export type TsneMetrics = FormType<typeof tsne>;
const tsne = record({ features: text, trustworthiness: number, kl: number, n: number });

/** The measures of one arm on the sealed test images, by name; null where the test lacks a class. */
export type ArmMetrics = Readonly<Record<MeasureKey, number | null>> & {
  readonly name: string;
  /** Images it was trained on. */
  readonly n: number;
  /** With two classes. */
  readonly counts?: Counts;
  /** With more: images by true class (row) and predicted class (column). */
  readonly confusion?: ConfusionMatrix;
  /** 95 % intervals of the measures that have one. */
  readonly intervals: Readonly<Partial<Record<MeasureKey, readonly [low: number, high: number]>>>;
  /** Test images, and times that the sealed test had been opened. */
  readonly test: number;
  readonly testOpenings: number;
  /** Patients or groups of the test images, where some have several. */
  readonly patients?: number;
  readonly epochs: number;
  /** The comparison of the arms in a sentence, the same in each. */
  readonly answer: string;
};
const arm = record({
  name: text,
  n: number,
  ...Object.fromEntries(measures.map(({ key }) => [key, nullable(number)])),
  counts: optional(
    record({ truePositive: number, falsePositive: number, trueNegative: number, falseNegative: number }),
  ),
  confusion: optional(list(list(number))),
  intervals: record(Object.fromEntries(measures.map(({ key }) => [key, optional(pair)]))),
  test: number,
  testOpenings: number,
  patients: optional(number),
  epochs: number,
  answer: text,
}) as Form<unknown> as Form<ArmMetrics>;

const parts = {
  data,
  split,
  gans: list(gan),
  samples: list(sample),
  panel,
  tsne: list(tsne),
  arms: list(arm),
};

/** Results of the notebooks, part by part. */
export type Parts = { readonly [P in keyof typeof parts]: FormType<(typeof parts)[P]> };
/** A part of metrics.json. */
export type Part = keyof Parts;
/** The parts in the order they depend on each other. */
export const partNames = Object.keys(parts) as readonly Part[];

/** metrics.json of a run of all five notebooks. Holds no times: the same seed on the same machine gives the same file. */
export interface RunMetrics extends Parts {
  readonly profile: Profile;
  readonly seed: number;
}

/** metrics.json as far as the notebooks have been run; with what those of notebooks/related found, by system. */
export type RecordedMetrics = Pick<RunMetrics, "profile" | "seed"> &
  Partial<Parts> & { readonly related?: Readonly<Record<string, RelatedMetrics>> };

const form = record({
  profile: oneOf(profiles),
  seed: number,
  data: optional(parts.data),
  split: optional(parts.split),
  gans: optional(parts.gans),
  samples: optional(parts.samples),
  panel: optional(parts.panel),
  tsne: optional(parts.tsne),
  arms: optional(parts.arms),
  related: optional(dictionary(relatedForm)),
});

/**
 * Reads metrics.json.
 * @returns undefined when no notebook has written one
 * @throws InputError for a file that no notebook of this version writes
 */
export function readMetrics(file: string): RecordedMetrics | undefined {
  if (!existsSync(file)) return undefined;
  return form(readJson<unknown>(file, "Run notebook 01-preprocess first."), "metrics.json");
}
