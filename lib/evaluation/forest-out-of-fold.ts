import { progress } from "../core/progress";
import { stream } from "../core/random";
import type { Preprocessed } from "../data/dataset";
import { groupCounts, groupedFolds } from "../data/split/grouped-folds";
import { pixelsWithLocalContrast } from "../quality/pixels-with-local-contrast";
import { rowsAt } from "../ml/vectors";
import type { FoldPredictions } from "./fold-predictions";
import { randomForest } from "../ml/random-forest";

const trees = 200;
/** Number of images from which progress is shown, and of trees between two signs of it. */
const [longWork, someTrees] = [1000, 20];

/**
 * Predictions of a random forest for each image without having seen it or its group: no network; seconds for hundreds of
 * images, with progress for thousands. Used to find possible label errors before anything is trained; not a result of a
 * study.
 *
 * @param groups one name per image
 * @returns predictions per fold; empty when a class has fewer than three groups
 */
export function forestOutOfFold(
  { dataset: { slices }, pixels, size }: Preprocessed,
  groups: readonly string[],
  seed: number,
): FoldPredictions[] {
  const [labels, ids] = [slices.map((s) => s.label), slices.map((s) => s.id)];
  const folds = Math.min(5, ...groupCounts(labels, groups));
  if (folds < 3) return [];
  const x = pixelsWithLocalContrast({ size, pixels });
  const shown = slices.length < longWork ? undefined : progress("trees of random forests", folds * trees);
  return groupedFolds(labels, groups, { folds, repeats: 1, seed }).map((parts, k): FoldPredictions => {
    const learned = [...parts.train, ...parts.validation];
    const random = stream(seed, "forest out of fold", parts.fold);
    const forest = randomForest(
      rowsAt(x, learned),
      learned.map((i) => labels[i] ?? 0),
      random,
      trees,
      (grown) => {
        if (grown % someTrees === 0) shown?.at(k * trees + grown);
      },
    );
    const predictions = parts.test.map((i) => ({
      id: ids[i] ?? "",
      label: labels[i] ?? 0,
      probabilities: forest.predict(x.values.subarray(i * x.dim, (i + 1) * x.dim)),
    }));
    return { name: "forest", repeat: 0, fold: parts.fold, seed, predictions };
  });
}
