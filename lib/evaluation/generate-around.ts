import { mean, range } from "../core/arrays";
import { stream } from "../core/random";
import { imageSet, withLabel, type ImageSet } from "../data/image-set";
import { pixelsAt, openFrozenPair } from "../inversion/frozen-pair";
import { invert } from "../inversion/invert";
import { latentsAround } from "../inversion/latents-around";
import { joinClasses } from "../training/join-classes";
import type { TrainedGan } from "../training/trained-gan";
import type { FoldGenerators, SyntheticImages } from "./fold-generators";

/**
 * Synthetic images around the latents of the training images: each class's are searched in its generator, then images
 * are drawn at the radius `inversion.spread` from them, of each training image in turn.
 *
 * @returns facts: the spread, and the mean difference of the training images to what their latents make (0 to 2 per pixel)
 * @throws InputError for a conditional pair, whose generator knows all classes, and for no GAN
 * Source: the paper, section 6 (future work: "map an input random vector onto each training image").
 */
export async function generateAround(from: FoldGenerators): Promise<SyntheticImages> {
  const parts: { images: ImageSet<"synthetic">; residual: number }[] = [];
  for (const gan of from.gans) parts.push(await aroundOfClass(gan, from)); // one after the other: each takes every thread
  return {
    images: joinClasses(parts.map(({ images }) => images)),
    facts: { spread: from.inversion.spread, residual: mean(parts, ({ residual }) => residual) },
  };
}

async function aroundOfClass(
  gan: TrainedGan,
  { real, count, seed, inversion: { steps, spread } }: FoldGenerators,
): Promise<{ images: ImageSet<"synthetic">; residual: number }> {
  const own = withLabel(real, gan.label);
  const pair = await openFrozenPair(gan);
  try {
    const found = await invert(pair, own, { steps, starts: 1, seed });
    const each = Math.ceil(count / own.ids.length);
    const random = stream(seed, "around", gan.name);
    const rounds = range(each).map(() => latentsAround(found.latents, gan.latentDim, random, { spread }));
    const latents = new Float32Array(each * found.latents.length);
    rounds.forEach((round, k) => latents.set(round, k * found.latents.length));
    const images = imageSet("synthetic", {
      foldId: gan.foldId,
      seen: [...new Set([...gan.trainIds, ...own.ids])],
      ids: range(count).map((i) => `${gan.name}-around-${gan.hash.slice(0, 8)}-${i}`),
      labels: range(count).map(() => gan.label),
      size: gan.size,
      pixels: pixelsAt(pair, latents.slice(0, count * gan.latentDim)),
    });
    return { images, residual: mean(found.residual) };
  } finally {
    pair.dispose();
  }
}
