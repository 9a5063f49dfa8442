import type { AugmentationName } from "./augmentation/augmentation";

/** Options of a classifier's training. */
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
  /** Done to the images of training steps only, see `classical`; by default nothing. */
  readonly augmentation?: readonly AugmentationName[];
  /** Of each training image whether it is real: generated ones are then a class beside the others, see `semiSupervisedLoss`. */
  readonly isReal?: readonly boolean[];
  readonly seed: number;
  /** Names the random streams and the progress line. */
  readonly name: string;
  /** Checkpoint file; training resumes from it if present. Undefined: no checkpoint. */
  readonly checkpoint?: string;
  /** Folder of the training's TensorBoard log; absent: there is none. */
  readonly logs?: string;
}

/** One epoch of a classifier, in inference mode on the validation images. */
export interface ClassifierEpoch {
  readonly epoch: number;
  /** Mean cross-entropy of the epoch's batches, in training mode. */
  readonly trainLoss: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
}

/** Course of a classifier's training, and the epoch that was kept. */
export interface ClassifierHistory {
  readonly epochs: readonly ClassifierEpoch[];
  /** The epoch whose weights were kept: the lowest validation loss. */
  readonly bestEpoch: number;
}
