import type { ImageSet } from "../data/image-set";
import type { TrainedGan } from "../training/trained-gan";

/** Generators of a fold, and the real images they were trained on. */
export interface FoldGenerators {
  /** One per class, at least one. */
  readonly gans: readonly TrainedGan[];
  readonly real: ImageSet<"train">;
  /** Images wanted of each. */
  readonly count: number;
  readonly seed: number;
  /** How latents of training images are searched, and how far from them images are drawn. */
  readonly inversion: { readonly steps: number; readonly spread: number };
}

/** Synthetic images for an arm, and numbers worth keeping of how they came about. */
export interface SyntheticImages {
  readonly images: ImageSet<"synthetic">;
  readonly facts: Readonly<Record<string, number>>;
}
