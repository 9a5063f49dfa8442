import { summarizeTest, type ArmResult, type TestedArm } from "./arm-result";
import type { ImageSet, SealedTest } from "../data/image-set";
import type { Label } from "../data/label";
import { countOpenings, openTest } from "../data/split/test-seal";
import { formatList } from "../core";
import { refuseLeak, assertUnseen } from "./assert-unseen";
import { assertBaselinesUnseen, predictBaselines, type BaselineOptions } from "./baselines";
import { predictWith } from "./predict-with";
import type { TrainedArm } from "./train-arm";

/**
 * Opens the sealed test, which counts as one opening, and predicts its images with every finished arm.
 *
 * @param positive the class that sensitivity is of, `split.dataset.positive`; without it rates are macro averages
 * @returns a result per arm, with the patient of each image: intervals draw patients, see `armGain`
 * @throws RangeError when an arm is of another split, or when a test image, or another image of its patient, was trained on,
 *   seen by the arm's generator or used to choose the epoch; the message names these images
 */
export async function evaluate(
  trained: readonly TrainedArm[],
  sealed: SealedTest,
  positive?: Label,
): Promise<TestedArm[]> {
  refuseLeaks(trained, sealed);
  const test = openTest(sealed);
  return predictArms(trained, test, positive, countOpenings(sealed));
}

/**
 * Evaluates arms and baselines in one opening of the test.
 * @param train the split's training images, that the baselines learn from
 * @throws RangeError as `evaluate`, also for what the baselines or the discriminators saw
 */
export async function evaluateWithBaselines(
  trained: readonly TrainedArm[],
  sealed: SealedTest,
  {
    positive,
    train,
    ...options
  }: { positive?: Label | undefined; train: ImageSet<"train"> } & BaselineOptions,
): Promise<{ readonly arms: TestedArm[]; readonly baselines: ArmResult[] }> {
  refuseLeaks(trained, sealed);
  assertBaselinesUnseen(train, sealed, options);
  const test = openTest(sealed);
  const openings = countOpenings(sealed);
  return {
    arms: await predictArms(trained, test, positive, openings),
    baselines: predictBaselines(train, test, options).map(({ name, predictions }) =>
      summarizeTest({ name, n: train.ids.length }, predictions, {
        positive,
        groups: test.groups,
        testOpenings: openings,
      }),
    ),
  };
}

function refuseLeaks(trained: readonly TrainedArm[], sealed: SealedTest): void {
  for (const arm of trained) assertUnseen(describeAction(arm), arm, sealed);
}

async function predictArms(
  trained: readonly TrainedArm[],
  test: ImageSet<"test">,
  positive: Label | undefined,
  testOpenings: number,
): Promise<TestedArm[]> {
  for (const arm of trained) {
    const known = new Set(arm.seenGroups);
    const mates = test.ids.filter((_, i) => known.has(test.groups[i] ?? ""));
    if (mates.length > 0)
      refuseLeak(describeAction(arm), `it saw other images of the patients of ${formatList(mates)}`);
  }
  const results: TestedArm[] = [];
  for (const arm of trained) {
    const result = summarizeTest(arm, await predictWith(arm, test), {
      positive,
      groups: test.groups,
      testOpenings,
    });
    results.push({ ...result, groups: test.groups });
  }
  return results;
}

const describeAction = (arm: TrainedArm): string => `evaluate the arm ${arm.name}`;
