import { concat, type ImageSet } from "../data/image-set";

/** One way to make a training set; `evaluate` compares what classifiers learn from each. */
export interface Arm {
  readonly name: string;
  /** The paper's words for it. */
  readonly about: string;
  /** Puts the training set together. */
  images(real: ImageSet<"train">, synthetic: ImageSet<"synthetic">): ImageSet<"train" | "synthetic">;
}

/**
 * The paper's three arms. Its "200 original" can only be the 144 of the training part: the other 56 are validation and
 * test. A new arm is one entry here.
 *
 * Source: the paper, section 4.3.
 */
export const arms: readonly Arm[] = [
  { name: "original", about: "original images without augmentation", images: (real) => real },
  { name: "synthetic", about: "DCGAN images only", images: (_, synthetic) => synthetic },
  {
    name: "original+synthetic",
    about: "original and DCGAN images together",
    images: (real, synthetic) => concat(real, synthetic),
  },
];
