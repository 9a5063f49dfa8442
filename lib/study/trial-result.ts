import { join } from "node:path";
import type { Prediction } from "../evaluation/prediction";
import type { Scored } from "../quality/memorisation/membership";
import type { Label } from "../data/label";
import type { Trial } from "./trial";

/** The discriminator's logits of the images that a GAN of a study saw, and of others of the same class. */
export interface GanScores {
  readonly members: ScoredImages;
  readonly others: ScoredImages;
}

/** Logits of images, each told the class of its image where the GAN is one of all classes. */
export interface ScoredImages extends Scored {
  readonly ids: readonly string[];
  /** Absent where all are of the trial's class. */
  readonly labels?: readonly Label[];
}

/** Result of a finished trial: trials/ID.json in the folder of the study. */
export interface TrialResult {
  readonly trial: Trial;
  /** One prediction per test image, for the arm or for each baseline; empty for a GAN. */
  readonly predictions: readonly { readonly name: string; readonly predictions: readonly Prediction[] }[];
  /** Of an arm: probabilities of each class for each external image, in the order of the study's `external.ids`. */
  readonly external?: readonly (readonly number[])[];
  /** Images trained on, optimiser steps, epoch kept; synthetic images looked at and discarded. */
  readonly facts: Readonly<Record<string, number>>;
  /** Losses of an arm's epochs. */
  readonly curve: readonly {
    readonly epoch: number;
    readonly training: number;
    readonly validation: number;
  }[];
  /** Of a GAN: what its discriminator makes of the images it saw, and of others; absent in results of older code. */
  readonly memberScores?: GanScores;
  readonly seconds: number;
}

/** The file of a trial's result. */
export const resultFile = (folder: string, { id }: Trial): string => join(folder, "trials", `${id}.json`);
