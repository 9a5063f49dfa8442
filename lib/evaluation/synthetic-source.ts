import { sum } from "../core/arrays";
import { concat, pick, withLabel, type ImageSet } from "../data/image-set";
import { discard } from "../quality/discard";
import { engineMultiply } from "../quality/engine-multiply";
import type { TrainedGan } from "../training/trained-gan";
import { generate, generateAll } from "../training/generate";

/** Generators of a fold, and the real images they were trained on. */
export interface FoldGenerators {
  /** One per class, at least one. */
  readonly gans: readonly TrainedGan[];
  readonly real: ImageSet<"train">;
  /** Images wanted of each. */
  readonly count: number;
  readonly seed: number;
}

/** Synthetic images for an arm, and numbers worth keeping of how they came about. */
export interface SyntheticImages {
  readonly images: ImageSet<"synthetic">;
  readonly facts: Readonly<Record<string, number>>;
}

/** Ways to make an arm's synthetic images, by the name an arm needs them under. A new one is one entry here. */
export const syntheticSources = {
  synthetic: async ({ gans, count }) => ({ images: await generateAll(gans, count), facts: {} }),
  kept: keepMostReal,
} as const satisfies Record<string, (from: FoldGenerators) => Promise<SyntheticImages>>;

/** Kind of synthetic images that an arm may need. */
export type SyntheticSource = keyof typeof syntheticSources;

/** As many images, those that look least real replaced. */
async function keepMostReal({ gans, real, count, seed }: FoldGenerators): Promise<SyntheticImages> {
  const chosen = await Promise.all(gans.map((gan) => generateUntilKept(gan, real, count, seed)));
  const [first, ...rest] = chosen.map((c) => c.kept);
  if (!first) throw new RangeError("no generator");
  return {
    images: concat(first, ...rest),
    facts: { lookedAt: sum(chosen.map((c) => c.lookedAt)), discarded: sum(chosen.map((c) => c.discarded)) },
  };
}

/** Draws synthetic images until the wanted number survives, at most eight times as many; fewer survive then. */
async function generateUntilKept(gan: TrainedGan, train: ImageSet<"train">, count: number, seed: number) {
  const real = withLabel(train, gan.label);
  for (let times = 2; ; times *= 2) {
    const candidates = await generate(gan, times * count, "kept");
    const { kept, rejected } = discard(candidates, real, { seed, multiply: engineMultiply });
    const found = { lookedAt: candidates.ids.length, discarded: rejected.ids.length };
    if (kept.ids.length >= count || times === 8)
      return { ...found, kept: pick(kept, kept.ids.map((_, i) => i).slice(0, count)) };
  }
}
