import type * as tfjs from "@tensorflow/tfjs";
import type { GanLoss } from "./gan-loss";
import type { GanPenalty } from "./gan-penalty";
import type { SpectralNorm } from "./spectral-norm";

/** The two networks under training. The discriminator gives logits, the generator images in [-1, 1]. */
export interface GanNetworks {
  readonly generator: tfjs.LayersModel;
  readonly discriminator: tfjs.LayersModel;
}

/** Options of a step. */
export interface GanStepOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** By default the paper's, `nonSaturating`. */
  readonly loss?: GanLoss | undefined;
  /** By default the two-sided gradient penalty. */
  readonly penalty?: GanPenalty | undefined;
  /** lambda; 0 leaves the penalty out. */
  readonly penaltyWeight: number;
  /** Steps of the discriminator for which one penalty stands, with as many times its weight: lazy; by default 1. */
  readonly penaltyEvery?: number | undefined;
  /** Of the discriminator; by default its kernels are used as they are. */
  readonly spectralNorm?: SpectralNorm | undefined;
  /** Of the class term in the generator's loss, where the discriminator has a head for classes; by default 1. */
  readonly classWeight?: number | undefined;
  /**
   * Of a pair told boxes: share of the fakes' part in the discriminator's loss that real images with other images' boxes
   * have; by default 0.3. With 0 nothing but the generator's luck makes it heed the boxes.
   */
  readonly mismatchWeight?: number | undefined;
  /** Weight of `historicalAverage` of both networks; by default 0. */
  readonly historicalAveraging?: number | undefined;
  /** Done to all images that the discriminator sees, differentiable once; by default nothing. */
  readonly augment?: ((images: tfjs.Tensor4D) => tfjs.Tensor4D) | undefined;
  /** Shown the discriminator's outputs for the real images, when the step's last network has moved. */
  readonly observe?: ((outputs: tfjs.Tensor) => void) | undefined;
}
