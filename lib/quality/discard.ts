import { fail } from "../core/errors";
import { stream } from "../core/random";
import { stageNeeds } from "../core/stage-needs";
import { pick, type ImageSet } from "../data/image-set";
import { quantile, range } from "../core/arrays";
import type { Multiply } from "../ml/distances";
import { logisticRegression, logits } from "../ml/logistic-regression";
import { pixelsWithLocalContrast } from "./pixels-with-local-contrast";
import { rowsAt, stack, type Vectors } from "../ml/vectors";

/** Synthetic images sorted by how real they look. */
export interface Discarded {
  readonly kept: ImageSet<"synthetic">;
  readonly rejected: ImageSet<"synthetic">;
  /** One per image, in the given order: logit of being real, by models that did not see it; higher is more real. */
  readonly scores: readonly number[];
  /** The score that nine of ten real training images exceed: below it an image is rejected. */
  readonly threshold: number;
}

/** Options of `discard`. */
export interface DiscardOptions {
  readonly seed?: number;
  /** Share of the real images that may look less real than the threshold. */
  readonly share?: number;
  /** Parts of the cross-fitting, at most; of fewer groups of real images each is a part. By default 5. */
  readonly folds?: number;
  readonly repeats?: number;
  /** Multiplication of large sets. */
  readonly multiply?: Multiply | undefined;
}

/**
 * Rejects the synthetic images of one class that look less real than nine of ten real ones: a logistic regression on
 * pixels tells real from synthetic, cross-fitted, so that no image is scored by a model that saw it or its group.
 *
 * @param candidates of one class and one fold
 * @param real training images of the same class and fold; nothing else may judge
 * @throws RangeError when folds or classes differ, or there are fewer than two groups of real images or 5 candidates
 * Source: the paper, section 4.2.2, discards "20-25 % unclear images" by eye; Lopez-Paz & Oquab 2017 for the score.
 */
export function discard(
  candidates: ImageSet<"synthetic">,
  real: ImageSet<"train">,
  { seed = 0, share = 0.1, folds: most = 5, repeats = 3, multiply }: DiscardOptions = {},
): Discarded {
  assertOneClass(candidates, real, most);
  const folds = Math.min(most, new Set(real.groups).size);
  const [x, y] = [pixelsWithLocalContrast(candidates), pixelsWithLocalContrast(real)];
  const scores = new Float64Array(x.n);
  const realScores = new Float64Array(y.n);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const random = stream(seed, "discard", repeat);
    const ofImage = random.shuffle(candidates.ids.map((_, i) => i % folds));
    const names = random.shuffle([...new Set(real.groups)]);
    const ofGroup = new Map(names.map((name, i) => [name, i % folds]));
    const ofReal = real.groups.map((group) => ofGroup.get(group) ?? 0);
    for (let fold = 0; fold < folds; fold++) {
      const at = (parts: readonly number[], inside: boolean): number[] =>
        parts.flatMap((part, i) => ((part === fold) === inside ? [i] : []));
      const [xTrain, yTrain] = [rowsAt(x, at(ofImage, false)), rowsAt(y, at(ofReal, false))];
      const labels = [...new Array<0>(xTrain.n).fill(0), ...new Array<1>(yTrain.n).fill(1)];
      const model = logisticRegression(stack(xTrain, yTrain), labels, { multiply });
      const prior = Math.log(yTrain.n / xTrain.n);
      const add = (to: Float64Array, from: Vectors, indices: number[]): void =>
        logits(model, rowsAt(from, indices)).forEach((f, i) => (to[indices[i]!]! += (f - prior) / repeats));
      add(scores, x, at(ofImage, true));
      add(realScores, y, at(ofReal, true));
    }
  }
  const threshold = quantile(realScores, share);
  const indices = range(candidates.ids.length);
  return {
    kept: pick(
      candidates,
      indices.filter((i) => scores[i]! >= threshold),
    ),
    rejected: pick(
      candidates,
      indices.filter((i) => scores[i]! < threshold),
    ),
    scores: [...scores],
    threshold,
  };
}

function assertOneClass(candidates: ImageSet<"synthetic">, real: ImageSet<"train">, folds: number): void {
  const least = stageNeeds.discard.groups;
  const classes = new Set([...candidates.labels, ...real.labels]);
  const groups = new Set(real.groups).size;
  if (
    candidates.foldId === real.foldId &&
    classes.size === 1 &&
    groups >= least &&
    candidates.ids.length >= folds
  )
    return;
  fail(
    "discard synthetic images",
    `folds ${candidates.foldId} and ${real.foldId}, ${classes.size} classes, ${candidates.ids.length} candidates, ` +
      `${groups} groups of real images`,
    `one fold, one class, at least ${folds} candidates and ${least} groups`,
    "Call it for each class of a fold.",
    RangeError,
  );
}
