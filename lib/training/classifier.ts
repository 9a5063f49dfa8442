import type * as tfjs from "@tensorflow/tfjs";
import { fail, progress, stream, type Random } from "../core";
import type { ImageSet } from "../data/image-set";
import { seedDropout, tf } from "../engine";
import { recomputeStatistics } from "./batch-statistics";
import { crossEntropy } from "./losses";
import { setWeightValues, weightValues } from "./network-state";
import { logitsOf } from "./predict";

/** How a classifier is trained. */
export interface ClassifierOptions {
  /** At most. */
  readonly epochs: number;
  /** Optimiser steps of one epoch: the same in every arm, so that no arm learns longer than another. */
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  /** RMSProp's step size. */
  readonly learningRate: number;
  /** Epochs without a better validation loss before training stops. */
  readonly patience: number;
  readonly seed: number;
  /** Names the random streams and the progress line. */
  readonly name: string;
}

/** One epoch of a classifier, in inference mode on the validation images. */
export interface ClassifierEpoch {
  readonly epoch: number;
  /** Mean cross-entropy of the epoch's batches, in training mode. */
  readonly trainLoss: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
}

/** What training chose. */
export interface ClassifierHistory {
  readonly epochs: readonly ClassifierEpoch[];
  /** The epoch whose weights were kept: the lowest validation loss. */
  readonly bestEpoch: number;
}

/**
 * Trains a classifier with early stopping and puts the best epoch's weights back. Before each look at the validation
 * images batch norm's statistics are computed anew over the training images: the running averages of a short training
 * are still near their start.
 *
 * RMSProp is tfjs' (decay .9, epsilon 1e-7 inside the root, as Keras').
 *
 * @param model images (batch, size, size, 1) to logits (batch, 2)
 * @param train real, synthetic or joined images
 * @param validation real images, never synthetic ones
 * @throws RangeError when a loss is not finite, or the two sets are of different folds
 * Source: the paper, section 4.3: RMSProp 1e-3, batch 32, "early stopping after 5 epochs" read as a patience of 5.
 */
export async function trainClassifier(
  model: tfjs.LayersModel,
  train: ImageSet<"train" | "synthetic">,
  validation: ImageSet<"validation">,
  options: ClassifierOptions,
): Promise<ClassifierHistory> {
  const { name, seed } = options;
  if (train.foldId !== validation.foldId)
    fail(
      `train the classifier of ${name}`,
      `folds ${train.foldId} and ${validation.foldId}`,
      "one fold",
      "Generate the images again in this fold.",
      RangeError,
    );
  seedDropout(model, stream(seed, "classifier", name, "dropout"));
  const optimizer = tf.train.rmsprop(options.learningRate, 0.9);
  const next = endless(train, options.batchSize, stream(seed, "classifier", name, "order"));
  const shown = progress(`ResNet ${name}`, options.epochs);
  const epochs: ClassifierEpoch[] = [];
  let best: { epoch: number; loss: number; weights: Record<string, Float32Array> } | undefined;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    let trainLoss = 0;
    for (let i = 0; i < options.stepsPerEpoch; i++) {
      trainLoss += step(model, optimizer, train, next()) / options.stepsPerEpoch;
      await tf.nextFrame(); // lets an interrupt in
    }
    if (!Number.isFinite(trainLoss))
      fail(
        `train the classifier of ${name}`,
        `a loss of ${trainLoss} in epoch ${epoch}`,
        "a finite number",
        "Lower classifier.learningRate.",
        RangeError,
      );
    recomputeStatistics(model, inOrder(train, options.batchSize));
    const seen = judge(model, validation);
    epochs.push({ epoch, trainLoss, ...seen });
    if (best === undefined || seen.validationLoss < best.loss)
      best = { epoch, loss: seen.validationLoss, weights: weightValues(model) };
    const stops = epoch - best.epoch >= options.patience;
    shown.at(
      stops ? options.epochs : epoch,
      `validation loss ${seen.validationLoss.toFixed(3)}  best epoch ${best.epoch}`,
    );
    if (stops) break;
  }
  optimizer.dispose();
  if (best) setWeightValues(model, best.weights);
  return { epochs, bestEpoch: best?.epoch ?? 0 };
}

function step(
  model: tfjs.LayersModel,
  optimizer: tfjs.Optimizer,
  set: ImageSet<"train" | "synthetic">,
  places: readonly number[],
): number {
  return tf.tidy(() => {
    const x = batch(set, places);
    const y = tf
      .oneHot(
        tf.tensor1d(
          places.map((p) => set.labels[p] ?? 0),
          "int32",
        ),
        2,
      )
      .toFloat() as tfjs.Tensor2D;
    const variables = model.trainableWeights.map((w) => w.read() as tfjs.Variable);
    const { value, grads } = tf.variableGrads(
      () => crossEntropy(model.apply(x, { training: true }) as tfjs.Tensor2D, y),
      variables,
    );
    optimizer.applyGradients(grads);
    return value.dataSync()[0] ?? NaN;
  });
}

function judge(
  model: tfjs.LayersModel,
  set: ImageSet<"validation">,
): Omit<ClassifierEpoch, "epoch" | "trainLoss"> {
  const logits = logitsOf(model, set);
  const margins = set.labels.map((label, i) => {
    const [a = 0, b = 0] = logits[i] ?? [];
    return label === 1 ? b - a : a - b;
  });
  return {
    validationLoss:
      margins.reduce((sum, m) => sum + Math.max(-m, 0) + Math.log1p(Math.exp(-Math.abs(m))), 0) /
      margins.length,
    validationAccuracy: margins.filter((m) => m > 0).length / margins.length,
  };
}

/** Batches without end: each pass over the images is a new shuffle, and a batch may span two passes. */
function endless(set: ImageSet<"train" | "synthetic">, batchSize: number, random: Random): () => number[] {
  let order: number[] = [];
  return () => {
    while (order.length < batchSize) order = [...order, ...random.shuffle(set.ids.map((_, i) => i))];
    const now = order.slice(0, batchSize);
    order = order.slice(batchSize);
    return now;
  };
}

function* inOrder(set: ImageSet<"train" | "synthetic">, batchSize: number): Generator<tfjs.Tensor4D> {
  // shuffled, so that each batch has the mixture that training batches have
  const order = stream(0, "statistics order", set.ids.length).shuffle(set.ids.map((_, i) => i));
  const full = Math.min(batchSize, order.length); // equal batches; a rest that does not fill one is left out
  for (let at = 0; at + full <= order.length; at += full) yield batch(set, order.slice(at, at + full));
}

function batch(set: ImageSet<"train" | "synthetic">, places: readonly number[]): tfjs.Tensor4D {
  const area = set.size * set.size;
  const pixels = new Float32Array(places.length * area);
  places.forEach((p, i) => pixels.set(set.pixels.subarray(p * area, (p + 1) * area), i * area));
  return tf.tensor4d(pixels, [places.length, set.size, set.size, 1]);
}
