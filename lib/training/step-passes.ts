import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import type { GanBatch } from "./gan-batch";
import { nonSaturating } from "./gan-loss";
import type { GanNetworks, GanStepOptions } from "./gan-step-options";
import type { HistoricalAverage } from "./historical-average";
import { tf } from "../engine";
import { withClasses } from "./with-classes";
import { classLoss, featureDistance, readOutputs, type PassOutputs } from "./with-heads";

/** The passes through a step's networks, and what is made of them. */
export function stepPasses({ generator, discriminator }: GanNetworks, options: GanStepOptions) {
  const { loss = nonSaturating, spectralNorm, historicalAveraging = 0, mismatchWeight = 0.3 } = options;
  const isTold = discriminator.inputs.length > 1;
  const conditionOf = ({ classes, boxes }: GanBatch): tfjs.Tensor | undefined => boxes ?? classes;
  const apply = (images: tfjs.Tensor, condition: tfjs.Tensor | undefined): PassOutputs =>
    readOutputs(
      discriminator.apply(withClasses(images, isTold ? condition : undefined), { training: true }) as
        tfjs.Tensor | tfjs.Tensor[],
    );
  const judgeOf =
    (b: GanBatch, condition = conditionOf(b)) =>
    (images: tfjs.Tensor): PassOutputs =>
      spectralNorm ? spectralNorm.within(() => apply(images, condition)) : apply(images, condition);
  const generate = (latent: tfjs.Tensor, b: GanBatch): tfjs.Tensor4D =>
    generator.apply(withClasses(latent, conditionOf(b)), { training: true }) as tfjs.Tensor4D;
  const augment = options.augment ?? ((images: tfjs.Tensor4D) => images);
  const discriminatorLoss = (
    { ofReal, ofFake, real }: { ofReal: PassOutputs; ofFake: PassOutputs; real: tfjs.Tensor },
    b: GanBatch,
    withoutTrace: <T>(run: () => T) => T,
  ): tfjs.Scalar => {
    const between = (fakes: PassOutputs): tfjs.Scalar =>
      oneNumber(
        loss.discriminator(ofReal.logits, fakes.logits, { real: b.targetsReal, fake: b.targetsFake }),
        `the discriminator's loss "${loss.name}"`,
      );
    if (!b.otherBoxes) return between(ofFake);
    const ofOther = withoutTrace(() => judgeOf(b, b.otherBoxes)(real));
    return tf.add(tf.mul(between(ofFake), 1 - mismatchWeight), tf.mul(between(ofOther), mismatchWeight));
  };
  const nameOfGeneratorLoss = `the generator's loss "${loss.name}"`;
  const generatorLoss = (real: PassOutputs | undefined, fake: PassOutputs): tfjs.Scalar =>
    real?.features && fake.features
      ? featureDistance(real.features, fake.features)
      : oneNumber(loss.generator(fake.logits), nameOfGeneratorLoss);
  const classTerm = ({ classLogits }: PassOutputs, { classes }: GanBatch): tfjs.Scalar[] =>
    classLogits && classes ? [classLoss(classLogits, classes)] : [];
  const historyTerm = (average: HistoricalAverage | undefined): tfjs.Scalar[] =>
    average ? [tf.mul<tfjs.Scalar>(average.term(), historicalAveraging)] : [];
  return { judgeOf, generate, augment, discriminatorLoss, generatorLoss, classTerm, historyTerm };
}

/** @throws InputError where a loss of a notebook's cell is one number per image */
export function oneNumber(value: tfjs.Tensor, what: string, action = "train the GAN"): tfjs.Scalar {
  if (value.rank !== 0)
    fail(
      action,
      `${what} of shape [${value.shape.join(", ")}]`,
      "one number, of shape []",
      "Take tf.mean(...) of it in the cell that defines it.",
    );
  return value as tfjs.Scalar;
}
