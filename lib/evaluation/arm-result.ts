import { countOf } from "../core/count-of";
import type { Label } from "../data/label";
import { confusionMatrix, oneVsRestCounts, type ConfusionMatrix, type Counts } from "./confusion-matrix";
import { measure, measureClasses, type MeasuredValue } from "./measures";
import type { Prediction } from "./prediction";

/** Measures and predictions of one arm on the test images. */
export interface ArmResult {
  readonly name: string;
  /** Images the arm was trained on. */
  readonly n: number;
  /** All measures with intervals on the test images; `findValue` reads one. */
  readonly values: readonly MeasuredValue[];
  /** Each class against the rest, by label; empty with two classes. */
  readonly byClass: readonly (readonly MeasuredValue[])[];
  readonly matrix: ConfusionMatrix;
  /** Right and wrong predictions of the positive class; undefined where there is none. */
  readonly counts: Counts | undefined;
  /** Times that the sealed test has been opened in its folder, this time included. */
  readonly testOpenings: number;
  /** One per test image. */
  readonly predictions: readonly Prediction[];
  /** The patient, scan or set of duplicates of each prediction's image, where it is known to whom it belongs. */
  readonly groups?: readonly string[];
}

/** An arm's result on the sealed test, where the patient of each image is known. */
export interface TestedArm extends ArmResult {
  /** The patient, scan or set of duplicates of each prediction's image; its id where nothing is known. */
  readonly groups: readonly string[];
}

/**
 * Measures, confusion matrix and counts of an arm's predictions.
 * @param options.groups the patient of each prediction's image, over which intervals are; by default each is one
 */
export function summarizeTest(
  { name, n }: Pick<ArmResult, "name" | "n">,
  predictions: readonly Prediction[],
  {
    positive,
    groups,
    testOpenings = 1,
  }: {
    readonly positive: Label | undefined;
    readonly groups?: readonly string[];
    readonly testOpenings?: number;
  },
): ArmResult {
  const patients = new Map(predictions.map(({ id }, i) => [id, groups?.[i] ?? id]));
  const patientOf = (id: string): string => patients.get(id)!;
  const matrix = confusionMatrix(predictions, predictions[0]?.probabilities.length ?? 0);
  return {
    name,
    n,
    values: measure(predictions, positive, { patientOf }),
    byClass: measureClasses(predictions, patientOf),
    matrix,
    counts: positive === undefined ? undefined : oneVsRestCounts(matrix, positive),
    testOpenings,
    predictions,
  };
}

/** Says in a sentence how often the sealed test was opened, and what more than one opening means. */
export function describeOpenings([first]: readonly Pick<ArmResult, "testOpenings">[]): string {
  if (first === undefined) return "The sealed test was not opened.";
  if (first.testOpenings === 1) return "The sealed test was opened once, after every arm was finished.";
  return (
    `The sealed test was opened ${first.testOpenings} times: whatever was changed after the first opening was changed ` +
    "knowing its result, so p and intervals hold for the first opening only."
  );
}

/**
 * Says in a sentence what several test images per patient mean for the numbers of one split.
 * @param patients patients or groups behind the images
 * @returns undefined where each image is of another patient
 */
export function describePatients(images: number, patients: number): string | undefined {
  if (patients >= images) return undefined;
  return (
    `The ${images} test images are of ${countOf(patients, "patient or group", "patients or groups")}: p and intervals ` +
    "are over these, as images of one are alike."
  );
}
