import type * as tfjs from "@tensorflow/tfjs";
import { fail, isInterruption, mean, progress, stopWhenInterrupted, stream, deferInterrupt } from "../core";
import type { ImageSet } from "../data/image-set";
import { draws, seedDropout, tf } from "../engine";
import { augmentation } from "./augmentation/augmentation";
import type { ClassifierEpoch, ClassifierHistory, ClassifierOptions } from "./classifier-options";
import { classifierCheckpoint, type ClassifierState } from "./classifier-checkpoint";
import { eventLog, type EventLog } from "./event-log/event-log";
import { logEpoch } from "./event-log/log-epoch";
import { shuffledBatches } from "./shuffled-batches";
import { classifierSteps, type ClassifierSteps } from "./classifier-steps";
import { assertFitsMemory } from "./assert-fits-memory";
import { setNetworkWeights, networkWeights } from "./network-weights";
import { logitBatches } from "./logits-of";

/**
 * Trains a classifier with early stopping and puts the best epoch's weights back. Before each look at the validation
 * images batch norm's statistics are recomputed over the training images: the running averages of a short training
 * are still near their start. Interrupted (the running cell's signal), it ends after the step in progress.
 *
 * RMSProp is tfjs' (decay 0.9, epsilon 1e-7 inside the root, as Keras').
 *
 * @param model images (batch, size, size, 1) to logits (batch, classes), two or more
 * @param train real, synthetic or joined images
 * @param validation real images, never synthetic ones
 * @throws InputError when a loss is not finite; RangeError when the two sets are of different folds; KeyboardInterrupt
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
  const { batchSize } = options;
  assertFitsMemory(`the classifier of ${name}`, [model], {
    batchSize,
    size: train.size,
    setting: "classifier.batchSize",
  });
  seedDropout(model, stream(seed, "classifier", name, "dropout"));
  const optimizer = tf.train.rmsprop(options.learningRate, 0.9);
  const validationBatches = Math.min(options.epochs, options.patience + 1) * logitBatches(validation);
  const drawn = draws(seed, `classifier/${name}/augment`);
  const augmented = augmentation(options.augmentation ?? []);
  const steps = classifierSteps(model, optimizer, train, {
    batchSize: options.batchSize,
    batches: validationBatches,
    isReal: options.isReal,
    ...(options.augmentation && { augment: (images) => augmented(images, drawn) }),
  });
  const kept = classifierCheckpoint(model, optimizer, train, validation, options);
  const state: ClassifierState = kept.open() ?? { epochs: [], step: 0, trainLoss: 0 };
  drawn.position = state.drawn ?? 0;
  const order = stream(seed, "classifier", name, "order");
  const batches = shuffledBatches(train, options.batchSize, order, state.order);
  const shown = progress(`ResNet ${name}`, options.epochs, state.epochs.length);
  const log = eventLog(options.logs);
  log.begin(state.epochs.length * options.stepsPerEpoch + state.step);
  let isWhole = true;
  const whole = (work: () => void): Promise<void> =>
    deferInterrupt(() => {
      isWhole = false;
      work();
      isWhole = true;
    });
  const epochs = (): readonly ClassifierEpoch[] => state.epochs;
  const stops = (): boolean =>
    epochs().length >= options.epochs ||
    (state.best !== undefined && epochs().length - state.best.epoch >= options.patience);
  try {
    while (!stops()) {
      while (state.step < options.stepsPerEpoch) {
        await whole(() => {
          state.trainLoss += steps.train(batches.take()) / options.stepsPerEpoch;
          state.step++;
        });
        await tf.nextFrame(); // lets an interrupt in
        stopWhenInterrupted();
      }
      await whole(() => closeEpoch(model, steps, validation, options, state));
      const last = epochs().at(-1);
      if (last) logClassifierEpoch(log, last, options.stepsPerEpoch);
      shown.at(
        stops() ? options.epochs : epochs().length,
        `validation loss ${last?.validationLoss.toFixed(3)}  best epoch ${state.best?.epoch}`,
      );
    }
  } catch (error) {
    if (isInterruption(error) && isWhole)
      await deferInterrupt(() => kept.save({ ...state, order: batches.state(), drawn: drawn.position }));
    throw error;
  } finally {
    steps.dispose();
    optimizer.dispose();
    drawn.dispose();
  }
  kept.remove();
  if (state.best) setNetworkWeights(model, state.best.weights);
  return { epochs: state.epochs, bestEpoch: state.best?.epoch ?? 0 };
}

function logClassifierEpoch(
  log: EventLog,
  { epoch, trainLoss, validationLoss, validationAccuracy }: ClassifierEpoch,
  stepsPerEpoch: number,
): void {
  logEpoch(log, {
    step: epoch * stepsPerEpoch,
    losses: { training: trainLoss, validation: validationLoss },
    others: { "accuracy/validation": validationAccuracy },
  });
}

/** Judges the epoch and keeps its weights if they are the best so far. */
function closeEpoch(
  model: tfjs.LayersModel,
  steps: ClassifierSteps,
  validation: ImageSet<"validation">,
  { name }: ClassifierOptions,
  state: ClassifierState,
): void {
  const epoch = state.epochs.length + 1;
  const { trainLoss } = state;
  const assertFinite = (loss: number, kind: string): void => {
    if (!Number.isFinite(loss))
      fail(
        `train the classifier of ${name}`,
        `a ${kind} of ${loss} in epoch ${epoch}`,
        "a finite number",
        "Lower classifier.learningRate.",
      );
  };
  assertFinite(trainLoss, "loss");
  steps.recomputeStatistics();
  const seen = evaluateValidation(steps.logits(validation), validation);
  assertFinite(seen.validationLoss, "validation loss"); // else the first epoch's would stay the best for ever
  state.epochs = [...state.epochs, { epoch, trainLoss, ...seen }];
  state.step = 0;
  state.trainLoss = 0;
  if (state.best === undefined || seen.validationLoss < state.best.loss)
    state.best = { epoch, loss: seen.validationLoss, weights: networkWeights(model) };
}

function evaluateValidation(
  logits: readonly (readonly number[])[],
  set: ImageSet<"validation">,
): Omit<ClassifierEpoch, "epoch" | "trainLoss"> {
  // how far each other class lies above the true one
  const above = set.labels.map((label, i) => {
    const row = logits[i] ?? [];
    return row.filter((_, k) => k !== label).map((logit) => logit - (row[label] ?? NaN));
  });
  const losses = above.map((others) => {
    const most = Math.max(0, ...others);
    return most + Math.log(others.reduce((total, d) => total + Math.exp(d - most), Math.exp(-most)));
  });
  return {
    validationLoss: mean(losses),
    validationAccuracy: above.filter((others) => others.every((d) => d < 0)).length / above.length,
  };
}
