import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import type { Networks } from "../../models";
import type { GanBatch } from "../../training/gan-batch";
import type { GanLosses } from "../../training/gan-step";
import type { GanStepOptions } from "../../training/gan-step-options";
import { nonSaturating } from "../../training/gan-loss";

/**
 * A DCGAN's step in which the fakes that the discriminator learns from are also those that the generator learns from, so
 * that the generator runs once instead of twice. Timed only: notebooks train by `ganStep`, which draws new ones as the
 * paper's algorithm does. The discriminator's batch-norm averages follow all three of its passes.
 */
export function sharedPassStep(
  { generator, discriminator }: Networks,
  { learningRate, beta1, beta2 }: GanStepOptions,
): (batch: GanBatch) => GanLosses {
  const adam = (): tfjs.Optimizer => tf.train.adam(learningRate, beta1, beta2);
  const [moveGenerator, moveDiscriminator] = [adam(), adam()];
  const variables = (model: tfjs.LayersModel): tfjs.Variable[] =>
    model.trainableWeights.map((weight) => weight.read() as tfjs.Variable);
  const discriminate = (images: tfjs.Tensor): tfjs.Tensor =>
    discriminator.apply(images, { training: true }) as tfjs.Tensor;

  const trainDiscriminator = (batch: GanBatch, fake: tfjs.Tensor): tfjs.Scalar => {
    const { value, grads } = tf.variableGrads(
      () =>
        nonSaturating.discriminator(
          discriminate(tf.add(batch.real, batch.noiseReal)),
          discriminate(tf.add(fake, batch.noiseFake)),
          { real: batch.targetsReal, fake: batch.targetsFake },
        ) as tfjs.Scalar,
      variables(discriminator),
    );
    moveDiscriminator.applyGradients(grads);
    return value;
  };

  return (batch) =>
    tf.tidy(() => {
      let ofDiscriminator: tfjs.Scalar | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const fake = generator.apply(batch.latentD, { training: true }) as tfjs.Tensor;
        ofDiscriminator = tf.keep(trainDiscriminator(batch, fake));
        return nonSaturating.generator(discriminate(tf.add(fake, batch.noiseG))) as tfjs.Scalar;
      }, variables(generator));
      moveGenerator.applyGradients(grads);
      const discriminatorLoss = (ofDiscriminator as tfjs.Scalar).clone();
      ofDiscriminator?.dispose();
      return { generator: value, discriminator: discriminatorLoss, penalty: tf.scalar(0) } as never;
    }) as unknown as GanLosses;
}
