import { groupBy, mean, range } from "../core/arrays";
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
import { comparePredictions } from "./compare-predictions";
import { confusionMatrix, type ConfusionMatrix } from "./confusion-matrix";
import { countedPredictions, outOfFold, seedSpread, type FoldPredictions } from "./fold-predictions";
import { binaryPredictions, measures, oneVsRestMeasures, type Measure, type MeasuredValue } from "./measures";
import { probabilityOf, type Prediction } from "./prediction";

/** Measures of one arm, or baseline, in a study: descriptive, decides nothing. */
export interface ArmSummary {
  readonly name: string;
  /** Images tested in the first repeat that counts. */
  readonly images: number;
  /** Measures over the out-of-fold predictions that count, with bootstrap intervals over groups; where these do not vary, of a formula. */
  readonly values: readonly MeasuredValue[];
  /** One class against the rest, by label; none with two classes, whose second the values are of. */
  readonly byClass: readonly (readonly MeasuredValue[])[];
  /** Images by true class and predicted class, and the reliability curve, in the first repeat. */
  readonly matrix: ConfusionMatrix;
  readonly calibration: readonly CalibrationBin[];
  /** Standard deviation of balanced accuracy between seeds of a fold; undefined with one seed. */
  readonly seedSd: number | undefined;
  /**
   * Predictions newly right and newly wrong against `original` on the same images, with exact McNemar's p; without it where
   * several images are of one group: it takes images for independent.
   */
  readonly against: { readonly gained: number; readonly lost: number; readonly p?: number } | undefined;
  /** The two AUC, and DeLong's test where each image is of a group of its own; undefined where no class is positive. */
  readonly delong: Pick<DeLong, "auc" | "p"> | undefined;
}

/** Options of a summary. */
export interface SummaryOptions {
  /** Group of an image. */
  readonly group: (id: string) => string;
  /** Folds of a whole repeat. */
  readonly folds: number;
  /** Number of classes, and the one that sensitivity is of; undefined: macro averages. */
  readonly classes: number;
  readonly positive: Label | undefined;
  readonly random: Random;
}

/**
 * Summarizes one arm: measures of each repeat's pooled predictions, averaged over repeats. The intervals resample whole groups,
 * the same in all repeats. The repeats and folds are those that count for the arm's comparison with `original`
 * (`countedPredictions`), or, before it has a fold in common with `original`, those that count for the arm alone.
 */
export function summarizeArm(
  foldPredictions: readonly FoldPredictions[],
  name: string,
  { group, folds, classes, positive, random }: SummaryOptions,
): ArmSummary {
  const shared = countedPredictions(foldPredictions, [name, "original"], folds);
  const counted = shared.length > 0 ? shared : countedPredictions(foldPredictions, [name], folds);
  const repeats = outOfFold(counted, name);
  const ids = [...new Set(repeats.flatMap((r) => r.map((p) => p.id)))];
  const maps = repeats.map((r) => new Map(r.map((p) => [p.id, p])));
  // where nothing varies: one image of each patient and class, whose interval a formula gives
  const ofPatients = [...groupBy(repeats[0] ?? [], ({ id, label }) => `${label} ${group(id)}`).values()].map(
    ([first]) => first!,
  );
  const measureWithInterval = ({ key, estimate }: Measure, label: Label | undefined): MeasuredValue => {
    const statistic = (indices: readonly number[]): number | undefined => {
      const each = maps.flatMap((map) => {
        const drawn = indices.flatMap((i) => map.get(ids[i] ?? "") ?? []);
        return estimate(drawn, label)?.value ?? [];
      });
      return each.length === 0 ? undefined : mean(each);
    };
    const value = statistic(range(ids.length));
    const drawn = value === undefined ? undefined : groupBootstrap(ids.map(group), statistic, random, 500);
    const alone = drawn ? undefined : estimate(ofPatients, label);
    const isAlike = alone && value !== undefined && Math.abs(alone.value - value) < 1e-9;
    const interval = drawn ?? (isAlike ? alone : undefined);
    return { measure: key, value, low: interval?.low, high: interval?.high };
  };
  const labels = range(classes);
  const [first = []] = repeats;
  const [reference = []] = outOfFold(counted, "original");
  return {
    name,
    images: first.length,
    values: measures.map((m) => measureWithInterval(m, positive)),
    byClass:
      classes === 2 ? [] : labels.map((label) => oneVsRestMeasures.map((m) => measureWithInterval(m, label))),
    matrix: confusionMatrix(first, classes),
    calibration: first.length === 0 ? [] : calibrationCurve(collectBinary(first, positive)),
    seedSd: seedSpread(foldPredictions, name),
    ...(name === "original"
      ? { against: undefined, delong: undefined }
      : compareWithOriginal(reference, first, positive, group)),
  };
}

function compareWithOriginal(
  reference: readonly Prediction[],
  arm: readonly Prediction[],
  positive: Label | undefined,
  group: SummaryOptions["group"],
): Pick<ArmSummary, "against" | "delong"> {
  const before = new Map(reference.map((p) => [p.id, p]));
  const both = arm.filter((p) => before.has(p.id));
  if (both.length === 0) return { against: undefined, delong: undefined };
  const first = both.flatMap((p) => before.get(p.id) ?? []);
  const { gained, lost, p } = comparePredictions({ predictions: first }, { predictions: both });
  const areIndependent = new Set(both.map(({ id }) => group(id))).size === both.length;
  const against = { gained, lost, ...(areIndependent && { p }) };
  if (positive === undefined) return { against, delong: undefined };
  const scores = (of: readonly Prediction[]): number[] => of.map((q) => probabilityOf(q, positive));
  const labels = binaryPredictions(both, positive).map((q) => q.label);
  const compared = delong(labels, scores(both), scores(first));
  return { against, delong: areIndependent ? compared : compared && { auc: compared.auc, p: undefined } };
}

/** Probability and truth of the positive class; without one, of every class. */
function collectBinary(predictions: readonly Prediction[], positive: Label | undefined): BinaryPrediction[] {
  if (positive !== undefined) return binaryPredictions(predictions, positive);
  return (predictions[0]?.probabilities ?? []).flatMap((_, label) => binaryPredictions(predictions, label));
}
