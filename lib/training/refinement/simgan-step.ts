import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import { updateNetworks, shownFakes, type ShownTensors } from "./update-networks";
import type { SimGanOptions } from "./refinement-options";
import type { SimGanLosses } from "./simgan-losses";

/** SimGAN's two networks under training. */
export interface SimGanNetworks {
  readonly refiner: tfjs.LayersModel;
  readonly discriminator: tfjs.LayersModel;
}

/** What a step leaves: its losses in the order of `simGanLossNames`, and the refined images that the discriminator could see. */
export interface SimGanStepResult extends tfjs.NamedTensorMap {
  readonly losses: tfjs.Tensor1D;
  readonly refined: tfjs.Tensor4D;
}

/** The losses of each kind of step: mean absolute differences, and cross-entropies. */
export const simGanLossNames = {
  refinerAlone: ["change"],
  discriminatorAlone: ["discriminator"],
  both: ["refiner", "change", "discriminator"],
} as const;

/**
 * SimGAN's steps as functions of their images; each leaves nothing but its result. In a step of both the refiner is updated
 * K_g times, each time on other images, then the discriminator once, on what the updated refiner makes of further ones.
 *
 * Source: Shrivastava et al. 2017, algorithm 1.
 */
export function simGanStep(
  { refiner, discriminator }: SimGanNetworks,
  losses: SimGanLosses,
  options: Pick<SimGanOptions, "learningRate" | "beta1" | "beta2" | "selfRegularisation">,
) {
  const { learningRate, beta1, beta2, selfRegularisation } = options;
  const adam = () => tf.train.adam(learningRate, beta1, beta2);
  const optimizers = { refiner: adam(), discriminator: adam() };
  const refine = (images: tfjs.Tensor4D): tfjs.Tensor4D =>
    refiner.apply(images, { training: true }) as tfjs.Tensor4D;
  const judge = (images: tfjs.Tensor4D): tfjs.Tensor =>
    patchLogits(discriminator.apply(images, { training: true }) as tfjs.Tensor4D);

  /** The refiner's two terms, the second before lambda. */
  const terms = (images: tfjs.Tensor4D): [tfjs.Tensor, tfjs.Tensor] => {
    const refined = refine(images);
    return [losses.refiner(judge(refined)), losses.selfRegularisation(refined, images)];
  };

  const refinerAlone = (images: tfjs.Tensor4D): tfjs.Tensor[] =>
    updateNetworks([refiner], optimizers.refiner, () => {
      const total = losses.selfRegularisation(refine(images), images);
      return { total, parts: [total] };
    });
  const updateRefiner = (images: tfjs.Tensor4D): tfjs.Tensor[] =>
    updateNetworks([refiner], optimizers.refiner, () => {
      const [adversarial, difference] = terms(images);
      return {
        total: tf.add(adversarial, tf.mul(difference, selfRegularisation)),
        parts: [adversarial, difference],
      };
    });
  const updateDiscriminator = (
    images: tfjs.Tensor4D,
    real: tfjs.Tensor4D,
    shown: ShownTensors,
  ): { readonly parts: tfjs.Tensor[]; readonly refined: tfjs.Tensor4D } => {
    const refined = refine(images);
    const fakes = shownFakes(refined, shown);
    const parts = updateNetworks([discriminator], optimizers.discriminator, () => {
      const total = losses.discriminator(judge(real), judge(fakes));
      return { total, parts: [total] };
    });
    return { parts, refined };
  };
  const result = (parts: tfjs.Tensor[], refined: tfjs.Tensor4D): SimGanStepResult => ({
    losses: tf.stack(parts) as tfjs.Tensor1D,
    refined,
  });
  return {
    optimizers,
    /** The refiner's whole loss, as it is differentiated. */
    refinerLoss: (images: tfjs.Tensor4D): tfjs.Scalar => {
      const [adversarial, difference] = terms(images);
      return tf.add(adversarial, tf.mul(difference, selfRegularisation));
    },
    refinerAlone: (images: tfjs.Tensor4D): SimGanStepResult =>
      tf.tidy(() => result(refinerAlone(images), images.clone())),
    discriminatorAlone: (images: tfjs.Tensor4D, real: tfjs.Tensor4D, shown: ShownTensors): SimGanStepResult =>
      tf.tidy(() => {
        const { parts, refined } = updateDiscriminator(images, real, shown);
        return result(parts, refined);
      }),
    /** @param images of the refiner's K_g updates, then the discriminator's: K_g + 1 batches */
    both: (images: readonly tfjs.Tensor4D[], real: tfjs.Tensor4D, shown: ShownTensors): SimGanStepResult =>
      tf.tidy(() => {
        const ofRefiner = images.slice(0, -1).map(updateRefiner).at(-1)!;
        const { parts, refined } = updateDiscriminator(images.at(-1)!, real, shown);
        return result([...ofRefiner, ...parts], refined);
      }),
  };
}

/** Two numbers for each patch (refined, real) as the logit of "real": the softmax of two is the sigmoid of their difference. */
export function patchLogits(maps: tfjs.Tensor4D): tfjs.Tensor {
  const [refined, real] = tf.split(maps, 2, 3) as [tfjs.Tensor, tfjs.Tensor];
  return tf.squeeze(tf.sub(real, refined), [3]);
}
