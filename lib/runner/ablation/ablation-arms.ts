/** One remedy: what differs from the base's settings, and steps of the generator in one pass over a class's 144 images. */
export interface AblationArm {
  readonly name: string;
  readonly set: Readonly<Record<string, string | number>>;
  /** Trained on both classes, and measured on each; others are trained on the first class alone. */
  readonly isOfBothClasses?: true;
}

/** Cross-entropy with batch norm in the discriminator, Radford's Adam, samples of the averaged generator; no remedy. */
export const base: AblationArm["set"] = {
  "gan.network": "small",
  "gan.penalty": "none",
  "gan.flipProbability": 0,
  "gan.noise": 0,
  "gan.learningRate": 2e-4,
  "gan.ema": 0.99,
};

const withoutBatchNorm = { "gan.normalisation": "none" } as const;
const slowStart = { "gan.beta1": 0, "gan.beta2": 0.9 } as const;

/** Each remedy alone, in the order of the table. A new one is a row. */
export const ablationArms: readonly AblationArm[] = [
  { name: "base", set: {} },
  { name: "no averaged generator", set: { "gan.ema": 0 } },
  { name: "label inversion 0.05", set: { "gan.flipProbability": 0.05 } },
  { name: "instance noise 0.1", set: { "gan.noise": 0.1 } },
  { name: "one-sided smoothing 0.1", set: { "gan.smoothing": 0.1 } },
  {
    name: "penalty between real and fake, 10",
    set: { "gan.penalty": "interpolates", "gan.penaltyWeight": 10 },
  },
  { name: "DiffAugment", set: { "gan.augmentation": "diffaugment" } },
  { name: "ADA", set: { "gan.augmentation": "ada" } },
  { name: "feature matching", set: { "gan.generatorLoss": "feature-matching" } },
  { name: "minibatch discrimination, 16", set: { "gan.minibatchKernels": 16 } },
  { name: "historical averaging 0.01", set: { "gan.historicalAveraging": 0.01 } },
  { name: "virtual batch norm, 16", set: { "gan.referenceBatch": 16 } },
  { name: "least squares", set: { "gan.loss": "least-squares" } },
  { name: "no batch norm in D", set: withoutBatchNorm },
  { name: "spectral norm", set: { "gan.normalisation": "spectral" } },
  {
    name: "hinge, spectral norm",
    set: { "gan.normalisation": "spectral", "gan.loss": "hinge", ...slowStart },
  },
  { name: "R1, 1, no batch norm", set: { ...withoutBatchNorm, "gan.penalty": "r1", "gan.penaltyWeight": 1 } },
  {
    name: "lazy R1, 1 each 16th, no batch norm",
    set: { ...withoutBatchNorm, "gan.penalty": "r1", "gan.penaltyWeight": 1, "gan.penaltyEvery": 16 },
  },
  {
    name: "DRAGAN, 10, no batch norm",
    set: { ...withoutBatchNorm, "gan.penalty": "dragan", "gan.penaltyWeight": 10 },
  },
  {
    name: "WGAN-GP, 5 critic steps",
    set: {
      ...withoutBatchNorm,
      ...slowStart,
      "gan.loss": "wasserstein",
      "gan.penalty": "interpolates",
      "gan.penaltyWeight": 10,
      "gan.criticSteps": 5,
      "gan.learningRate": 5e-4,
    },
  },
  { name: "a pair per class", set: {}, isOfBothClasses: true },
  { name: "conditional by projection", set: { "gan.network": "conditional" }, isOfBothClasses: true },
  { name: "AC-GAN, weight 1", set: { "gan.network": "ac-gan" }, isOfBothClasses: true },
  {
    name: "AC-GAN, weight 0.2",
    set: { "gan.network": "ac-gan", "gan.classWeight": 0.2 },
    isOfBothClasses: true,
  },
];
