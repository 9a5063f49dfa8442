import { join } from "node:path";
import type { Prediction } from "../evaluation/prediction";
import type { Trial } from "./trial";

/** Result of a finished trial: trials/ID.json in the folder of the study. */
export interface TrialResult {
  readonly trial: Trial;
  /** One prediction per test image, for the arm or for each baseline; empty for a GAN. */
  readonly predictions: readonly { readonly name: string; readonly predictions: readonly Prediction[] }[];
  /** Images trained on, optimiser steps, epoch kept; synthetic images looked at and discarded. */
  readonly facts: Readonly<Record<string, number>>;
  /** Losses of an arm's epochs. */
  readonly curve: readonly {
    readonly epoch: number;
    readonly training: number;
    readonly validation: number;
  }[];
  readonly seconds: number;
}

/** The file of a trial's result. */
export const resultFile = (folder: string, { id }: Trial): string => join(folder, "trials", `${id}.json`);
