import { mean, range } from "../core/arrays";
import { countOf } from "../core/count-of";
import { fail } from "../core/errors";
import type { Multiply } from "../ml/distances";
import { assertComparable, rowsAt, type Vectors } from "../ml/vectors";
import { groupedShare } from "../statistics/grouped-share";
import type { Rate } from "../statistics/wilson";
import { divideGroups } from "./divide-groups";
import { fitClassifier, type Classifier } from "./fit-classifier";

/** The images of one class: vectors of one kind of features. */
export interface ClassVectors {
  readonly synthetic: Vectors;
  /** The real images that generators and classifiers learn from, with the patient, scan or set of duplicates of each. */
  readonly train: Vectors;
  readonly groups: readonly string[];
  /** Real images that neither saw. */
  readonly heldOut: Vectors;
  /** The patient of each of these; by default each image is one. */
  readonly heldOutGroups?: readonly string[] | undefined;
}

/** Whether synthetic images show their class, and whether a classifier can learn the classes from them. */
export interface ClassFidelity {
  /**
   * Per class: share of its images that classifiers of real images give to it. Of training images by the one classifier that did
   * not learn from the image's group; its interval is over groups.
   */
  readonly classes: readonly { readonly synthetic: Rate; readonly real: Rate }[];
  /** Mean over the classes of the synthetic images' share (GAN-test), and of the real images'. */
  readonly ganTest: number;
  readonly realTest: number;
  /** Balanced accuracy on held-out real images: of a classifier of synthetic images (GAN-train, CAS) and of one of as many real ones. */
  readonly ganTrain: number;
  readonly realTrain: number;
  /** What the two say together. */
  readonly reading: string;
}

/** Parts of the cross-fitting, at most, by default. */
export const mostFolds = 5;

/** Options of `classFidelity`. */
export interface ClassFidelityOptions {
  readonly seed?: number;
  /** Weight of the data against the ridge. 1 for pixels in [-1, 1]: 0.78 to 0.81 of 400 fresh phantoms right after 144, with 0.01 0.69 to 0.76 (3 seeds). */
  readonly C?: number;
  /** Parts of the cross-fitting, at most. */
  readonly folds?: number;
  readonly multiply?: Multiply | undefined;
}

/**
 * Whether synthetic images show the class they stand for: logistic regressions of real training images, cross-fitted by
 * group, judge synthetic images by their mean logit and each real image by the one that did not see it. Above the real images'
 * share is no success: such images are easier than real ones, or copies. It says nothing of variety.
 *
 * @param classes at least two, all of the same features; of each at least 2 synthetic, training and held-out images, and
 *   training images of at least two groups, so divided that each part's rest has every class (`divideGroups`)
 * @throws RangeError for fewer classes, images or groups
 * Source: Shmelkov, Schmid & Alahari 2018 (GAN-train, GAN-test); Ravuri & Vinyals 2019 (CAS). Deviation: a linear classifier,
 *   one class against the others, in place of a network.
 */
export function classFidelity(
  classes: readonly ClassVectors[],
  { seed = 0, C = 1, folds: most = mostFolds, multiply }: ClassFidelityOptions = {},
): ClassFidelity {
  if (classes.length < 2)
    fail(
      "judge classes",
      countOf(classes.length, "class", "classes"),
      "at least 2",
      "Give the images of each class.",
      RangeError,
    );
  for (const { synthetic, train, heldOut } of classes)
    for (const set of [synthetic, heldOut]) assertComparable("judge classes", set, train, 2);
  const fit = (sets: readonly Vectors[]): Classifier => fitClassifier(sets, { C, multiply });
  const { ofSynthetic, ofTrain } = crossFitted(classes, { seed, most, fit });
  const fidelity = classes.map(({ synthetic, groups }, label) => ({
    synthetic: shareOf(ofSynthetic[label]!, label, { n: synthetic.n }),
    real: shareOf(ofTrain[label]!, label, { n: groups.length, groups }),
  }));
  const equal = classes.map(({ synthetic, train }) => Math.min(synthetic.n, train.n));
  const first = (set: "synthetic" | "train"): Vectors[] =>
    classes.map((of, label) => rowsAt(of[set], range(equal[label]!)));
  const balanced = (classify: Classifier): Rate[] =>
    classes.map(({ heldOut, heldOutGroups: groups }, label) =>
      shareOf(classify(heldOut), label, { n: heldOut.n, groups }),
    );
  const [ofGan, ofReal] = [balanced(fit(first("synthetic"))), balanced(fit(first("train")))];
  const value = (rate: Rate): number => rate.value;
  return {
    classes: fidelity,
    ganTest: mean(fidelity.map(({ synthetic }) => synthetic.value)),
    realTest: mean(fidelity.map(({ real }) => real.value)),
    ganTrain: mean(ofGan, value),
    realTrain: mean(ofReal, value),
    reading: readGanTrainAndTest({
      train: !isLower(ofGan, ofReal),
      test: !isLower(
        fidelity.map(({ synthetic }) => synthetic),
        fidelity.map(({ real }) => real),
      ),
    }),
  };
}

