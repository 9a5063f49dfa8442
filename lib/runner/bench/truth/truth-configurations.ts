/** One way to train the generators, judged by what their images add to a classifier. */
export interface TruthConfiguration {
  readonly name: string;
  /** Settings that differ from the profile quick. */
  readonly set: Readonly<Record<string, string | number>>;
}

/** The arm of `npm run ablation` that came nearest to the real images; a thousand steps of a generator of 72 images. */
const wganGp = {
  "gan.normalisation": "none",
  "gan.loss": "wasserstein",
  "gan.penaltyWeight": 10,
  "gan.criticSteps": 5,
  "gan.beta1": 0,
  "gan.beta2": 0.9,
  "gan.flipProbability": 0,
  "gan.noise": 0,
  "gan.epochs": 1000,
  "gan.measureEvery": 50,
  "gan.checkpointEvery": 200,
} as const;

/** What `npm run bench -- truth` compares. A new one is one row; the first is quick as it is. */
export const truthConfigurations: readonly TruthConfiguration[] = [
  { name: "quick", set: {} },
  { name: "conditional", set: { "gan.network": "conditional" } },
  { name: "DiffAugment", set: { "gan.augmentation": "diffaugment" } },
  { name: "ADA", set: { "gan.augmentation": "ada" } },
  {
    name: "conditional, DiffAugment",
    set: { "gan.network": "conditional", "gan.augmentation": "diffaugment" },
  },
  { name: "conditional, ADA", set: { "gan.network": "conditional", "gan.augmentation": "ada" } },
  { name: "virtual batch norm", set: { "gan.referenceBatch": 16 } },
  { name: "AC-GAN", set: { "gan.network": "ac-gan" } },
  { name: "conditional, hinge", set: { "gan.network": "conditional", "gan.variant": "hinge" } },
  { name: "WGAN-GP", set: wganGp },
  {
    name: "conditional, WGAN-GP",
    set: { ...wganGp, "gan.network": "conditional", "gan.epochs": 556 }, // as many steps on 144 images
  },
  { name: "diffusion", set: { "gan.variant": "diffusion", "gan.epochs": 100 } }, // 900 steps
];
