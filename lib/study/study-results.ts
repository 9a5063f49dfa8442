import type { ExternalSet } from "../data/external/seal-external";
import type { Label } from "../data/label";
import type { ArmSummary } from "../evaluation/arm-summary";
import type { DoseCurve } from "../evaluation/doses/dose-curves";
import type { ExternalResult } from "../evaluation/external-results";
import type { StudyComparison, TestedDifference } from "../evaluation/study-comparison";
import type { SuspectedLabel } from "../evaluation/suspected-labels";
import type { C2st } from "../quality/c2st";
import type { CautiousAnswer } from "./cautious-answer";
import type { ShortArm } from "./short-arms";
import type { Study } from "./study";
import type { StudyMembership } from "./study-membership";

/** Results of a study's finished trials: results.json of its folder. */
export interface StudyResults {
  readonly profile: string;
  readonly data: string;
  readonly seed: number;
  readonly fingerprint: string;
  readonly images: number;
  readonly groups: Study["groups"];
  readonly sameSlice: number;
  readonly shortcuts: Study["shortcuts"];
  readonly classes: readonly string[];
  readonly positive?: Label | undefined;
  readonly folds: number;
  readonly repeats: number;
  readonly seeds: number;
  /** Number of finished trials, and of all: with fewer, the rest is of a part of the study. */
  readonly finished: number;
  readonly trials: number;
  /** Hash of all trials' ids: whose results these are; absent in older results. */
  readonly trialsKey?: string;
  /**
   * Of an unfinished study, images and folds of a repeat that each arm shown here has been tested on, at least; absent
   * where that is all of them.
   */
  readonly tested?: { readonly images: number; readonly folds: number };
  /** Of each arm on the external images; absent without such. */
  readonly external?:
    | {
        readonly set: Omit<ExternalSet, "ids" | "labels" | "groups">;
        readonly arms: readonly ExternalResult[];
        /** Whether its images can be told from those trained on; absent without a finished arm, or with too few images. */
        readonly apart?: C2st | undefined;
      }
    | undefined;
  /** Arms, then baselines, as far as they have finished trials. */
  readonly summaries: readonly ArmSummary[];
  readonly comparisons: readonly StudyComparison[];
  /** The same with cautious groups; absent where every image's patient is named, or the folds keep such groups, and in older results. */
  readonly cautious?: CautiousAnswer | undefined;
  readonly suspected: readonly SuspectedLabel[];
  /** Gains by the number of synthetic images; none without arms of doses. */
  readonly doseCurves: readonly DoseCurve[];
  /** Of each arm whose dose was chosen on inner splits: the doses, fold by fold, and the mean size of the inner validation. */
  readonly tuned: readonly {
    readonly arm: string;
    readonly doses: readonly number[];
    readonly innerValidation: number;
  }[];
  /** Losses of each arm, averaged over its trainings. */
  readonly curves: readonly {
    readonly arm: string;
    readonly training: number[];
    readonly validation: number[];
  }[];
  /** Share of the generated candidates that was discarded, 0..1; undefined before any was generated. */
  readonly discarded: number | undefined;
  /** Arms with fewer synthetic images than they should have, as a discard or a rule of choice left no more; absent in older results. */
  readonly short?: readonly ShortArm[];
  /** The arm of kept images against that of all, at equal number; undefined where not both have finished trials. */
  readonly discardGain?: TestedDifference;
  /** Loss and penalty of the GANs, in a clause. */
  readonly objective: string;
  /** Whether the GANs' discriminators tell their training images, by class. */
  readonly membership: readonly StudyMembership[];
}
