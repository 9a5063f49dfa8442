import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";
import { nonSaturating, type GanLoss } from "./gan-loss";
import { gradientPenalty, type GanPenalty } from "./gan-penalty";
import type { SpectralNorm } from "./spectral-norm";
import { withClasses } from "./with-classes";

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
}

/** The losses of one step, not yet read back; the caller disposes them. */
export interface GanLosses {
  /** On the real and the fake batch, lambda times the penalty included. */
  readonly discriminator: tfjs.Scalar;
  readonly generator: tfjs.Scalar;
  /** Before the weight lambda; 0 when the penalty is off. */
  readonly penalty: tfjs.Scalar;
}

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
  /** Of the discriminator; by default its kernels are used as they are. */
  readonly spectralNorm?: SpectralNorm | undefined;
  /** Done to all images that the discriminator sees, differentiable once; by default nothing. */
  readonly augment?: ((images: tfjs.Tensor4D) => tfjs.Tensor4D) | undefined;
  /** Shown the discriminator's outputs for the real images, when the step's last network has moved. */
  readonly observe?: ((outputs: tfjs.Tensor) => void) | undefined;
}

/** A step, a step of the discriminator alone, and their optimisers. */
export interface GanStep {
  (batch: GanBatch): GanLosses;
  /** The generator stays; its loss is that of the discriminator's fakes, before the discriminator moves. */
  discriminatorAlone(batch: GanBatch): GanLosses;
  readonly optimizers: { readonly generator: tfjs.AdamOptimizer; readonly discriminator: tfjs.AdamOptimizer };
}

/**
 * One step of the paper's DCGAN: the discriminator on a real and a fake batch separately (batch norm sees each alone),
 * then the generator through the discriminator. Nothing is read back; the losses are the only tensors it leaves.
 *
 * The discriminator's batch-norm averages follow its real and its fake batches only: the penalty's pass and the
 * generator's step put them back, and the latter moves no weight of the discriminator.
 *
 * Augmented, the penalty is taken between augmented images: where the discriminator is trained, and without a second
 * derivative of the augmentation.
 *
 * Adam is tfjs', which adds epsilon (1e-7) to the root of the corrected second moment, as Kingma & Ba 2015, algorithm 1,
 * and PyTorch do; Keras adds it before the correction. The first step of a gradient of 1e-6 is 3.8 times Keras'; where
 * gradients are far above epsilon both are equal.
 *
 * Source: Radford et al. 2016 for the order; the paper, section 4.2.2, for loss, penalty and Adam; label inversion and
 * "real distributed noise" are named there without amounts.
 */
