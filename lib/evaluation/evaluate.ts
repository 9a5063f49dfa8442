import type { SealedTest } from "../data/image-set";
import type { Label } from "../data/label";
import { openTest } from "../data/test-seal";
import { formatList } from "../core";
import { logitsOf } from "../training/predict";
import { oneVsRestCounts, confusionMatrix, type ConfusionMatrix, type Counts } from "./confusion-matrix";
import { refuseLeak, assertUnseen } from "./assert-unseen";
import { softmax, type Prediction } from "./prediction";
import { measure, measureClasses, type MeasuredValue } from "./measures";
import { openClassifier, type TrainedArm } from "./train-arm";

/** How one arm did on the test images. */
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
  /** One for each test image. */
  readonly predictions: readonly Prediction[];
}

/**
 * Opens the sealed test once and lets each finished arm answer for every image.
 *
 * @param positive the class that sensitivity is of, `about.positive`; without it rates are macro averages
 * @throws RangeError when an arm is of another split, or an image of the test, or of its patients, had a part in it:
 *   trained on, seen by the generator of its images, or used to choose its epoch; names them
 */
export async function evaluate(
  trained: readonly TrainedArm[],
  sealed: SealedTest,
  positive?: Label,
): Promise<ArmResult[]> {
  for (const arm of trained) assertUnseen(actionOf(arm), arm, sealed);
  const test = openTest(sealed);
  for (const arm of trained) {
    const known = new Set(arm.seenGroups);
    const mates = test.ids.filter((_, i) => known.has(test.groups[i] ?? ""));
    if (mates.length > 0)
      refuseLeak(actionOf(arm), `it saw other images of the patients of ${formatList(mates)}`);
  }
  const results: ArmResult[] = [];
  for (const arm of trained) {
    const model = await openClassifier(arm);
    const predictions = logitsOf(model, test).map((logits, i): Prediction => ({
      id: test.ids[i] ?? "",
      label: test.labels[i] ?? 0,
      probabilities: softmax(logits),
    }));
    model.dispose();
    results.push(summarizeTest(arm, predictions, positive));
  }
  return results;
}

/** What an arm's predictions say: measures, confusion matrix, counts. */
export function summarizeTest(
  { name, n }: Pick<TrainedArm, "name" | "n">,
  predictions: readonly Prediction[],
  positive: Label | undefined,
): ArmResult {
  const matrix = confusionMatrix(predictions, predictions[0]?.probabilities.length ?? 0);
  return {
    name,
    n,
    values: measure(predictions, positive),
    byClass: measureClasses(predictions),
    matrix,
    counts: positive === undefined ? undefined : oneVsRestCounts(matrix, positive),
    predictions,
  };
}

const actionOf = (arm: TrainedArm): string => `evaluate the arm ${arm.name}`;
