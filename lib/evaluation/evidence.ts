import type { MeasuredValue } from "./measures";
import type { Verdict } from "./verdict";

/** Outcome of a claim. */
export type ReproductionVerdict = "reproduced" | "not reproduced" | "cannot be tested" | "impossible";

/** One number or claim of the paper, ours beside it: a row of the reproduction table. */
export interface Reproduction {
  readonly claim: string;
  readonly paper: string;
  /** Ours, with its interval and n; "–" where nothing was measured. */
  readonly here: string;
  readonly verdict: ReproductionVerdict;
  readonly reason: string;
}

/** A value with its 95 % interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Size of the paper's networks, counted from their layers. */
export interface Architecture {
  /** Trainable parameters of the paper's pair as built here. */
  readonly parameters: { readonly generator: number; readonly discriminator: number };
  /** Multiply-adds of ResNet-18, 34, 50, 101 and 152 for one image of 224 x 224. */
  readonly multiplyAdds: readonly number[];
}

/** Measurements that the paper's claims are compared with; whatever was not measured is left out. */
export interface Evidence {
  /** Whether the data are the paper's. */
  readonly isPapersData: boolean;
  /** Images measured on, where an arm or the gain does not say it itself: `"22 test images"`, or `"n = 200 in 5 folds"`. */
  readonly measuredOn: string;
  /** The arms as a run or a study measured them; of an unfinished study each with the images it has been tested on. */
  readonly arms: readonly {
    readonly name: string;
    readonly values: readonly MeasuredValue[];
    readonly measuredOn?: string;
  }[];
  /** Gain of original+synthetic over original in balanced accuracy, from a study. */
  readonly gain?: Interval & { readonly verdict: Verdict; readonly measuredOn?: string };
  /** Pairs of the same slice, and images. */
  readonly duplicates?: { readonly pairs: number; readonly images: number };
  /** Share of synthetic images discarded, 0..1. */
  readonly discarded?: number;
  /** Loss and penalty that the GANs were trained with, in a clause. */
  readonly objective?: string;
  /** By `countArchitecture`. */
  readonly architecture?: Architecture;
}
