import { range, stopWhenInterrupted, stream } from "../core";
import { tf } from "../engine";
import { pixelVectors, type Images } from "../quality/images";
import type { FrozenPair } from "./frozen-pair";
import { openLatentSearch, type LatentWeights } from "./latent-search";

/** How latents are searched. */
export interface InversionOptions extends Partial<LatentWeights> {
  /** Steps of Adam from each start. */
  readonly steps?: number;
  /** Starts per image, the best of which is kept. */
  readonly starts?: number;
  readonly seed: number;
  /** Latents (n, latentDim) of the first start, such as an encoder's; by default drawn as the others. */
  readonly first?: Float32Array | undefined;
}

/** The latents whose images are nearest to given ones. */
export interface Inverted {
  /** (n, latentDim). */
  readonly latents: Float32Array;
  /** G(z), (n, size, size, 1) in [-1, 1]. */
  readonly reconstructions: Images;
  /** Mean absolute difference of each image to its reconstruction, over pixels, 0 to 2. */
  readonly residual: readonly number[];
  /** The same where the kept start began. */
  readonly firstResidual: readonly number[];
}

/** Latents searched at once; they do not influence each other. */
const most = 128;

/**
 * For each image the latent vector whose image is most like it: gradient descent by Adam on
 * mean |x - G(z)| + featureWeight mean |h(x) - h(G(z))| + lengthWeight (|z|^2 / d - 1)^2, h the discriminator's features.
 * Both differences are means, so a weight means the same for every size and network.
 *
 * @param pair frozen: its batch norm uses its saved statistics, so an image's result does not depend on the others
 * @param images n images of the generator's size
 * @returns of each image's start with the smallest loss at its end
 * @throws KeyboardInterrupt between steps
 * Source: Schlegl et al. 2017 (AnoGAN), equations 2 to 5: weight 0.1, 500 steps. Deviation: means instead of sums, several
 *   starts, the length term.
 */
export async function invert(
  pair: FrozenPair,
  images: Images,
  {
    steps = 300,
    starts = 4,
    learningRate = 0.05,
    featureWeight = 0.1,
    lengthWeight = 0.01,
    seed,
    first,
  }: InversionOptions,
): Promise<Inverted> {
  const { n, dim, values } = pixelVectors(images);
  const { latentDim } = pair;
  const random = stream(seed, "inversion");
  const latents = new Float32Array(n * latentDim);
  const pixels = new Float32Array(n * dim);
  const best = range(n).map(() => ({ loss: Infinity, residual: NaN, firstResidual: NaN }));
  const rows = range(n * starts).map((k) => ({ image: k % n, start: Math.floor(k / n) }));
  for (let at = 0; at < rows.length; at += most) {
    const part = rows.slice(at, at + most);
    const from = part.map(({ image, start }) =>
      start === 0 && first ? rowAt(first, image, latentDim) : random.normals(latentDim),
    );
    const wanted = part.map(({ image }) => rowAt(values, image, dim));
    const search = openLatentSearch(pair, joinRows(wanted, dim), joinRows(from, latentDim), {
      learningRate,
      featureWeight,
      lengthWeight,
    });
    try {
      const before = search.look();
      for (let step = 0; step < steps; step++) {
        search.step();
        if (step % 10 === 0) await tf.nextFrame(); // lets an interrupt in
        stopWhenInterrupted();
      }
      const found = search.look();
      part.forEach(({ image }, k) => {
        if (!(found.loss[k]! < best[image]!.loss)) return;
        best[image] = {
          loss: found.loss[k]!,
          residual: found.residual[k]!,
          firstResidual: before.residual[k]!,
        };
        latents.set(rowAt(found.latents, k, latentDim), image * latentDim);
        pixels.set(rowAt(found.images, k, dim), image * dim);
      });
    } finally {
      search.dispose();
    }
  }
  return {
    latents,
    reconstructions: { size: images.size, pixels },
    residual: best.map(({ residual }) => residual),
    firstResidual: best.map(({ firstResidual }) => firstResidual),
  };
}

type Numbers = Float32Array | Float64Array;

const rowAt = (values: Numbers, i: number, dim: number): Numbers => values.subarray(i * dim, (i + 1) * dim);

function joinRows(rows: readonly Numbers[], dim: number): Float32Array {
  const joined = new Float32Array(rows.length * dim);
  rows.forEach((row, i) => joined.set(row, i * dim));
  return joined;
}
