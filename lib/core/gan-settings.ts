import { ganVariantNames } from "./gan-variants";
import { choice, integer, number, type SettingDefinition } from "./setting-definition";

/** A GAN's setting: what training needs of it, beside what every setting has. */
export interface GanSetting {
  /**
   * When an interrupted training is called again with another value: `fixed`, it is another training and starts from
   * scratch; `recorded`, it resumes, and gan.json says from which epoch on; `free`, it makes no difference.
   */
  readonly resume: "fixed" | "recorded" | "free";
  /** Its row in notebook 02's table of what is trained; none where another row says it, or the table does not. */
  readonly row?: { readonly part: string; choice(value: number): string; readonly why: string };
}

/** The networks that are trained once for all classes, in place of one per class. */
const networksOfAllClasses: readonly string[] = ["conditional", "ac-gan", "diffusion"];

/** Whether a GAN is trained once on the images of all classes. */
export const isOfAllClasses = (network: string): boolean => networksOfAllClasses.includes(network);

/**
 * Every option of a GAN's training, once: `gan.NAME` is the setting, `GanOptions.NAME` what the training takes. A new one
 * is a row here and its use in the training.
 */
export const ganSettings = {
  "gan.network": {
    ...choice(
      ["small", "paper", "conditional", "ac-gan", "mlp", "diffusion", "wgan-gp", "wgan-gp-small"],
      ["small", "small", "paper"],
      "small: Radford's 32-pixel pair; paper: 4,870,785 + 791,169 parameters; conditional: small, one pair told the class instead of one per class; ac-gan: so too, but the discriminator is asked for it; mlp: dense layers alone; diffusion: one denoiser of all classes, no adversary (gan.variant=diffusion sets what goes with it); wgan-gp: Gulrajani's DCGAN at width 64, its critic without batch norm; wgan-gp-small: at width 16",
    ),
    resume: "fixed",
  },
  "gan.variant": {
    ...choice(
      ganVariantNames,
      ["none", "none", "none"],
      "a named set of the settings below; those set beside it count: lib/core/gan-variants.ts",
    ),
    resume: "free", // what it sets has rules of its own
  },
  "gan.normalisation": {
    ...choice(
      ["own", "none", "spectral"],
      ["own", "own", "own"],
      "of the discriminator; own: as the network is written; none: its batch norm left out; spectral: so too, and each kernel divided by its spectral norm",
    ),
    resume: "fixed",
  },
  "gan.loss": {
    ...choice(
      ["cross-entropy", "least-squares", "hinge", "wasserstein"],
      ["cross-entropy", "cross-entropy", "cross-entropy"],
      "what both networks are trained by; which penalty and normalisation go with it: lib/training/combinations.ts",
    ),
    resume: "fixed",
  },
  "gan.generatorLoss": {
    ...choice(
      ["adversarial", "feature-matching"],
      ["adversarial", "adversarial", "adversarial"],
      "of the generator; feature-matching: the distance between the discriminator's mean features of real and generated images",
    ),
    resume: "fixed",
  },
  "gan.classWeight": {
    ...number(
      [0, 100],
      [1, 1, 1],
      "ac-gan: weight of the class term in the generator's loss, 1 in the discriminator's; 0.1 or 0.2 where variety within a class is lost",
    ),
    resume: "recorded",
  },
  "gan.minibatchKernels": {
    ...integer(
      [0, 256],
      [0, 0, 0],
      "minibatch discrimination: kernels of 5 numbers by which the discriminator compares an image with its batch; 0: off; 16 to begin with; without a gradient penalty",
    ),
    resume: "fixed",
  },
  "gan.referenceBatch": {
    ...integer(
      [0, 512],
      [0, 0, 0],
      "virtual batch norm: latents of the fixed batch by whose statistics the generator's batch norms go, in place of the batch mates'; 0: off; 16 to begin with, each takes as long as an image of a batch",
    ),
    resume: "fixed",
  },
  "gan.historicalAveraging": {
    ...number(
      [0, 100],
      [0, 0, 0],
      "weight of the squared distance of both networks' weights to their mean over all steps; 0: off",
    ),
    resume: "fixed",
  },
  "gan.smoothing": {
    ...number(
      [0, 0.5],
      [0, 0, 0],
      "one-sided: the discriminator's target of a real image is 1 - this; 0.1 in Salimans et al. 2016",
    ),
    resume: "recorded",
  },
  "gan.criticSteps": {
    ...integer(
      [1, 100],
      [1, 1, 1],
      "steps of the discriminator per step of the generator; an epoch stays one pass over the images",
    ),
    resume: "fixed",
    row: {
      part: "discriminator's steps",
      choice: (n) => `${n} per step of the generator`,
      why: "section 4.2.2 trains both in turn; 5 in Gulrajani et al. 2017",
    },
  },
  "gan.epochs": {
    ...integer(
      [1, 100000],
      [4, 200, 2500],
      "passes over the training images of one class; conditional: of all",
    ),
    resume: "recorded",
  },
  "gan.batchSize": {
    ...integer([2, 512], [16, 16, 16], "images per step"),
    resume: "fixed",
    row: { part: "batch", choice: (n) => `${n} images per step`, why: "section 4.2.2" },
  },
  "gan.learningRate": {
    ...number(
      [1e-7, 1],
      [5e-4, 5e-4, 2e-4],
      "Adam's step size, both networks; larger where there are few steps",
    ),
    resume: "recorded",
    row: { part: "Adam's step size", choice: String, why: "section 4.2.2" },
  },
  "gan.beta1": {
    ...number([0, 0.9999], [0.5, 0.5, 0.5], "Adam's first decay"),
    resume: "fixed",
    row: { part: "Adam's beta1", choice: String, why: "section 4.2.2" },
  },
  "gan.beta2": {
    ...number([0, 0.99999], [0.999, 0.999, 0.999], "Adam's second decay (unstated)"),
    resume: "fixed",
    row: { part: "Adam's beta2", choice: String, why: "not stated in section 4.2.2" },
  },
  "gan.penalty": {
    ...choice(
      ["none", "interpolates", "r1", "dragan"],
      ["interpolates", "interpolates", "interpolates"],
      "gradient penalty on logits; interpolates: two-sided, between real and fake; r1: of real images, towards 0; dragan: two-sided, around real images",
    ),
    resume: "fixed", // but for "none", which is "interpolates" with a penaltyWeight of 0
  },
  "gan.penaltyWeight": {
    ...number(
      [0, 1000],
      [1, 1, 10],
      "lambda (unstated; 10 in the reference the paper cites; 1 learns faster in few steps)",
    ),
    resume: "recorded", // its row is the penalty's
  },
  "gan.penaltyEvery": {
    ...integer(
      [1, 64],
      [1, 1, 1],
      "steps of the discriminator for which one penalty stands, with as many times its weight; 16: lazy R1 of StyleGAN2",
    ),
    resume: "fixed",
  },
  "gan.flipProbability": {
    ...number(
      [0, 0.5],
      [0.05, 0.05, 0.05],
      "chance that D's target of an image is inverted ('label inversion', amount unstated)",
    ),
    resume: "recorded",
    row: {
      part: "label inversion",
      choice: (p) => (p === 0 ? "off" : `each of the discriminator's targets is inverted with p = ${p}`),
      why: "named in section 4.2.2 without an amount",
    },
  },
  "gan.noise": {
    ...number(
      [0, 2],
      [0.1, 0.1, 0.1],
      "instance noise at the start, sd on [-1, 1]; falls linearly to 0 (amount unstated)",
    ),
    resume: "recorded",
    row: {
      part: "real distributed noise",
      choice: (sd) =>
        sd === 0 ? "off" : `noise of sd ${sd} on what the discriminator sees, falling linearly to 0`,
      why: "named in section 4.2.2 without a definition; instance noise is one reading",
    },
  },
  "gan.augmentation": {
    ...choice(
      ["none", "diffaugment", "ada"],
      ["none", "none", "none"],
      "of what D sees, real and fake (not in the paper); diffaugment: always shifted, cut and changed in brightness; ada: mirrored, moved and changed in brightness as often as D overfits, lib/training/augmentation/adaptive-augmentation.ts",
    ),
    resume: "fixed",
  },
  "gan.ema": {
    ...number(
      [0, 0.99999],
      [0.9, 0.99, 0.999],
      "decay of the generator's averaged weights, used for samples; 0: off",
    ),
    resume: "recorded",
    row: {
      part: "averaged generator",
      choice: (decay) => (decay === 0 ? "off" : `decay ${decay} per step; its images are the samples`),
      why: "not in the paper: the cheapest gain a small GAN can have",
    },
  },
  "gan.measureEvery": {
    ...integer(
      [0, 100000],
      [2, 20, 50],
      "epochs between looks at the validation images: KID, coverage, alarms; 0: never",
    ),
    resume: "recorded",
  },
  "gan.keep": {
    ...choice(
      ["last", "best"],
      ["last", "last", "last"],
      "which generator is used; last: after the last step; best: the latest no worse on validation images than noise explains",
    ),
    resume: "free", // the training is the same; gan.json says which one is used
  },
  "gan.patience": {
    ...integer(
      [0, 1000],
      [0, 0, 0],
      "looks at validation images without improvement after which training ends; 0: never",
    ),
    resume: "recorded",
  },
  "gan.width": {
    ...integer([8, 128], [8, 16, 16], "diffusion: channels at full size, a multiple of 8"),
    resume: "fixed",
  },
  "gan.mirror": {
    ...number([0, 1], [0, 0, 0], "diffusion: chance that a training image is mirrored; samples then are too"),
    resume: "recorded",
  },
  "gan.shift": {
    ...integer(
      [0, 8],
      [0, 0, 0],
      "diffusion: training images are shifted by up to so many pixels; samples too",
    ),
    resume: "recorded",
  },
  "gan.samplingSteps": {
    ...integer([2, 1000], [10, 25, 50], "diffusion: steps of the network per sample"),
    resume: "fixed",
  },
  "gan.guidance": {
    ...number([0, 20], [0, 0, 0], "diffusion: strength of the class in samples; above 0 they vary less"),
    resume: "fixed",
  },
  "gan.checkpointEvery": {
    ...integer([1, 100000], [2, 40, 25], "epochs between checkpoints"),
    resume: "free",
  },
} as const satisfies Record<`gan.${string}`, SettingDefinition & GanSetting>;
