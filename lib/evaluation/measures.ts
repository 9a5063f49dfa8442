import { mean } from "../core/arrays";
import { decimalsApart } from "../core/decimals-apart";
import type { Label } from "../data/label";
import { brier, groupedShare, type BinaryPrediction } from "../statistics";
import { auc } from "../statistics/auc";
import { predictedClass, probabilityOf, isRight, type Prediction } from "./prediction";

/** A measure of some predictions: its value and, where a formula gives one, its 95 % interval over patients. */
export interface Estimate {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Numerator and denominator of a proportion; absent for a mean over classes and for what is no proportion. */
  readonly successes?: number;
  readonly n?: number;
}

/** One number that says how good predictions are. */
export interface Measure extends MeasureEntry {
  readonly key: MeasureKey;
}

interface MeasureEntry {
  /** Its name in metrics.json and in a study's results.json. */
  readonly key: string;
  /** Head of a column or panel, in a person's words. */
  readonly title: string;
  /** Its meaning in half a line: for a caption or a table of meanings. */
  readonly about: string;
  /** Images that it needs to have a value. */
  readonly needs: "images" | "positives" | "negatives" | "both classes";
  /** Whether it is of one class against the rest, and the mean over all classes where none is positive. */
  readonly isOneVsRest: boolean;
  /**
   * @param positive the class it is of, where `isOneVsRest`; undefined: the mean over all classes
   * @param patientOf whose image it is, by id; by default each is of a patient of its own
   * @returns undefined where the images lack what it needs
   */
  estimate(predictions: readonly Prediction[], positive?: Label, patientOf?: PatientOf): Estimate | undefined;
}

/** The patient of an image, by its id. */
export type PatientOf = (id: string) => string;

const table = [
  {
    key: "balanced accuracy",
    title: "balanced accuracy",
    about: "mean over the classes of the share recognised: guessing the larger class gains nothing",
    needs: "both classes",
    isOneVsRest: false,
    estimate: (predictions, _, patientOf) => macroAverage(predictions, recall, patientOf),
  },
  {
    key: "accuracy",
    title: "accuracy",
    about: "share of images classified right",
    needs: "images",
    isOneVsRest: false,
    estimate: (predictions, _, patientOf) => proportion(predictions, isRight, patientOf),
  },
  {
    key: "sensitivity",
    title: "sensitivity",
    about: "share of the positive class that is found",
    needs: "positives",
    isOneVsRest: true,
    estimate: oneVsRest(recall),
  },
  {
    key: "specificity",
    title: "specificity",
    about: "share of the other images that are not taken for the positive class",
    needs: "negatives",
    isOneVsRest: true,
    estimate: oneVsRest(specificity),
  },
  {
    key: "AUC",
    title: "AUC",
    about:
      "area under the ROC curve: how often a positive image has a higher probability than a negative one",
    needs: "both classes",
    isOneVsRest: true,
    estimate: oneVsRest(areaUnderRoc),
  },
  {
    key: "Brier score",
    title: "Brier score (lower is better)",
    about: "mean squared distance of probability and truth: 0 is perfect, 0.25 is always one half",
    needs: "images",
    isOneVsRest: false,
    estimate: (predictions) => macroAverage(predictions, brierScore),
  },
] as const satisfies readonly MeasureEntry[];

/** The name of a measure in metrics.json and results.json. */
export type MeasureKey = (typeof table)[number]["key"];

/**
 * The measures of a classifier; the first decides a study. A new measure is one entry of `table`: it then has its value in
 * `ArmResult.values` of a run, in `ArmSummary.values` of a study, its key in metrics.json and results.json, and its
 * column in the tables of notebook 05 and of both reports, which go through this table: `formatValue` makes a cell,
 * `findValue` reads a number.
 *
 * Sources: Wilson 1927 (intervals of proportions), Hanley & McNeil 1982 and Newcombe 2006 (AUC), Brier 1950.
 */
export const measures: readonly Measure[] = table;

/** The measures of one class against the rest: columns of a table of classes. */
export const oneVsRestMeasures: readonly Measure[] = measures.filter((m) => m.isOneVsRest);

/** A measure's value as runs and studies keep it, with its 95 % interval. */
export interface MeasuredValue {
  readonly measure: MeasureKey;
  /** Undefined where the images lack a class. */
  readonly value: number | undefined;
  /** Undefined where there is no value, or no interval of it. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Numerator and denominator of a proportion on one set of images. */
  readonly successes?: number;
  readonly n?: number;
}

/** Values of all measures on one set of images, or of the given measures, with intervals over patients. */
export function measure(
  predictions: readonly Prediction[],
  positive: Label | undefined,
  {
    patientOf,
    of = measures,
  }: { readonly patientOf?: PatientOf | undefined; readonly of?: readonly Measure[] } = {},
): MeasuredValue[] {
  return of.map(({ key, estimate }) => ({
    measure: key,
    value: undefined,
    low: undefined,
    high: undefined,
    ...estimate(predictions, positive, patientOf),
  }));
}

