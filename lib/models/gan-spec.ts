import type * as tfjs from "@tensorflow/tfjs";

/** A pair of networks to be trained against each other. */
export interface GanSpec {
  readonly name: string;
  /** Length of the random vector z that the generator turns into an image. */
  readonly latentDim: number;
  /** How kernels start: Keras' default, or Radford's normal distribution of standard deviation 0.02. */
  readonly initialization: "glorot uniform" | "normal 0.02";
  /**
   * True: one pair for all classes. Both networks take a second input y (batch, classes): 1 at the class, 0 elsewhere.
   * By default each class has a pair of its own.
   */
  readonly conditional?: true;
  /** True: both networks take a second input, a map of boxes (batch, size, size, 1): 1 inside a box and 0 outside. */
  readonly hasBoxes?: true;
  /**
   * z (batch, latentDim) to images (batch, size, size, 1) in [-1, 1].
   * @param size side of an image in pixels
   * @param classes of a conditional pair; others take no notice
   */
  generator(size: number, classes?: number): tfjs.LayersModel;
  /** Images (batch, size, size, 1) to logits (batch, 1); the saved file gets the published sigmoid on top. */
  discriminator(size: number, classes?: number): tfjs.LayersModel;
  /** True: the discriminator of a conditional pair is not given y, but asked for it while it is trained. */
  readonly auxiliary?: true;
  /** True: the discriminator's kernels are divided by their spectral norms while it is trained. */
  readonly spectralNorm?: true;
  /** The discriminator as it is written, where `gan.normalisation` has left its batch norm out. */
  readonly writtenDiscriminator?: GanSpec["discriminator"];
}
