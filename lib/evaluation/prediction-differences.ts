import { fail, groupBy, mean } from "../core";
import type { PredictionDifference } from "../statistics";
import type { FoldPredictions } from "./fold-predictions";
import { isRight, type Prediction } from "./prediction";

/**
 * Image by image, an arm's predictions less those of a reference, in each repeat; seeds are averaged first: they are no
 * subjects. Repeats that both arms have finished count; as long as none is, the folds of the first that both have.
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
  const [ofArm, ofReference] = [arm, reference].map((name) =>
    groupBy(
      foldPredictions.filter((p) => p.name === name),
      ({ repeat, fold }) => `${repeat}/${fold}`,
    ),
  );
  const both = [...ofArm!].flatMap(([key, own]) => {
    const others = ofReference!.get(key);
    const [{ repeat, fold }] = own as [FoldPredictions];
    return others === undefined ? [] : [{ repeat, fold, own: rightness(own), others: rightness(others) }];
  });
  const perRepeat = [...groupBy(both, ({ repeat }) => repeat).values()];
  const whole = perRepeat.filter((some) => some.length >= folds);
  const first = perRepeat.toSorted((a, b) => a[0]!.repeat - b[0]!.repeat)[0] ?? [];
  return (whole.length > 0 ? whole.flat() : first).flatMap(({ repeat, fold, own, others }) => {
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

/** Of each image the share of trainings that are right about it. */
function rightness(trainings: readonly FoldPredictions[]): Map<string, { label: number; right: number }> {
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
