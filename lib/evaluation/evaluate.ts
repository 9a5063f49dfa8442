import type { SealedTest } from "../data/image-set";
import { openTest } from "../data/test-seal";
import { listed } from "../core";
import { logitsOf } from "../training/predict";
import { count, type Counts, type Prediction } from "./counts";
import { wilson, type Rate } from "./intervals";
import { refuse, refuseSeen } from "./never-saw";
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
 * @throws RangeError when an arm is of another split, or an image of the test, or of its patients, had a part in it:
 *   trained on, seen by the generator of its images, or used to choose its epoch; names them
 */
export async function evaluate(trained: readonly TrainedArm[], sealed: SealedTest): Promise<ArmResult[]> {
  for (const arm of trained) refuseSeen(actionOf(arm), arm, sealed);
  const test = openTest(sealed);
  for (const arm of trained) {
    const known = new Set(arm.seenGroups);
    const mates = test.ids.filter((_, i) => known.has(test.groups[i] ?? ""));
    if (mates.length > 0) refuse(actionOf(arm), `it saw other images of the patients of ${listed(mates)}`);
  }
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

const actionOf = (arm: TrainedArm): string => `evaluate the arm ${arm.name}`;

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
