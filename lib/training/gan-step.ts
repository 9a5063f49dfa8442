import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";
import { applyGradients } from "./apply-gradients";
import type { GanBatch } from "./gan-batch";
import { nonSaturating } from "./gan-loss";
import { gradientPenalty } from "./gan-penalty";
import type { GanNetworks, GanStepOptions } from "./gan-step-options";
import { historicalAverage, type HistoricalAverage } from "./historical-average";
import { trainableVariables } from "./network-weights";
import { oneNumber, stepPasses } from "./step-passes";

/** The losses of one step, not yet read back; the caller disposes them. */
export interface GanLosses {
  /** On the real and the fake batch, lambda times the penalty included; class terms and historical averaging are not. */
  readonly discriminator: tfjs.Scalar;
  /** Without class term and historical averaging, too. */
  readonly generator: tfjs.Scalar;
  /** Before the weight lambda; 0 when the penalty is off. A lazy one counts as often as it stands for, and 0 between. */
  readonly penalty: tfjs.Scalar;
}

/** What a step leaves out. */
export interface StepParts {
  /** The generator stays; its loss is that of the discriminator's fakes, before the discriminator moves. */
  readonly isAlone?: boolean;
  /** A step between two of a lazy penalty. */
  readonly isWithoutPenalty?: boolean;
}

/** What a discriminator's step gives: its losses, the generator's if it is alone, and its outputs if they are observed. */
interface DiscriminatorStep {
  readonly losses: Omit<GanLosses, "generator"> & Partial<GanLosses>;
  readonly ofReal: tfjs.Tensor | undefined;
}

/** A step, a step of the discriminator alone, and their optimisers. */
export interface GanStep {
  (batch: GanBatch, parts?: StepParts): GanLosses;
  /** A step with `isAlone`. */
  discriminatorAlone(batch: GanBatch, parts?: StepParts): GanLosses;
  readonly optimizers: { readonly generator: tfjs.AdamOptimizer; readonly discriminator: tfjs.AdamOptimizer };
  /** The mean weights of both networks, the caller's to dispose; undefined without historical averaging. */
  readonly averages: Readonly<Record<"generator" | "discriminator", HistoricalAverage>> | undefined;
}

/**
 * One step of the paper's DCGAN: the discriminator on a real and a fake batch separately (batch norm sees each alone),
 * then the generator through the discriminator. Nothing is read back; the losses are the only tensors it leaves.
 *
 * The discriminator's batch-norm averages follow its real and its fake batches only: the penalty's pass and the
 * generator's step put them back, and the latter moves no weight of the discriminator.
 *
 * A pair told boxes sees a third batch, the real images with other images' boxes, as fakes (Reed et al. 2016, section 4.2): the
 * boxes must fit, too. Its penalty is the slope in the image alone, the boxes stay.
 *
 * Augmented, the penalty is taken between augmented images: where the discriminator is trained, and without a second
 * derivative of the augmentation.
 *
 * With a lazy penalty the discriminator's Adam has c = every / (every + 1): step size times c, betas to the power of c, as if it
 * took the penalty's steps beside the others (Karras et al. 2020b, appendix B).
 *
 * Adam is tfjs', which adds epsilon (1e-7) to the root of the corrected second moment, as Kingma & Ba 2015, algorithm 1,
 * and PyTorch do; Keras adds it before the correction. The first step of a gradient of 1e-6 is 3.8 times Keras'; where
 * gradients are far above epsilon both are equal.
 *
 * Source: Radford et al. 2016 for the order; the paper, section 4.2.2, for loss, penalty and Adam; label inversion and
 * "real distributed noise" are named there without amounts.
 */
export function ganStep(networks: GanNetworks, options: GanStepOptions): GanStep {
  const every = options.penaltyWeight > 0 ? options.penaltyEvery : 1; // without a penalty none is lazy
  const optimizers = { generator: adam(options), discriminator: adam(options, every) };
  const averages = (options.historicalAveraging ?? 0) === 0 ? undefined : historicalAverages(networks);
  const withMovingStatisticsKept = preserveMovingStatistics(networks.discriminator);
  const tools = {
    networks,
    options,
    optimizers,
    averages,
    withMovingStatisticsKept,
    ...stepPasses(networks, options),
  };
  const step = (batch: GanBatch, which: StepParts = {}): GanLosses =>
    tf.tidy(() => {
      const { losses, ofReal } = trainDiscriminator(tools, batch, which);
      const all = which.isAlone ? losses : { ...losses, generator: trainGenerator(tools, batch) };
      if (ofReal) options.observe?.(ofReal);
      return all as unknown as tfjs.TensorContainerObject;
    }) as unknown as GanLosses;
  const discriminatorAlone = (b: GanBatch, which?: StepParts) => step(b, { ...which, isAlone: true });
  return Object.assign(step, { discriminatorAlone, optimizers, averages });
}

/** What both halves of a step work with. */
interface StepTools extends ReturnType<typeof stepPasses>, Pick<GanStep, "optimizers" | "averages"> {
  readonly networks: GanNetworks;
  readonly options: GanStepOptions;
  readonly withMovingStatisticsKept: <T>(run: () => T) => T;
}

