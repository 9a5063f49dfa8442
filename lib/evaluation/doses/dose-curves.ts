import type { FoldPredictions } from "../fold-predictions";
import { testArms, type StudyPlan, type TestedDifference } from "../study-comparison";
import type { DoseFamily } from "./dose-families";

/** What each dose of a family gains against dose 0, on the tests of the outer folds. */
export interface DoseCurve {
  readonly family: string;
  readonly about: string;
  /** The arm of dose 0. */
  readonly base: string;
  /** Ascending; p after Holm's correction for the doses of this curve. */
  readonly points: readonly (TestedDifference & { readonly dose: number })[];
}

/** The curves of a study, of those families that have finished doses. */
export function doseCurves(
  foldPredictions: readonly FoldPredictions[],
  plan: StudyPlan,
  families: readonly DoseFamily[],
): DoseCurve[] {
  const finished = new Set(foldPredictions.map(({ name }) => name));
  return families.flatMap(({ name: family, about, base, arms }) => {
    const own = arms.filter(({ name }) => finished.has(name));
    if (own.length === 0) return [];
    const tested = testArms(
      foldPredictions,
      own.map(({ name }) => name),
      plan,
      base,
    );
    return [{ family, about, base, points: tested.map((point, i) => ({ ...point, dose: own[i]!.dose })) }];
  });
}
