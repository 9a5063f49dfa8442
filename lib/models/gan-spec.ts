import type * as tfjs from "@tensorflow/tfjs";

/** A pair of networks to be trained against each other. */
export interface GanSpec {
  readonly name: string;
  /** Length of the random vector z that the generator turns into an image. */
  readonly latentDim: number;
  /** How kernels start: Keras' default, or Radford's normal distribution of standard deviation 0.02. */
  readonly initialization: "glorot uniform" | "normal 0.02";
  /** z (batch, latentDim) to images (batch, size, size, 1) in [-1, 1]. @param size side of an image in pixels */
  generator(size: number): tfjs.Sequential;
  /** Images (batch, size, size, 1) to logits (batch, 1); the saved file gets the published sigmoid on top. */
  discriminator(size: number): tfjs.Sequential;
  /** True: the discriminator's kernels are divided by their spectral norms while it is trained. */
  readonly spectralNorm?: true;
  /** The discriminator as it is written, where `gan.normalisation` has left its batch norm out. */
  readonly writtenDiscriminator?: GanSpec["discriminator"];
}
