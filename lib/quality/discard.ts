import { compareNaturally } from "../core/compare-naturally";
import { fail } from "../core/errors";
import { stream } from "../core/random";
import { stageNeeds } from "../core/stage-needs";
import { pick, type ImageSet, type Role } from "../data/image-set";
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
  /** The same of the real training images, in their order. */
  readonly realScores: readonly number[];
  /** The score that nine of ten real training images exceed, each scored by models that saw neither it nor its group. */
  readonly threshold: number;
  /** Of each model that scored: ids of the images it learned from, and of those it scored; synthetic and real ones. */
  readonly models: readonly { readonly learned: readonly string[]; readonly scored: readonly string[] }[];
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
 * Rejects the synthetic images of one class that look less real than nine of ten real ones. Logistic regressions on pixels tell
 * real from synthetic images; they are cross-fitted, so that no image is scored by a model that saw it or its group. The threshold
 * is the score that nine of ten real training images exceed. Only training images judge: no validation or test image is used.
 * The order of the images makes no difference.
 *
 * @param candidates of one class and one fold
 * @param real training images of the same class and fold
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
  const [mine, theirs] = [inOrderOfIds(candidates), inOrderOfIds(real)];
  const [x, y] = [pixelsWithLocalContrast(mine.set), pixelsWithLocalContrast(theirs.set)];
  const scores = new Float64Array(x.n);
  const realScores = new Float64Array(y.n);
  const models: Discarded["models"][number][] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const random = stream(seed, "discard", repeat);
    const ofImage = random.shuffle(candidates.ids.map((_, i) => i % folds));
    const names = random.shuffle([...new Set(theirs.set.groups)]);
    const ofGroup = new Map(names.map((name, i) => [name, i % folds]));
    const ofReal = theirs.set.groups.map((group) => ofGroup.get(group) ?? 0);
    for (let fold = 0; fold < folds; fold++) {
      const at = (parts: readonly number[], inside: boolean): number[] =>
        parts.flatMap((part, i) => ((part === fold) === inside ? [i] : []));
      const learned = [at(ofImage, false), at(ofReal, false)] as const;
      const scored = [at(ofImage, true), at(ofReal, true)] as const;
      const [xTrain, yTrain] = [rowsAt(x, learned[0]), rowsAt(y, learned[1])];
      const labels = [...new Array<0>(xTrain.n).fill(0), ...new Array<1>(yTrain.n).fill(1)];
      const model = logisticRegression(stack(xTrain, yTrain), labels, { multiply });
      const prior = Math.log(yTrain.n / xTrain.n);
      const add = (to: Float64Array, order: readonly number[], from: Vectors, indices: number[]): void =>
        logits(model, rowsAt(from, indices)).forEach(
          (f, i) => (to[order[indices[i]!]!]! += (f - prior) / repeats),
        );
      add(scores, mine.order, x, scored[0]);
      add(realScores, theirs.order, y, scored[1]);
      const idsOf = ([ofMine, ofTheirs]: readonly [number[], number[]]): string[] => [
        ...ofMine.map((i) => mine.set.ids[i]!),
        ...ofTheirs.map((i) => theirs.set.ids[i]!),
      ];
      models.push({ learned: idsOf(learned), scored: idsOf(scored) });
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
    realScores: [...realScores],
    threshold,
    models,
  };
}

/** The images in the order of their ids, numbers in these by their value; order: the index of each in the set given. */
function inOrderOfIds<R extends Role>(set: ImageSet<R>): { set: ImageSet<R>; order: readonly number[] } {
  const order = range(set.ids.length).sort((a, b) => compareNaturally(set.ids[a]!, set.ids[b]!));
  return { set: pick(set, order), order };
}

/** Whether there are enough groups of real images and enough candidates to discard any. */
export function canDiscard(candidates: ImageSet<"synthetic">, real: ImageSet<"train">, folds = 5): boolean {
  return new Set(real.groups).size >= stageNeeds.discard.groups && candidates.ids.length >= folds;
}

function assertOneClass(candidates: ImageSet<"synthetic">, real: ImageSet<"train">, folds: number): void {
  const least = stageNeeds.discard.groups;
  const classes = new Set([...candidates.labels, ...real.labels]);
  const groups = new Set(real.groups).size;
  if (candidates.foldId === real.foldId && classes.size === 1 && canDiscard(candidates, real, folds)) return;
  fail(
    "discard synthetic images",
    `folds ${candidates.foldId} and ${real.foldId}, ${classes.size} classes, ${candidates.ids.length} candidates, ` +
      `${groups} groups of real images`,
    `one fold, one class, at least ${folds} candidates and ${least} groups`,
    "Call it for each class of a fold.",
    RangeError,
  );
}
