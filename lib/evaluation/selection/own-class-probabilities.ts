import { groupBy, mean, range } from "../../core/arrays";
import { fail } from "../../core/errors";
import { stream } from "../../core/random";
import { sigmoid } from "../../core/sigmoid";
import type { ImageSet } from "../../data/image-set";
import { classesOf, type Label } from "../../data/label";
import type { Multiply } from "../../ml/distances";
import { logisticRegression, logits } from "../../ml/logistic-regression";
import { rowsAt, type Vectors } from "../../ml/vectors";

/**
 * Probability of a class for candidates of it, by a classifier of the real images: logistic regressions, that class
 * against the rest, each without the groups of one part; their logits are averaged.
 *
 * @param candidates vectors of images that are said to be of the class
 * @param real training images, and their vectors by the same features
 * @param seed divides the groups, at most five parts
 * @returns one per candidate, 0..1
 * @throws RangeError when a part's rest lacks the class, or all others: fewer than two groups of it
 */
export function ownClassProbabilities(
  candidates: Vectors,
  label: Label,
  real: { readonly images: ImageSet<"train">; readonly vectors: Vectors },
  { seed, multiply }: { readonly seed: number; readonly multiply?: Multiply | undefined },
): number[] {
  const { labels, groups } = real.images;
  const random = stream(seed, "boundary", label);
  const firstOf = new Map([...labels.keys()].reverse().map((i) => [groups[i] ?? "", labels[i] ?? 0]));
  const ofClass = [...groupBy([...firstOf.keys()].sort(), (name) => firstOf.get(name)).values()];
  const folds = Math.max(2, Math.min(5, ...ofClass.map((names) => names.length)));
  const part = new Map(ofClass.flatMap((names) => random.shuffle(names).map((name, i) => [name, i % folds])));
  const ofFolds = range(folds).map((fold) => {
    const kept = range(labels.length).filter((i) => part.get(groups[i] ?? "") !== fold);
    const targets = kept.map((i) => (labels[i] === label ? 1 : 0));
    if (new Set(targets).size < 2)
      fail(
        "find the images at the boundary of a class",
        `${classesOf(labels).length} classes whose groups of real images are so few that a part's rest lacks one`,
        "two classes of at least two groups each",
        "Leave the arm original+boundary out, or add images of other patients.",
        RangeError,
      );
    return logits(logisticRegression(rowsAt(real.vectors, kept), targets, { multiply }), candidates);
  });
  return range(candidates.n).map((i) => sigmoid(mean(ofFolds, (f) => f[i] ?? 0)));
}
