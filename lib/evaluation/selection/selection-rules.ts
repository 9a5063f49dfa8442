import { range } from "../../core/arrays";
import { stream } from "../../core/random";
import { withLabel, type ImageSet } from "../../data/image-set";
import type { Label } from "../../data/label";
import type { Multiply } from "../../ml/distances";
import { chooseFarthest } from "./choose-farthest";
import { orderByDensity } from "./order-by-density";
import { orderByMargin } from "./order-by-margin";
import { ownClassProbabilities } from "./own-class-probabilities";
import type { FeaturesOf } from "./training-features";

/** A pool of synthetic images of one class, and what of the training fold may judge them. */
export interface SelectionPool {
  readonly images: ImageSet<"synthetic">;
  readonly label: Label;
  /** All training images of the fold. */
  readonly real: ImageSet<"train">;
  readonly features: FeaturesOf;
  readonly seed: number;
  readonly multiply?: Multiply | undefined;
}

/**
 * Rules by which some images of a pool are chosen. Each gives all indices of the pool in the order of choice: the first m
 * are the choice of m, so choices of more contain those of fewer, and of all images every rule chooses the same.
 *
 * A new rule is one entry here, one in `syntheticSources` and one arm.
 */
export const selectionRules = {
  /** Any: what the others are compared with. */
  random: ({ images, label, seed }) => stream(seed, "selection", label).shuffle(range(images.ids.length)),
  /** Far from the real images of the class and from each other. */
  farthest: ({ images, label, real, features }) =>
    chooseFarthest(features(images), features(withLabel(real, label)), images.ids.length).order,
  /** Near the boundary of the class, on its side. */
  boundary: ({ images, label, real, features, seed, multiply }) =>
    orderByMargin(
      ownClassProbabilities(
        features(images),
        label,
        { images: real, vectors: features(real) },
        { seed, multiply },
      ),
    ),
  /** In the middle of the others: the control, which should not help. */
  typical: ({ images, features }) => orderByDensity(features(images)),
} as const satisfies Record<string, (pool: SelectionPool) => readonly number[]>;

/** Name of a rule. */
export type SelectionRule = keyof typeof selectionRules;
