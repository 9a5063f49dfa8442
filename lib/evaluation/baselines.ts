import { mean, range, sum } from "../core/arrays";
import { stream } from "../core/random";
import { sigmoid } from "../core/sigmoid";
import type { ImageSet, SealedTest } from "../data/image-set";
import { classesOf } from "../data/label";
import { openTest } from "../data/split/test-seal";
import { pixelVectors } from "../quality/images";
import { logisticRegression, logits } from "../ml/logistic-regression";
import { nearestNeighbours } from "../ml/nearest-neighbours";
import { row, type Vectors } from "../ml/vectors";
import { assertUnseen } from "./assert-unseen";
import { oneHot, type Prediction } from "./prediction";
import type { DiscriminatorFeatures } from "./discriminator-features";
import { randomForest } from "../ml/random-forest";

/** A classifier without a network: an arm that is no better has learned nothing worth one. */
export interface Baseline {
  readonly name: string;
  readonly about: string;
  /** What it needs beside the images; it is left out where that is not known. */
  readonly needs?: "areas" | "discriminators";
  /** Probabilities of the classes of each test image. */
  predict(of: BaselineImages): readonly (readonly number[])[];
}

/** What baselines may use beside the images. */
export interface BaselineOptions {
  /** Width times height of the image file, by id. */
  readonly areas?: ReadonlyMap<string, number> | undefined;
  readonly seed: number;
  /** What the discriminators of this fold's GANs see. */
  readonly discriminators?: Pick<DiscriminatorFeatures, "of" | "seen"> | undefined;
}

/** Training and test images of a fold, and what else is known. */
export interface BaselineImages extends BaselineOptions {
  readonly train: ImageSet<"train">;
  readonly test: ImageSet<"test">;
}

/** The baselines. A new one is one entry here; study and reports follow. */
export const baselines: readonly Baseline[] = [
  {
    name: "majority",
    about: "always the class that training images have more of",
    predict: ({ train, test }) => {
      const counts = classesOf(train.labels).map((k) => train.labels.filter((l) => l === k).length);
      return test.ids.map(() => oneHot(counts.indexOf(Math.max(...counts)), counts.length));
    },
  },
  {
    name: "image area only",
    about: "logistic regression on width times height of the file",
    needs: "areas",
    predict: ({ train, test, areas }) => {
      const log = (ids: readonly string[]): number[] => ids.map((id) => Math.log(areas?.get(id) ?? 1));
      const known = log(train.ids);
      const middle = mean(known);
      const vectors = (values: readonly number[]): Vectors => ({
        n: values.length,
        dim: 1,
        values: Float64Array.from(values, (v) => v - middle),
      });
      return oneVsRestProbabilities(vectors(known), train, vectors(log(test.ids)), 10);
    },
  },
  {
    name: "nearest neighbour",
    about: "the label of the nearest training image over all pixels",
    predict: ({ train, test }) => {
      const [x, y] = [pixelVectors(train), pixelVectors(test)];
      const classes = classesOf(train.labels).length;
      return nearestNeighbours(y, x).index.map((i) => oneHot(train.labels[i] ?? 0, classes));
    },
  },
  {
    name: "logistic regression",
    about: "logistic regression on all pixels",
    predict: ({ train, test }) =>
      oneVsRestProbabilities(pixelVectors(train), train, pixelVectors(test), 0.01),
  },
  {
    name: "random forest",
    about: "200 trees on all pixels",
    predict: ({ train, test, seed }) => {
      const forest = randomForest(pixelVectors(train), train.labels, stream(seed, "random forest"));
      const y = pixelVectors(test);
      return test.ids.map((_, i) => forest.predict(row(y, i)));
    },
  },
  {
    // Radford et al. 2016, section 5.1. Deviation: logistic regression in place of an L2-SVM, for probabilities; features centred and of unit mean length
    name: "discriminator's features",
    about: "logistic regression on what the GANs' discriminators see in their hidden layers",
    needs: "discriminators",
    predict: ({ train, test, discriminators }) => {
      if (discriminators === undefined) return [];
      const x = discriminators.of(train);
      const scale = unitScale(x);
      return oneVsRestProbabilities(scale(x), train, scale(discriminators.of(test)), 10);
    },
  },
];

/**
 * Trains every baseline on the training images and evaluates it on the sealed test.
 * @throws RangeError when the training images are of another split, or test images among them
 */
export function evaluateBaselines(
  train: ImageSet<"train">,
  sealed: SealedTest,
  options: BaselineOptions,
): BaselinePredictions[] {
  assertBaselinesUnseen(train, sealed, options);
  return predictBaselines(train, openTest(sealed), options);
}

/** @throws RangeError when the training images, or those the GANs saw, are of another split or of the test */
export function assertBaselinesUnseen(
  train: ImageSet<"train">,
  sealed: SealedTest,
  { discriminators }: Pick<BaselineOptions, "discriminators">,
): void {
  const seen = [...train.seen, ...(discriminators?.seen ?? [])];
  assertUnseen("evaluate the baselines", { foldId: train.foldId, seen }, sealed);
}

/** A baseline's probabilities of each test image. */
export interface BaselinePredictions {
  readonly name: string;
  readonly predictions: readonly Prediction[];
}

/** The baselines' predictions of a test that is open. */
export function predictBaselines(
  train: ImageSet<"train">,
  test: ImageSet<"test">,
  options: BaselineOptions,
): BaselinePredictions[] {
  const possible = baselines.filter(({ needs }) => needs === undefined || options[needs] !== undefined);
  return possible.map(({ name, predict }) => {
    const probabilities = predict({ train, test, ...options });
    return {
      name,
      predictions: test.ids.map((id, i) => ({
        id,
        label: test.labels[i] ?? 0,
        probabilities: probabilities[i] ?? [],
      })),
    };
  });
}

/** Centres vectors on the mean of given ones and divides them by these ones' root mean squared length. */
function unitScale(known: Vectors): (x: Vectors) => Vectors {
  const middle = new Float64Array(known.dim);
  for (let i = 0; i < known.n; i++) row(known, i).forEach((v, k) => (middle[k]! += v / known.n));
  const centred = (x: Vectors): Float64Array =>
    Float64Array.from(x.values, (v, at) => v - middle[at % x.dim]!);
  const length = Math.sqrt(centred(known).reduce((total, v) => total + v * v, 0) / known.n) || 1;
  return (x) => ({ ...x, values: centred(x).map((v) => v / length) });
}

/** Logistic regression; with more than two classes one against the rest each, brought to a sum of 1. */
function oneVsRestProbabilities(
  x: Vectors,
  { labels }: ImageSet<"train">,
  y: Vectors,
  C: number,
): number[][] {
  const classes = classesOf(labels);
  const against = (positive: number): number[] => {
    const isIn = labels.map((l): 0 | 1 => (l === positive ? 1 : 0));
    return Array.from(logits(logisticRegression(x, isIn, { C }), y), sigmoid);
  };
  if (classes.length === 2) return against(1).map((p) => [1 - p, p]);
  const each = classes.map(against);
  return range(y.n).map((i) => {
    const total = sum(each.map((chance) => chance[i] ?? 0));
    return each.map((chance) => (chance[i] ?? 0) / total);
  });
}
