import { fail } from "../core/errors";
import { concat, type ImageSet } from "../data/image-set";
import { oversample } from "../data/oversample";
import { classical, type AugmentationName } from "../training/augmentation/augmentation";
import type { SyntheticSource } from "./synthetic-source";

/** Images that arms make their training sets of, all of one fold. */
export interface ArmImages {
  readonly real: ImageSet<"train">;
  /** From the source that the arm needs; undefined for arms that need none. */
  readonly synthetic?: ImageSet<"synthetic"> | undefined;
  /** Number of images that the arms with synthetic ones add. */
  readonly syntheticCount: number;
  /** Synthetic images per real one that the inner split chose; for the arms that let it choose. */
  readonly chosenDose?: number | undefined;
}

/** One way to make a training set; `evaluate` compares what classifiers learn from each. */
export interface Arm {
  readonly name: string;
  /** Its training set in words. */
  readonly about: string;
  /** Which synthetic images it needs, an entry of `syntheticSources`. */
  readonly needs: "none" | SyntheticSource;
  /** Whether the number of synthetic images changes its training set. */
  readonly usesSyntheticCount: boolean;
  /** Augmentation of its training images at each step, entries of `augmentations`; by default the setting's. */
  readonly augmentation?: readonly AugmentationName[];
  /** Whether the number of synthetic images is chosen on an inner split of the training images first. */
  readonly isTuned?: true;
  /** Its synthetic images are a class of their own beside the others, see `semiSupervisedLoss`. */
  readonly syntheticAs?: "fake";
  /** One of the three that the paper compares. */
  readonly inPaper?: true;
  /** Puts the training set together. */
  images(from: ArmImages): ImageSet<"train" | "synthetic">;
}

/**
 * The arms. The paper's are three; its "200 original" can only be the training part's, the rest being validation and
 * test. All take the same number of optimiser steps, first weights and choice of the epoch.
 *
 * A new arm is one entry here; study, reports and the leak test follow. One with an augmentation or with synthetic images
 * of a new kind is an entry here and one in `augmentations` or `syntheticSources`.
 *
 * Source: the paper, section 4.3; the others are controls for what "more images" may mean.
 */
export const arms: readonly Arm[] = [
  {
    name: "original",
    about: "original images without augmentation",
    needs: "none",
    usesSyntheticCount: false,
    inPaper: true,
    images: ({ real }) => real,
  },
  {
    name: "synthetic",
    about: "synthetic images only",
    needs: "synthetic",
    usesSyntheticCount: true,
    inPaper: true,
    images: ({ synthetic }) => requireSynthetic(synthetic),
  },
  {
    name: "original+synthetic",
    about: "original and synthetic images together",
    needs: "synthetic",
    usesSyntheticCount: true,
    inPaper: true,
    images: ({ real, synthetic }) => concat(real, requireSynthetic(synthetic)),
  },
  {
    name: "original+classical",
    about: "original images, turned, shifted, mirrored, other contrast",
    needs: "none",
    usesSyntheticCount: false,
    augmentation: classical,
    images: ({ real }) => real,
  },
  {
    name: "original+classical+synthetic",
    about: "original and synthetic images, all turned, shifted, mirrored, other contrast",
    needs: "synthetic",
    usesSyntheticCount: true,
    augmentation: classical,
    images: ({ real, synthetic }) => concat(real, requireSynthetic(synthetic)),
  },
  {
    name: "oversampled",
    about:
      "original images, as many of each class again as original+synthetic adds: more images, no more information",
    needs: "none",
    usesSyntheticCount: true,
    images: ({ real, syntheticCount }) => oversample(real, syntheticCount),
  },
  {
    name: "original+synthetic-kept",
    about: "original and synthetic images without those that look least real",
    needs: "kept",
    usesSyntheticCount: true,
    images: ({ real, synthetic }) => concat(real, requireSynthetic(synthetic)),
  },
];

/** The synthetic images. @throws RangeError where there are none */
export function requireSynthetic(synthetic: ImageSet<"synthetic"> | undefined): ImageSet<"synthetic"> {
  return (
    synthetic ??
    fail(
      "make an arm's training set",
      "no synthetic images",
      "those of the fold's generators",
      "Generate them first.",
      RangeError,
    )
  );
}

/** The paper's three arms. */
export const paperArms: readonly Arm[] = arms.filter((arm) => arm.inPaper);