/** Each class against the rest, by label; empty with two classes, of which the positive one says all. */
export function measureClasses(predictions: readonly Prediction[], patientOf?: PatientOf): MeasuredValue[][] {
  const classes = predictions[0]?.probabilities ?? [];
  return classes.length === 2
    ? []
    : classes.map((_, label) => measure(predictions, label, { patientOf, of: oneVsRestMeasures }));
}

/** The value of one measure; without a value where it was not measured. */
export function findValue(values: readonly MeasuredValue[], key: MeasureKey): MeasuredValue {
  const nothing = { measure: key, value: undefined, low: undefined, high: undefined };
  return values.find((v) => v.measure === key) ?? nothing;
}

/** A cell of a table: `0.73 (0.52–0.88)`, the value alone where it has no interval, or why it has no value. */
export function formatValue(values: readonly MeasuredValue[], measure: Measure): string {
  const { value, low, high } = findValue(values, measure.key);
  if (value === undefined) return explainUndefined(measure);
  if (low === undefined || high === undefined) return value.toFixed(2);
  const decimals = decimalsApart(low, high, 2);
  const [at, from, to] = [value, low, high].map((x) => x.toFixed(decimals));
  return `${at} (${from}–${to})`;
}

function explainUndefined({ needs }: Pick<Measure, "needs">): string {
  return `undefined: no ${needs === "both classes" ? "images of one of the classes" : needs} here`;
}

/** Mean over the classes of the share recognised, 0..1: what a study compares. */
export function balancedAccuracy(predictions: readonly Prediction[]): number | undefined {
  return macroAverage(predictions, recall)?.value;
}

/** One class against the rest: label 1 and its probability. */
export function binaryPredictions(predictions: readonly Prediction[], positive: Label): BinaryPrediction[] {
  return predictions.map((p) => ({
    label: p.label === positive ? 1 : 0,
    probability: probabilityOf(p, positive),
  }));
}

type ClassEstimate = (
  predictions: readonly Prediction[],
  label: Label,
  patientOf?: PatientOf,
) => Estimate | undefined;

function oneVsRest(of: ClassEstimate): Measure["estimate"] {
  return (predictions, positive, patientOf) =>
    positive === undefined ? macroAverage(predictions, of, patientOf) : of(predictions, positive, patientOf);
}

/**
 * Mean over the classes. Its interval is the mean of theirs: at least 95 %, however the classes' values depend on each
 * other (a standard deviation of a mean is at most the mean of the standard deviations).
 * @returns undefined when a class has no value; without an interval when a class has none
 */
function macroAverage(
  predictions: readonly Prediction[],
  of: ClassEstimate,
  patientOf?: PatientOf,
): Estimate | undefined {
  const classes = predictions[0]?.probabilities ?? [];
  const known = classes.flatMap((_, label) => of(predictions, label, patientOf) ?? []);
  if (known.length === 0 || known.length < classes.length) return undefined;
  const value = mean(known.map((e) => e.value));
  const lows = known.flatMap((e) => e.low ?? []);
  const highs = known.flatMap((e) => e.high ?? []);
  return lows.length < known.length ? { value } : { value, low: mean(lows), high: mean(highs) };
}

function recall(
  predictions: readonly Prediction[],
  label: Label,
  patientOf?: PatientOf,
): Estimate | undefined {
  const own = predictions.filter((p) => p.label === label);
  return proportion(own, isRight, patientOf);
}

function specificity(
  predictions: readonly Prediction[],
  label: Label,
  patientOf?: PatientOf,
): Estimate | undefined {
  const others = predictions.filter((p) => p.label !== label);
  return proportion(others, (p) => predictedClass(p) !== label, patientOf);
}

function areaUnderRoc(
  predictions: readonly Prediction[],
  label: Label,
  patientOf?: PatientOf,
): Estimate | undefined {
  const scores = binaryPredictions(predictions, label);
  const labels = scores.map((s) => s.label);
  if (new Set(labels).size < 2) return undefined;
  const area = auc(
    scores.map((s) => s.probability),
    labels,
    patientOf && { groups: predictions.map(({ id }) => patientOf(id)) },
  );
  return { value: area.auc, low: area.low, high: area.high };
}

function brierScore(predictions: readonly Prediction[], label: Label): Estimate | undefined {
  return predictions.length === 0 ? undefined : { value: brier(binaryPredictions(predictions, label)) };
}

function proportion(
  images: readonly Prediction[],
  isSuccess: (p: Prediction) => boolean,
  patientOf?: PatientOf,
): Estimate | undefined {
  if (images.length === 0) return undefined;
  return groupedShare(images.map(isSuccess), patientOf && images.map(({ id }) => patientOf(id)));
}