function trainDiscriminator(
  tools: StepTools,
  b: GanBatch,
  { isAlone, isWithoutPenalty }: StepParts,
): DiscriminatorStep {
  const { networks, options, optimizers, averages, withMovingStatisticsKept } = tools;
  const { judgeOf, generate, augment, discriminatorLoss, generatorLoss, classTerm, historyTerm } = tools;
  const { loss = nonSaturating, spectralNorm } = options;
  spectralNorm?.update();
  const real = augment(tf.add(b.real, b.noiseReal));
  const fake = augment(tf.add(generate(b.latentD, b), b.noiseFake));
  const judge = judgeOf(b);
  const kept: Partial<Record<"penalty" | "generator" | "outputs" | "discriminator", tfjs.Tensor>> = {};
  const keep = (as: keyof typeof kept, value: tfjs.Tensor): void => {
    kept[as] = tf.keep(value.clone());
  };
  try {
    const { value, grads } = tf.variableGrads(() => {
      const [ofReal, ofFake] = [judge(real), judge(fake)];
      let total = discriminatorLoss({ ofReal, ofFake, real }, b, withMovingStatisticsKept);
      if (options.observe) keep("outputs", ofReal.logits);
      if (isAlone) keep("generator", generatorLoss(loss.matchesFeatures && ofReal, ofFake));
      if (options.penaltyWeight > 0 && !isWithoutPenalty) {
        const measured = penaltyBetween(tools, b, { real, fake });
        keep("penalty", measured);
        total = tf.add<tfjs.Scalar>(total, tf.mul(measured, options.penaltyWeight));
      }
      const more = [
        ...classTerm(ofReal, b),
        ...classTerm(ofFake, b),
        ...historyTerm(averages?.discriminator),
      ];
      if (more.length === 0) return total;
      keep("discriminator", total);
      return tf.addN([total, ...more]);
    }, trainableVariables(networks.discriminator));
    applyGradients(optimizers.discriminator, grads);
    averages?.discriminator.update();
    return {
      losses: {
        discriminator: (kept.discriminator?.clone() ?? value) as tfjs.Scalar,
        penalty: (kept.penalty?.clone() ?? tf.scalar(0)) as tfjs.Scalar,
        ...(kept.generator && { generator: kept.generator.clone() as tfjs.Scalar }),
      },
      ofReal: kept.outputs?.clone(),
    };
  } finally {
    tf.dispose(Object.values(kept));
  }
}

/** The penalty of a discriminator's step, as often as it stands for steps without one. */
function penaltyBetween(
  { options, judgeOf, withMovingStatisticsKept }: StepTools,
  b: GanBatch,
  { real, fake }: Readonly<Record<"real" | "fake", tfjs.Tensor4D>>,
): tfjs.Scalar {
  const { penalty = gradientPenalty, penaltyEvery = 1 } = options;
  const judge = judgeOf(b);
  const one = oneNumber(
    withMovingStatisticsKept(() => penalty.value((images) => judge(images).logits, real, fake, b.mix)),
    `the penalty "${penalty.name}"`,
  );
  return penaltyEvery === 1 ? one : tf.mul<tfjs.Scalar>(one, penaltyEvery);
}

function trainGenerator(tools: StepTools, b: GanBatch): tfjs.Scalar {
  const { networks, options, optimizers, averages, withMovingStatisticsKept } = tools;
  const { judgeOf, generate, augment, generatorLoss, classTerm, historyTerm } = tools;
  const { loss = nonSaturating, classWeight = 1 } = options;
  let kept: tfjs.Scalar | undefined;
  try {
    const { value, grads } = withMovingStatisticsKept(() => {
      const judge = judgeOf(b);
      const ofReal = loss.matchesFeatures && judge(augment(tf.add(b.real, b.noiseReal)));
      return tf.variableGrads(() => {
        const ofFake = judge(augment(tf.add(generate(b.latentG, b), b.noiseG)));
        const total = generatorLoss(ofReal, ofFake);
        const more = [
          ...classTerm(ofFake, b).map((term) => tf.mul<tfjs.Scalar>(term, classWeight)),
          ...historyTerm(averages?.generator),
        ];
        if (more.length === 0) return total;
        kept = tf.keep(total.clone());
        return tf.addN([total, ...more]);
      }, trainableVariables(networks.generator));
    });
    applyGradients(optimizers.generator, grads);
    averages?.generator.update();
    return kept?.clone() ?? value;
  } finally {
    kept?.dispose();
  }
}

/** @param every steps for which one penalty stands: those of the penalty are as if taken beside the others */
function adam({ learningRate, beta1, beta2 }: GanStepOptions, every = 1): tfjs.AdamOptimizer {
  const c = every === 1 ? 1 : every / (every + 1);
  return tf.train.adam(learningRate * c, beta1 ** c, beta2 ** c);
}

const historicalAverages = ({ generator, discriminator }: GanNetworks) => ({
  generator: historicalAverage(trainableVariables(generator)),
  discriminator: historicalAverage(trainableVariables(discriminator)),
});

/** Runs a function after which a model's batch-norm averages are what they were. Call it inside a tidy. */
function preserveMovingStatistics(model: tfjs.LayersModel): <T>(run: () => T) => T {
  const averages = model.weights.filter((w) => !w.trainable).map((w) => w.read() as tfjs.Variable);
  return (run) => {
    const before = averages.map((average) => average.clone());
    try {
      return run();
    } finally {
      averages.forEach((average, i) => average.assign(before[i] as tfjs.Tensor));
    }
  };
}
