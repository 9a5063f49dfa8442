import { fail, range, stream } from "../core";
import type { ImageSet } from "../data/image-set";
import { sampleId } from "./images-at";
import { conditionCodes } from "./sample-images";
import { joinClasses } from "./join-classes";
import { openGenerator } from "./open-generator";
import { conditionOf, makeSynthetic, type TrainedGan } from "./trained-gan";

/**
 * Synthetic images of one class from the saved generator.h5, as in the paper, or from a diffusion model.
 *
 * @param gan as `trainGan` or `openGan` gives it
 * @param count how many
 * @param purpose names the random stream: other purposes get other images
 * @returns pixels (count, size, size, 1) in [-1, 1], with the ids of the images that the generator was trained on
 * @throws InputError when the generator's file is missing, RangeError for a count that is no whole number from 0
 */
export async function generate(
  gan: TrainedGan,
  count: number,
  purpose = "arms",
): Promise<ImageSet<"synthetic">> {
  if (!Number.isSafeInteger(count) || count < 0)
    fail(
      `generate images of ${gan.name}`,
      `a count of ${count}`,
      "a whole number from 0",
      "Give it how many images you want.",
      RangeError,
    );
  const condition = conditionOf(gan, count, purpose);
  const latents = stream(gan.seed, "generate", gan.name, purpose).normals(count * gan.latentDim);
  const generator = await openGenerator(gan);
  const pixels = generator.images(latents, condition && conditionCodes(condition));
  generator.dispose();
  return makeSynthetic(
    gan,
    range(count).map((i) => sampleId(gan, i, purpose)),
    pixels,
  );
}

/**
 * Synthetic images of several classes in one set: each GAN's `count`, one class after the other.
 * @param gans at least one, of one fold
 * @param count of each
 * @param purpose as in `generate`
 */
export async function generateAll(
  gans: readonly TrainedGan[],
  count: number,
  purpose?: string,
): Promise<ImageSet<"synthetic">> {
  return joinClasses(await Promise.all(gans.map((gan) => generate(gan, count, purpose))));
}
