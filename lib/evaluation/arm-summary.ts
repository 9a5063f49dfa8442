import type { Random } from "../core/random";
import { calibrationCurve, delong, groupBootstrap, type CalibrationBin, type DeLong } from "../statistics";
import { compare } from "./comparisons";
import { count, type Counts, type Prediction } from "./counts";
import { outOfFold, seedSpread, type FoldAnswers } from "./fold-answers";
import { measures } from "./measures";

/** A measure's value over all out-of-fold answers, with the interval of drawing other patients. */
export interface MeasuredValue {
  readonly measure: string;
  /** Undefined where the answers lack a class. */
  readonly value: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** What one arm, or baseline, did in a study: descriptive, decides nothing. */
export interface ArmSummary {
  readonly name: string;
  readonly folds: number;
  /** Images answered for in the first repeat. */
  readonly images: number;
  readonly values: readonly MeasuredValue[];
  /** Right and wrong answers, and what became of promised probabilities, in the first repeat. */
  readonly counts: Counts;
  readonly calibration: readonly CalibrationBin[];
  /** Standard deviation of balanced accuracy between seeds of a fold; undefined with one seed. */
  readonly seedSd: number | undefined;
  /** Against `original` on the same images: answers newly right and newly wrong with exact McNemar's p, and DeLong's. */
  readonly against: { readonly gained: number; readonly lost: number; readonly p: number } | undefined;
  readonly delong: DeLong | undefined;
}

/**
 * Sums one arm's answers up: measures of each repeat's pooled answers, averaged over repeats; their intervals draw whole
 * groups anew, in all repeats together.
 *
 * @param group of an image
 */
export function summarizeArm(
  answers: readonly FoldAnswers[],
  name: string,
  group: (id: string) => string,
  random: Random,
): ArmSummary {
  const repeats = outOfFold(answers, name);
  const ids = [...new Set(repeats.flatMap((r) => r.map((p) => p.id)))];
  const maps = repeats.map((r) => new Map(r.map((p) => [p.id, p])));
  const values = measures.map(({ name: measure, of }): MeasuredValue => {
    const statistic = (places: readonly number[]): number | undefined => {
      const each = maps.flatMap((map) => of(places.flatMap((i) => map.get(ids[i] ?? "") ?? [])) ?? []);
      return each.length === 0 ? undefined : each.reduce((a, b) => a + b, 0) / each.length;
    };
    const value = statistic(ids.map((_, i) => i));
    const interval = value === undefined ? undefined : groupBootstrap(ids.map(group), statistic, random, 500);
    return { measure, value, low: interval?.low, high: interval?.high };
  });
  const [first = []] = repeats;
  const [reference = []] = outOfFold(answers, "original");
  return {
    name,
    folds: answers.filter((a) => a.name === name).length,
    images: first.length,
    values,
    counts: count(first),
    calibration: first.length === 0 ? [] : calibrationCurve(first),
    seedSd: seedSpread(answers, name),
    ...(name === "original" ? { against: undefined, delong: undefined } : againstOriginal(reference, first)),
  };
}

function againstOriginal(
  reference: readonly Prediction[],
  arm: readonly Prediction[],
): Pick<ArmSummary, "against" | "delong"> {
  const before = new Map(reference.map((p) => [p.id, p]));
  const both = arm.filter((p) => before.has(p.id));
  if (both.length === 0) return { against: undefined, delong: undefined };
  const first = both.flatMap((p) => before.get(p.id) ?? []);
  const { gained, lost, p } = compare({ predictions: first }, { predictions: both });
  const scores = (of: readonly Prediction[]): number[] => of.map((q) => q.probability);
  return {
    against: { gained, lost, p },
    delong: delong(
      both.map((q) => q.label),
      scores(both),
      scores(first),
    ),
  };
}
