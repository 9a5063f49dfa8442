import { groupBy, sum } from "../core";
import { compareArms, type StudyComparison, type StudyPlan } from "../evaluation/study-comparison";
import type { FoldPredictions } from "../evaluation/fold-predictions";
import type { Study } from "./study";

/**
 * Sensitivity analysis: a study's comparisons with cautious groups (`seriesNeighbours`) for the patients that are not named. Nothing is trained
 * anew, so the folds may have torn these groups: what that leaks is counted, not repaired.
 */
export interface CautiousAnswer {
  readonly groups: number;
  readonly comparisons: readonly StudyComparison[];
  /** Of each division into folds, the test images with one of their cautious group in the training part of the same fold. */
  readonly leaked: readonly number[];
}

/**
 * The comparisons of a study's arms, with cautious groups.
 * @param names the arms to compare, as in the study's own comparisons
 * @returns undefined where every image's patient is named, or the folds keep the cautious groups
 */
export function cautiousAnswer(
  { imageInfo, folds }: Pick<Study, "imageInfo" | "folds">,
  foldPredictions: readonly FoldPredictions[],
  names: readonly string[],
  plan: StudyPlan,
): CautiousAnswer | undefined {
  const groups = Object.values(imageInfo).flatMap(({ cautious }) => cautious ?? []);
  if (groups.length === 0) return undefined;
  const group = (id: string): string => imageInfo[id]?.cautious ?? plan.group(id);
  return {
    groups: new Set(groups).size,
    comparisons: compareArms(foldPredictions, names, { ...plan, group }),
    leaked: [...groupBy(folds, ({ repeat }) => repeat).values()].map((ofRepeat) =>
      sum(ofRepeat.map(({ cautiousLeaks = 0 }) => cautiousLeaks)),
    ),
  };
}
