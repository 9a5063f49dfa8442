/** One way to train the generators, judged by what their images add to a classifier. */
export interface TruthConfiguration {
  readonly name: string;
  /** Settings that differ from the profile quick. */
  readonly set: Readonly<Record<string, string | number>>;
}

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
  { name: "AC-GAN", set: { "gan.network": "ac-gan" } },
  { name: "conditional, hinge", set: { "gan.network": "conditional", "gan.variant": "hinge" } },
  { name: "diffusion", set: { "gan.variant": "diffusion", "gan.epochs": 100 } }, // 900 steps
];
