import { fail, stream } from "../core";
import type { ImageSet } from "../data/image-set";
import { conditionCodes } from "./sample-images";
import { openGenerator } from "./open-generator";
import { conditionOf, makeSynthetic, type TrainedGan } from "./trained-gan";

/** Generated images: (n, size, size, 1) in [-1, 1]. */
export interface GeneratedImages {
  readonly size: number;
  readonly pixels: Float32Array;
}

/**
 * The latents of a trained GAN's images number 0, 1, 2 ... of a purpose: those that `generate` draws.
 * @param numbers in any order
 * @param purpose as in `generate`
 * @returns (numbers, latentDim)
 */
export function drawLatents(
  gan: Pick<TrainedGan, "seed" | "name" | "latentDim">,
  numbers: readonly number[],
  purpose = "arms",
): Float32Array {
  const { seed, name, latentDim } = gan;
  const all = stream(seed, "generate", name, purpose).normals((Math.max(-1, ...numbers) + 1) * latentDim);
  const latents = new Float32Array(numbers.length * latentDim);
  numbers.forEach((n, i) => latents.set(all.subarray(n * latentDim, (n + 1) * latentDim), i * latentDim));
  return latents;
}

/**
 * A trained GAN's images at given latents, of its class.
 * @param latents (n, latentDim): `drawLatents`, scaled, interpolated, around others
 * @param codes (n, classes), of a conditional pair: shares of the classes in place of its class
 */
export async function imagesAt(
  gan: TrainedGan,
  latents: Float32Array,
  codes?: Float32Array,
): Promise<GeneratedImages> {
  const generator = await openGenerator(gan);
  const condition = conditionOf(gan, latents.length / gan.latentDim);
  try {
    const told = codes ?? (condition && conditionCodes(condition));
    return { size: gan.size, pixels: generator.images(latents, told) };
  } finally {
    generator.dispose();
  }
}

/**
 * Images of given numbers out of those that `generate` draws, each made alone: the same bits on one machine whatever else
 * is drawn, and `generate`'s own within 1e-5 (a batch of another size adds in another order).
 *
 * @param numbers 0, 1, 2 ..., in any order
 * @param purpose as in `generate`
 * @throws RangeError for what is no number of an image
 */
export async function sampleNumbers(
  gan: TrainedGan,
  numbers: readonly number[],
  purpose = "arms",
): Promise<ImageSet<"synthetic">> {
  const bad = numbers.find((n) => !Number.isSafeInteger(n) || n < 0);
  if (bad !== undefined)
    fail("make a sample again", `number ${bad}`, "a whole number, 0 the first", "Count from 0.", RangeError);
  const latents = drawLatents(gan, numbers, purpose);
  const count = Math.max(-1, ...numbers) + 1;
  const condition = conditionOf(gan, count, purpose);
  const codes = condition && conditionCodes(condition);
  const width = codes === undefined ? 0 : codes.length / count;
  const area = gan.size ** 2;
  const pixels = new Float32Array(numbers.length * area);
  const generator = await openGenerator(gan);
  try {
    for (const [i, number] of numbers.entries()) {
      const z = latents.subarray(i * gan.latentDim, (i + 1) * gan.latentDim);
      pixels.set(generator.images(z, codes?.subarray(number * width, (number + 1) * width)), i * area);
    }
  } finally {
    generator.dispose();
  }
  return makeSynthetic(
    gan,
    numbers.map((n) => sampleId(gan, n, purpose)),
    pixels,
  );
}

/** Id of a generated image: its GAN, its purpose and its number. */
export function sampleId(
  { name, hash }: Pick<TrainedGan, "name" | "hash">,
  n: number,
  purpose: string,
): string {
  return `${name}-${purpose}-${hash.slice(0, 8)}-${n}`;
}