/** Words for GAN-train and GAN-test: whether each is as high as real images', up to its interval. */
export function readGanTrainAndTest({
  train,
  test,
}: {
  readonly train: boolean;
  readonly test: boolean;
}): string {
  if (train && test) return "as good as real images for telling the classes apart, or copies of them";
  if (test) return "few modes, or typical images only";
  if (train) return "diverse, with wrong labels or noise";
  return "the classes were not learned";
}

/**
 * Whether the mean of rates over the classes is lower than another: by more than the 95 % intervals reach towards each other.
 * Source: Newcombe, Statistics in Medicine 17 (1998) 873, method 10.
 */
function isLower(rates: readonly Rate[], than: readonly Rate[]): boolean {
  const gap = mean(than, ({ value }) => value) - mean(rates, ({ value }) => value);
  const above = rates.map(({ value, high }) => (high - value) / rates.length);
  const below = than.map(({ value, low }) => (value - low) / than.length);
  return gap > Math.hypot(...above, ...below);
}

/** The share of the n vectors whose highest score is that of the class. */
function shareOf(
  scores: readonly Float64Array[],
  label: number,
  { n, groups }: { readonly n: number; readonly groups?: readonly string[] | undefined },
): Rate {
  const isGiven = (i: number): boolean => scores.every((of, k) => k === label || of[i]! < scores[label]![i]!);
  return groupedShare(range(n).map(isGiven), groups);
}

/** Scores of synthetic images by the mean over the classifiers, of training images by the one that did not see them. */
function crossFitted(
  classes: readonly ClassVectors[],
  {
    seed,
    most,
    fit,
  }: { readonly seed: number; readonly most: number; readonly fit: (sets: readonly Vectors[]) => Classifier },
): { ofSynthetic: Float64Array[][]; ofTrain: Float64Array[][] } {
  const divided = divideGroups(
    classes.map(({ groups }) => groups),
    { seed, most },
  );
  if (divided === undefined)
    return fail(
      "judge classes",
      classes.some(({ groups }) => new Set(groups).size < 2)
        ? "training images of a single group"
        : "classes whose groups of training images are so few that a part's rest lacks one",
      "at least 2 groups per class, not all in other classes too",
      "Read images of more patients.",
      RangeError,
    );
  const { folds, parts } = divided;
  const empty = (n: number): Float64Array[] => classes.map(() => new Float64Array(n));
  const ofSynthetic = classes.map(({ synthetic }) => empty(synthetic.n));
  const ofTrain = classes.map(({ train }) => empty(train.n));
  for (let fold = 0; fold < folds; fold++) {
    const inside = classes.map(({ groups }) =>
      range(groups.length).filter((i) => parts.get(groups[i]!) === fold),
    );
    const outside = classes.map(({ groups }) =>
      range(groups.length).filter((i) => parts.get(groups[i]!) !== fold),
    );
    const classify = fit(classes.map(({ train }, label) => rowsAt(train, outside[label]!)));
    classes.forEach(({ synthetic, train }, label) => {
      classify(synthetic).forEach((scores, k) =>
        scores.forEach((v, i) => (ofSynthetic[label]![k]![i]! += v / folds)),
      );
      classify(rowsAt(train, inside[label]!)).forEach((scores, k) =>
        scores.forEach((v, i) => (ofTrain[label]![k]![inside[label]![i]!] = v)),
      );
    });
  }
  return { ofSynthetic, ofTrain };
}
