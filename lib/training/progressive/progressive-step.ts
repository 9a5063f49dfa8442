import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import { applyGradients } from "../apply-gradients";
import type { GanLoss } from "../gan-loss";
import type { GanPenalty } from "../gan-penalty";
import type { GanLosses } from "../gan-step";
import type { GanNetworks } from "../gan-step-options";
import { trainableVariables } from "../network-weights";

/** What one step of a growing pair needs, as tensors: the step is a function of them. */
export interface ProgressiveBatch {
  /** Real images (n, side, side, 1), blended as the stage is. */
  readonly real: tfjs.Tensor4D;
  /** Latents (n, latentDim) of the fakes that the discriminator, then the generator, is trained on. */
  readonly latentD: tfjs.Tensor2D;
  readonly latentG: tfjs.Tensor2D;
  /** Places between real (1) and fake (0) images where the penalty is taken, (n, 1, 1, 1). */
  readonly mix: tfjs.Tensor4D;
  /** Share of the new layers, (n, 1); only where they are fading in. */
  readonly alpha?: tfjs.Tensor2D | undefined;
  /** Maps (n, side, side, 1) of the real images' boxes, which the fakes are given too; only of a pair that has boxes. */
  readonly boxes?: tfjs.Tensor4D | undefined;
  /** Maps of other images' boxes, as `boxes`: with the real images they count as fakes. */
  readonly otherBoxes?: tfjs.Tensor4D | undefined;
}

/** Options of a step. */
export interface ProgressiveStepOptions {
  readonly loss: GanLoss;
  readonly penalty: GanPenalty;
  readonly penaltyWeight: number;
  readonly learningRate: number;
  /** The generator's step size where it is not the discriminator's, `learningRate`. */
  readonly generatorLearningRate?: number | undefined;
  readonly beta1: number;
  readonly beta2: number;
  /**
   * Of a pair told boxes: share of the fakes' part in the critic's loss that real images with other images' boxes have, so that
   * boxes are heeded; 0 by default.
   */
  readonly mismatchWeight?: number | undefined;
}

/** A step and its optimisers. */
export interface ProgressiveStep {
  (batch: ProgressiveBatch): GanLosses;
  readonly optimizers: { readonly generator: tfjs.AdamOptimizer; readonly discriminator: tfjs.AdamOptimizer };
}

/**
 * One step of a growing pair at one stage: the discriminator on a real and a fake batch with the penalty, then the generator
 * through it. The penalty is of the image alone, not of its boxes. The losses are the only tensors that it leaves.
 *
 * Source: Karras et al. 2018, appendix A.1: Adam (0, 0.99), epsilon 1e-8, one step of the critic for one of the generator;
 * real images with wrong boxes as fakes: Reed et al. 2016, section 4.2, for text; a discriminator that learns faster than its generator:
 * Heusel et al. 2017.
 */
export function progressiveStep(networks: GanNetworks, options: ProgressiveStepOptions): ProgressiveStep {
  const { generator, discriminator } = networks;
  const { loss, penalty, penaltyWeight, mismatchWeight = 0, learningRate } = options;
  const adam = (stepSize: number): tfjs.AdamOptimizer =>
    tf.train.adam(stepSize, options.beta1, options.beta2, 1e-8);
  const optimizers = {
    generator: adam(options.generatorLearningRate ?? learningRate),
    discriminator: adam(learningRate),
  };

  const judge = (images: tfjs.Tensor, { boxes, alpha }: ProgressiveBatch): tfjs.Tensor =>
    discriminator.apply(stageInputs(images, boxes, alpha)) as tfjs.Tensor;
  const draw = (latents: tfjs.Tensor, { boxes, alpha }: ProgressiveBatch): tfjs.Tensor =>
    generator.apply(stageInputs(latents, boxes, alpha)) as tfjs.Tensor;

  const adversarial = (b: ProgressiveBatch, fake: tfjs.Tensor): tfjs.Tensor => {
    const ofReal = judge(b.real, b);
    const targets = { real: tf.onesLike(ofReal), fake: tf.zerosLike(ofReal) };
    const against = (ofFake: tfjs.Tensor): tfjs.Tensor => loss.discriminator(ofReal, ofFake, targets);
    const all = against(judge(fake, b));
    if (!b.otherBoxes || mismatchWeight === 0) return all;
    const ofOther = judge(b.real, { ...b, boxes: b.otherBoxes });
    return tf.add(tf.mul(1 - mismatchWeight, all), tf.mul(mismatchWeight, against(ofOther)));
  };

  const trainDiscriminator = (b: ProgressiveBatch): Pick<GanLosses, "discriminator" | "penalty"> => {
    const fake = draw(b.latentD, b);
    let measured: tfjs.Scalar | undefined;
    try {
      const { value, grads } = tf.variableGrads(() => {
        const slope = penalty.value((images) => judge(images, b), b.real, fake, b.mix);
        measured = tf.keep(slope.clone()) as tfjs.Scalar;
        return tf.add<tfjs.Scalar>(adversarial(b, fake), tf.mul(slope, penaltyWeight));
      }, trainableVariables(discriminator));
      applyGradients(optimizers.discriminator, grads);
      return { discriminator: value, penalty: measured!.clone() };
    } finally {
      measured?.dispose();
    }
  };

  const trainGenerator = (b: ProgressiveBatch): tfjs.Scalar => {
    const { value, grads } = tf.variableGrads(
      () => loss.generator(judge(draw(b.latentG, b), b)) as tfjs.Scalar,
      trainableVariables(generator),
    );
    applyGradients(optimizers.generator, grads);
    return value;
  };

  const step = (batch: ProgressiveBatch): GanLosses =>
    tf.tidy(() => {
      const ofDiscriminator = trainDiscriminator(batch);
      const losses: GanLosses = { ...ofDiscriminator, generator: trainGenerator(batch) };
      return losses as unknown as tfjs.TensorContainerObject;
    }) as unknown as GanLosses;
  return Object.assign(step, { optimizers });
}

/** A network's inputs: those of its stage, one alone not as a list. */
export function stageInputs(
  first: tfjs.Tensor,
  boxes?: tfjs.Tensor,
  alpha?: tfjs.Tensor,
): tfjs.Tensor | tfjs.Tensor[] {
  const all = [first, boxes, alpha].filter((input) => input !== undefined);
  return all.length === 1 ? first : all;
}
