import { fail, groupBy, mean } from "../core";
import type { PredictionDifference } from "../statistics";
import { countedPredictions, type FoldPredictions } from "./fold-predictions";
import { isRight, type Prediction } from "./prediction";

/**
 * Image by image, an arm's predictions less those of a reference, in each repeat; seeds are averaged first: they are no
 * subjects. Of the repeats and folds that count for both (`countedPredictions`).
 *
 * @param folds of a whole repeat
 * @param patientOf the group of an image, by its id
 * @throws InputError where the two arms were tested on different images of a fold
 */
export function predictionDifferences(
  foldPredictions: readonly FoldPredictions[],
  { arm, reference }: { readonly arm: string; readonly reference: string },
  folds: number,
  patientOf: (id: string) => string,
): PredictionDifference[] {
  const counted = countedPredictions(foldPredictions, [arm, reference], folds);
  const perFold = groupBy(counted, ({ repeat, fold }) => `${repeat}/${fold}`);
  return [...perFold.values()].flatMap((both) => {
    const [{ repeat, fold }] = both as [FoldPredictions];
    const [own, others] = [arm, reference].map((of) => rightness(both.filter(({ name }) => name === of))) as [
      Rightness,
      Rightness,
    ];
    if (own.size !== others.size || [...own.keys()].some((id) => !others.has(id)))
      fail(
        `compare ${arm} with ${reference}`,
        `tests on other images in fold ${fold} of repeat ${repeat}`,
        "the same images for both",
        "Delete the study's trials and start it again.",
      );
    return [...own].map(([image, { label, right }]) => ({
      image,
      patient: patientOf(image),
      label,
      repeat,
      fold,
      difference: right - others.get(image)!.right,
    }));
  });
}

type Rightness = Map<string, { label: number; right: number }>;

/** Of each image the share of trainings that are right about it. */
function rightness(trainings: readonly FoldPredictions[]): Rightness {
  const byImage = groupBy(
    trainings.flatMap(({ predictions }): readonly Prediction[] => predictions),
    ({ id }) => id,
  );
  return new Map(
    [...byImage].map(([id, predictions]) => [
      id,
      { label: predictions[0]!.label, right: mean(predictions, (p) => Number(isRight(p))) },
    ]),
  );
}
