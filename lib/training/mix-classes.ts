import { fail, range } from "../core";
import type { Label } from "../data/label";
import { imagesAt, type GeneratedImages } from "./images-at";
import type { TrainedGan } from "./trained-gan";

/**
 * One latent on the way from one class to another: the class's code moves from the one to the other, z stays. What changes
 * is what the conditional pair holds to be the class; what stays is the rest.
 *
 * Why not the arithmetic of mean latents (Radford et al. 2016, section 6.3): a conditional pair's latents are drawn
 * independently of the class, so every class has the same mean latent, 0. Of two separate GANs each has latents of its own,
 * whose axes have nothing in common: a difference of the one's latents means nothing to the other.
 *
 * @param latent (latentDim)
 * @param steps images, the first of the class `from`, the last of `to`
 * @throws InputError for a GAN of one class
 * Source: Miyato & Koyama 2018, section 6.1 (category morphing).
 */
export async function mixClasses(
  gan: TrainedGan,
  latent: Float32Array,
  { from, to, steps }: { readonly from: Label; readonly to: Label; readonly steps: number },
): Promise<GeneratedImages> {
  const classes = gan.classes?.length ?? 0;
  if (classes === 0)
    fail(
      "mix classes",
      `a GAN of ${gan.name} alone: the latents of separate GANs have no axis in common`,
      "a conditional pair, which knows all classes",
      "Train one in notebook 02: gan.network=conditional.",
    );
  const latents = new Float32Array(steps * gan.latentDim);
  const codes = new Float32Array(steps * classes);
  for (const i of range(steps)) {
    latents.set(latent, i * gan.latentDim);
    const share = steps === 1 ? 0 : i / (steps - 1);
    codes[i * classes + from]! += 1 - share;
    codes[i * classes + to]! += share;
  }
  return imagesAt(gan, latents, codes);
}
