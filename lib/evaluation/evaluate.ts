import type { SealedTest } from "../data/image-set";
import { openTest } from "../data/test-seal";
import { fail, listed } from "../core";
import { logitsOf } from "../training/predict";
import { count, type Counts, type Prediction } from "./counts";
import { wilson, type Rate } from "./intervals";
import { openClassifier, type TrainedArm } from "./train-arm";

/** How one arm did on the test images. */
export interface ArmResult {
  readonly name: string;
  /** Images the arm was trained on. */
  readonly n: number;
  readonly counts: Counts;
  readonly accuracy: Rate;
  /** Share of hemorrhages found. */
  readonly sensitivity: Rate;
  /** Share of normals recognised. */
  readonly specificity: Rate;
  /** One for each test image. */
  readonly predictions: readonly Prediction[];
}

/**
 * Opens the sealed test once and lets each finished arm answer for every image.
 *
 * @throws RangeError when an arm is of another split, or was trained on an image of the test
 */
export async function evaluate(trained: readonly TrainedArm[], sealed: SealedTest): Promise<ArmResult[]> {
  const sealedIds = new Set(sealed.ids);
  for (const arm of trained) {
    const leaked = arm.realIds.filter((id) => sealedIds.has(id));
    if (leaked.length > 0 || arm.foldId !== sealed.foldId)
      fail(
        `evaluate the arm ${arm.name}`,
        leaked.length > 0
          ? `it was trained on test images ${listed(leaked)}`
          : `it belongs to split ${arm.foldId}, the test to ${sealed.foldId}`,
        "an arm of this split that never saw the test",
        "Run the notebooks again from 01-preprocess.",
        RangeError,
      );
  }
  const test = openTest(sealed);
  const results: ArmResult[] = [];
  for (const arm of trained) {
    const model = await openClassifier(arm);
    const predictions = logitsOf(model, test).map(([negative = 0, positive = 0], i): Prediction => ({
      id: test.ids[i] ?? "",
      label: test.labels[i] ?? 0,
      probability: 1 / (1 + Math.exp(negative - positive)),
    }));
    model.dispose();
    results.push({ name: arm.name, n: arm.n, predictions, ...rates(count(predictions)) });
  }
  return results;
}

/** Accuracy, sensitivity and specificity with Wilson's 95 % intervals. */
export function rates(
  counts: Counts,
): Pick<ArmResult, "counts" | "accuracy" | "sensitivity" | "specificity"> {
  const { truePositive: tp, falsePositive: fp, trueNegative: tn, falseNegative: fn } = counts;
  return {
    counts,
    accuracy: wilson(tp + tn, tp + fp + tn + fn),
    sensitivity: wilson(tp, tp + fn),
    specificity: wilson(tn, tn + fp),
  };
}