export function ganStep({ generator, discriminator }: GanNetworks, options: GanStepOptions): GanStep {
  const adam = (): tfjs.AdamOptimizer => tf.train.adam(options.learningRate, options.beta1, options.beta2);
  const optimizers = { generator: adam(), discriminator: adam() };
  const { loss = nonSaturating, penalty = gradientPenalty, spectralNorm } = options;
  const apply = (images: tfjs.Tensor, classes: tfjs.Tensor | undefined): tfjs.Tensor =>
    discriminator.apply(withClasses(images, classes), { training: true }) as tfjs.Tensor;
  const discriminateOf =
    ({ classes }: GanBatch) =>
    (images: tfjs.Tensor): tfjs.Tensor =>
      spectralNorm ? spectralNorm.within(() => apply(images, classes)) : apply(images, classes);
  const generate = (latent: tfjs.Tensor, { classes }: GanBatch): tfjs.Tensor4D =>
    generator.apply(withClasses(latent, classes), { training: true }) as tfjs.Tensor4D;
  const augment = options.augment ?? ((images: tfjs.Tensor4D) => images);
  const nameOfGeneratorLoss = `the generator's loss "${loss.name}"`;
  const withMovingStatisticsKept = preserveMovingStatistics(discriminator);

  const trainDiscriminator = (
    b: GanBatch,
    isAlone: boolean,
  ): { losses: Omit<GanLosses, "generator"> & Partial<GanLosses>; ofReal: tfjs.Tensor | undefined } => {
    spectralNorm?.update();
    const real = augment(tf.add(b.real, b.noiseReal));
    const fake = augment(tf.add(generate(b.latentD, b), b.noiseFake));
    const discriminate = discriminateOf(b);
    let kept: tfjs.Scalar | undefined;
    let outputs: tfjs.Tensor | undefined;
    let generatorLoss: tfjs.Scalar | undefined;
    try {
      const { value, grads } = tf.variableGrads(() => {
        const targets = { real: b.targetsReal, fake: b.targetsFake };
        const [ofReal, ofFake] = [discriminate(real), discriminate(fake)];
        const total = oneNumber(
          loss.discriminator(ofReal, ofFake, targets),
          `the discriminator's loss "${loss.name}"`,
        );
        if (options.observe) outputs = tf.keep(ofReal.clone());
        if (isAlone) generatorLoss = tf.keep(oneNumber(loss.generator(ofFake), nameOfGeneratorLoss).clone());
        if (options.penaltyWeight === 0) return total;
        const measured = oneNumber(
          withMovingStatisticsKept(() => penalty.value(discriminate, real, fake, b.mix)),
          `the penalty "${penalty.name}"`,
        );
        kept = tf.keep(measured.clone());
        return tf.add<tfjs.Scalar>(total, tf.mul(measured, options.penaltyWeight));
      }, variables(discriminator));
      applyGradients(optimizers.discriminator, grads);
      return {
        losses: {
          discriminator: value,
          penalty: kept?.clone() ?? tf.scalar(0),
          ...(generatorLoss && { generator: generatorLoss.clone() }),
        },
        ofReal: outputs?.clone(),
      };
    } finally {
      kept?.dispose();
      outputs?.dispose();
      generatorLoss?.dispose();
    }
  };

  const trainGenerator = (b: GanBatch): tfjs.Scalar => {
    const { value, grads } = withMovingStatisticsKept(() =>
      tf.variableGrads(
        () =>
          oneNumber(
            loss.generator(discriminateOf(b)(augment(tf.add(generate(b.latentG, b), b.noiseG)))),
            nameOfGeneratorLoss,
          ),
        variables(generator),
      ),
    );
    applyGradients(optimizers.generator, grads);
    return value;
  };

  const steps = (batch: GanBatch, isAlone: boolean): GanLosses =>
    tf.tidy(() => {
      const { losses, ofReal } = trainDiscriminator(batch, isAlone);
      const all = isAlone ? losses : { ...losses, generator: trainGenerator(batch) };
      if (ofReal) options.observe?.(ofReal);
      return all as unknown as tfjs.TensorContainerObject;
    }) as unknown as GanLosses;
  const step = (batch: GanBatch): GanLosses => steps(batch, false);
  const discriminatorAlone = (batch: GanBatch): GanLosses => steps(batch, true);
  return Object.assign(step, { discriminatorAlone, optimizers });
}

/** @throws InputError where a loss of a notebook's cell is one number per image */
function oneNumber(value: tfjs.Tensor, what: string): tfjs.Scalar {
  if (value.rank !== 0)
    fail(
      "train the GAN",
      `${what} of shape [${value.shape.join(", ")}]`,
      "one number, of shape []",
      "Take tf.mean(...) of it in the cell that defines it.",
    );
  return value as tfjs.Scalar;
}

const variables = (model: tfjs.LayersModel): tfjs.Variable[] =>
  model.trainableWeights.map((weight) => weight.read() as tfjs.Variable);

/** Adam declares its gradients more narrowly than what `variableGrads` gives. */
const applyGradients = (optimizer: tfjs.Optimizer, grads: tfjs.NamedTensorMap): void =>
  optimizer.applyGradients(grads);

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
