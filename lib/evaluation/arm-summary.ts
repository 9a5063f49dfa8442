import { mean, range } from "../core/arrays";
import type { Random } from "../core/random";
import type { Label } from "../data/label";
import {
  calibrationCurve,
  delong,
  groupBootstrap,
  type BinaryPrediction,
  type CalibrationBin,
  type DeLong,
} from "../statistics";
import { compare } from "./comparisons";
import { confusionMatrix, type ConfusionMatrix } from "./confusion-matrix";
import { outOfFold, seedSpread, type FoldPredictions } from "./fold-predictions";
import { binaryPredictions, measures, oneVsRestMeasures, type Measure, type MeasuredValue } from "./measures";
import { probabilityOf, type Prediction } from "./prediction";

/** What one arm, or baseline, did in a study: descriptive, decides nothing. */
export interface ArmSummary {
  readonly name: string;
  readonly folds: number;
  /** Images answered for in the first repeat. */
  readonly images: number;
  /** Measures over all out-of-fold predictions, with intervals of drawing other patients. */
  readonly values: readonly MeasuredValue[];
  /** One class against the rest, by label; none with two classes, whose second the values are of. */
  readonly byClass: readonly (readonly MeasuredValue[])[];
  /** Images by true class and class answered, and what became of promised probabilities, in the first repeat. */
  readonly matrix: ConfusionMatrix;
  readonly calibration: readonly CalibrationBin[];
  /** Standard deviation of balanced accuracy between seeds of a fold; undefined with one seed. */
  readonly seedSd: number | undefined;
  /** Against `original` on the same images: answers newly right and newly wrong with exact McNemar's p, and DeLong's where there is a positive class. */
  readonly against: { readonly gained: number; readonly lost: number; readonly p: number } | undefined;
  readonly delong: DeLong | undefined;
}

/** What a summary knows beside the answers. */
export interface SummaryOptions {
  /** Group of an image. */
  readonly group: (id: string) => string;
  /** Number of classes, and the one that sensitivity is of; undefined: macro averages. */
  readonly classes: number;
  readonly positive: Label | undefined;
  readonly random: Random;
}

/**
 * Sums one arm's answers up: measures of each repeat's pooled answers, averaged over repeats; their intervals draw whole
 * groups anew, in all repeats together.
 */
export function summarizeArm(
  answers: readonly FoldPredictions[],
  name: string,
  { group, classes, positive, random }: SummaryOptions,
): ArmSummary {
  const repeats = outOfFold(answers, name);
  const ids = [...new Set(repeats.flatMap((r) => r.map((p) => p.id)))];
  const maps = repeats.map((r) => new Map(r.map((p) => [p.id, p])));
  const measureWithInterval = ({ key, estimate }: Measure, label: Label | undefined): MeasuredValue => {
    const statistic = (places: readonly number[]): number | undefined => {
      const each = maps.flatMap((map) => {
        const drawn = places.flatMap((i) => map.get(ids[i] ?? "") ?? []);
        return estimate(drawn, label)?.value ?? [];
      });
      return each.length === 0 ? undefined : mean(each);
    };
    const value = statistic(range(ids.length));
    const interval = value === undefined ? undefined : groupBootstrap(ids.map(group), statistic, random, 500);
    return { measure: key, value, low: interval?.low, high: interval?.high };
  };
  const labels = range(classes);
  const [first = []] = repeats;
  const [reference = []] = outOfFold(answers, "original");
  return {
    name,
    folds: answers.filter((a) => a.name === name).length,
    images: first.length,
    values: measures.map((m) => measureWithInterval(m, positive)),
    byClass:
      classes === 2 ? [] : labels.map((label) => oneVsRestMeasures.map((m) => measureWithInterval(m, label))),
    matrix: confusionMatrix(first, classes),
    calibration: first.length === 0 ? [] : calibrationCurve(collectBinary(first, positive)),
    seedSd: seedSpread(answers, name),
    ...(name === "original"
      ? { against: undefined, delong: undefined }
      : againstOriginal(reference, first, positive)),
  };
}

function againstOriginal(
  reference: readonly Prediction[],
  arm: readonly Prediction[],
  positive: Label | undefined,
): Pick<ArmSummary, "against" | "delong"> {
  const before = new Map(reference.map((p) => [p.id, p]));
  const both = arm.filter((p) => before.has(p.id));
  if (both.length === 0) return { against: undefined, delong: undefined };
  const first = both.flatMap((p) => before.get(p.id) ?? []);
  const { gained, lost, p } = compare({ predictions: first }, { predictions: both });
  if (positive === undefined) return { against: { gained, lost, p }, delong: undefined };
  const scores = (of: readonly Prediction[]): number[] => of.map((q) => probabilityOf(q, positive));
  const labels = binaryPredictions(both, positive).map((q) => q.label);
  return { against: { gained, lost, p }, delong: delong(labels, scores(both), scores(first)) };
}

/** Probabilities of the positive class with what came true; without one, those of every class. */
function collectBinary(predictions: readonly Prediction[], positive: Label | undefined): BinaryPrediction[] {
  if (positive !== undefined) return binaryPredictions(predictions, positive);
  return (predictions[0]?.probabilities ?? []).flatMap((_, label) => binaryPredictions(predictions, label));
}
