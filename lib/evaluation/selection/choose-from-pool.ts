import { sum } from "../../core/arrays";
import { pick, withLabel, type ImageSet } from "../../data/image-set";
import { discard } from "../../quality/discard";
import { engineMultiply } from "../../quality/engine-multiply";
import { generate } from "../../training/generate";
import { joinClasses } from "../../training/join-classes";
import type { FoldGenerators, SyntheticImages } from "../fold-generators";
import { selectionRules, type SelectionRule } from "./selection-rules";
import { trainingFeatures } from "./training-features";

/** Which images of how large a pool. */
export interface PoolChoice {
  readonly rule: SelectionRule;
  /** Candidates drawn per image that is wanted. */
  readonly poolTimes: number;
}

/**
 * Each class's images chosen by a rule out of a pool of that class's generator. Every rule has the same pool, without
 * the images that look least real: farthest-point would take those first.
 *
 * @returns facts: candidates drawn, and discarded before the choice, of all classes. Where less than `count` of a pool
 *   are left, these are all
 * @throws InputError for no GAN
 */
export async function chooseFromPool(
  { gans, real, count, seed }: FoldGenerators,
  { rule, poolTimes }: PoolChoice,
): Promise<SyntheticImages> {
  const features = trainingFeatures(real, { multiply: engineMultiply });
  const chosen = await Promise.all(
    gans.map(async (gan) => {
      const drawn = await generate(gan, poolTimes * count, "pool");
      const pool = { label: gan.label, real, features, seed, multiply: engineMultiply };
      return { drawn, ...chooseReal(drawn, pool, { rule, count }) };
    }),
  );
  return {
    images: joinClasses(chosen.map((c) => c.images)),
    facts: {
      poolDrawn: sum(chosen.map((c) => c.drawn.ids.length)),
      poolDiscarded: sum(chosen.map((c) => c.discarded)),
    },
  };
}

/**
 * Images of one class chosen from candidates, after those that look least real are gone.
 * @param pool what may judge them
 */
export function chooseReal(
  candidates: ImageSet<"synthetic">,
  pool: Omit<Parameters<(typeof selectionRules)[SelectionRule]>[0], "images">,
  { rule, count }: { readonly rule: SelectionRule; readonly count: number },
): { readonly images: ImageSet<"synthetic">; readonly discarded: number } {
  const judges = withLabel(pool.real, pool.label);
  const { kept, rejected } = discard(candidates, judges, { seed: pool.seed, multiply: pool.multiply });
  const order = selectionRules[rule]({ ...pool, images: kept });
  return { images: pick(kept, order.slice(0, count)), discarded: rejected.ids.length };
}
