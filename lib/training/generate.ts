import { join } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { fail, readJson, sha256, stream, type Run } from "../core";
import { concat, imageSet, type ImageSet } from "../data/image-set";
import type { TrainedGan } from "./train-gan";
import { ganFolder } from "./gan-options";
import { loadKeras } from "./keras/h5";
import { sampleImages } from "./sample";

/**
 * The trained GAN of one class, as notebook 02 left it in the run folder.
 * @throws InputError when it is missing, or its generator.h5 is not the one it was saved with
 */
export function openGan(run: Run, name: string): TrainedGan {
  const folder = ganFolder(run, name);
  const remedy = "Run notebook 02-train-dcgan first.";
  const gan = { ...readJson<TrainedGan>(join(folder, "gan.json"), remedy), folder };
  const file = join(folder, "generator.h5");
  if (!existsSync(file))
    fail("open a trained GAN", `no file ${file}`, "the generator of notebook 02", remedy);
  if (sha256(readFileSync(file)) !== gan.hash)
    fail(
      "open a trained GAN",
      `${file} is another file than gan.json says`,
      "the file of one training",
      "Run notebook 02-train-dcgan again.",
    );
  return gan;
}

/**
 * Synthetic images of one class from the saved generator.h5, as in the paper.
 *
 * @param count how many
 * @param purpose names the random stream: other purposes get other images
 */
export async function generate(
  gan: TrainedGan,
  count: number,
  purpose = "arms",
): Promise<ImageSet<"synthetic">> {
  const generator = await loadKeras(join(gan.folder, "generator.h5"));
  const pixels = sampleImages(generator, stream(gan.seed, "generate", gan.name, purpose), gan.latentDim, count);
  generator.dispose();
  return imageSet("synthetic", {
    foldId: gan.foldId,
    seen: gan.trainIds,
    ids: Array.from({ length: count }, (_, i) => `${gan.name}-${purpose}-${gan.hash.slice(0, 8)}-${i}`),
    labels: Array.from({ length: count }, () => gan.label),
    size: gan.size,
    pixels,
  });
}

/**
 * Synthetic images of several classes in one set: each GAN's `count`, one class after the other.
 * @param gans at least one, of one fold
 * @param purpose as in `generate`
 */
export async function generateAll(
  gans: readonly TrainedGan[],
  count: number,
  purpose?: string,
): Promise<ImageSet<"synthetic">> {
  const [first, ...others] = await Promise.all(gans.map((gan) => generate(gan, count, purpose)));
  if (first === undefined)
    return fail("generate images", "no GAN", "one per class", "Give it the GANs that notebook 02 trained.");
  return concat(first, ...others);
}
