import { sum } from "../core/arrays";
import { pick, withLabel, type ImageSet } from "../data/image-set";
import { discard } from "../quality/discard";
import { engineMultiply } from "../quality/engine-multiply";
import type { TrainedGan } from "../training/trained-gan";
import { generate, generateAll } from "../training/generate";
import { joinClasses } from "../training/join-classes";
import { doses } from "./doses/add-dose";
import type { FoldGenerators, SyntheticImages } from "./fold-generators";
import { generateAround } from "./generate-around";
import { chooseFromPool } from "./selection/choose-from-pool";

/** Ways to make an arm's synthetic images, by the name an arm needs them under. A new one is one entry here. */
export const syntheticSources = {
  synthetic: async ({ gans, count }) => ({ images: await generateAll(gans, count), facts: {} }),
  kept: keepMostReal,
  random: (from) => chooseFromPool(from, { rule: "random", poolTimes: 4 }),
  farthest: (from) => chooseFromPool(from, { rule: "farthest", poolTimes: 4 }),
  boundary: (from) => chooseFromPool(from, { rule: "boundary", poolTimes: 4 }),
  typical: (from) => chooseFromPool(from, { rule: "typical", poolTimes: 4 }),
  "dose pool": dosePool,
  around: generateAround,
} as const satisfies Record<string, (from: FoldGenerators) => Promise<SyntheticImages>>;

/** Kind of synthetic images that an arm may need. */
export type SyntheticSource = keyof typeof syntheticSources;

/** As many images, those that look least real replaced. */
async function keepMostReal({ gans, real, count, seed }: FoldGenerators): Promise<SyntheticImages> {
  const chosen = await Promise.all(gans.map((gan) => generateUntilKept(gan, real, count, seed)));
  return {
    images: joinClasses(chosen.map((c) => c.kept)),
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

/** One pool per class for all doses: as many images as the largest needs, in the order in which they were drawn. */
async function dosePool({ gans, real }: FoldGenerators): Promise<SyntheticImages> {
  const pools = await Promise.all(
    gans.map((gan) => {
      const count = Math.round(Math.max(...doses) * withLabel(real, gan.label).ids.length);
      return generate(gan, count, "doses");
    }),
  );
  return { images: joinClasses(pools), facts: {} };
}
