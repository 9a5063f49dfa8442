import type * as tfjs from "@tensorflow/tfjs";

/** Everything random or varying that one step needs, as tensors: the step itself is a pure function of them. */
export interface GanBatch extends tfjs.NamedTensorMap {
  /** Real images (batch, size, size, 1) in [-1, 1]. */
  readonly real: tfjs.Tensor4D;
  /** Latents (batch, latentDim) of the fakes that the discriminator, then the generator, is trained on. */
  readonly latentD: tfjs.Tensor2D;
  readonly latentG: tfjs.Tensor2D;
  /** Instance noise, already scaled: added to what the discriminator sees. */
  readonly noiseReal: tfjs.Tensor4D;
  readonly noiseFake: tfjs.Tensor4D;
  readonly noiseG: tfjs.Tensor4D;
  /** The discriminator's targets (batch, 1): 1 for real and 0 for fake, some of them flipped. */
  readonly targetsReal: tfjs.Tensor2D;
  readonly targetsFake: tfjs.Tensor2D;
  /**
   * Where the penalty is taken, numbers in [0, 1) of shape (batch, 1, 1, 1): by default the position on the line between a
   * real (1) and a fake image (0). Of the images' shape for a penalty that mixes per pixel.
   */
  readonly mix: tfjs.Tensor4D;
  /**
   * Of a conditional pair: the real images' classes (batch, classes), 1 at the class. The fakes are of the same classes,
   * so both batches hold them as often as the training images do: a class that is more often fake would look fake.
   */
  readonly classes?: tfjs.Tensor2D;
  /** Of a pair told boxes: the maps of the real images' boxes (batch, size, size, 1); the fakes are drawn at the same ones. */
  readonly boxes?: tfjs.Tensor4D;
  /** Maps of other images' boxes, which do not fit the real images: shown with these they count as fakes. */
  readonly otherBoxes?: tfjs.Tensor4D;
}
