import { range } from "../core";
import type { ImageSet } from "../data/image-set";
import { drawLatents, imagesAt, type GeneratedImages } from "../training/images-at";
import type { TrainedGan } from "../training/trained-gan";
import type { Multiply } from "../ml/distances";
import { rowsAt, type Vectors } from "../ml/vectors";
import { pixelVectors } from "../quality/images";
import { refuseOtherImages } from "../quality/refuse-other-images";
import { kernelScale, similarityKernel, vendiScore } from "../quality/diversity/vendi-score";

/** A GAN's images of latents of one length, and how many different ones there seem to be. */
export interface Truncated {
  /** What the latents are multiplied with: 1 leaves them. */
  readonly scale: number;
  readonly images: GeneratedImages;
  /** Vendi score in pixels, 1 to the number of images. */
  readonly different: number;
}

/** Truncations of one GAN beside as many real images. */
export interface Truncation {
  readonly rows: readonly Truncated[];
  /** Images of each row. */
  readonly n: number;
  /** Vendi score of as many training images. */
  readonly real: number;
}

/**
 * What becomes of variety when latents are made shorter: the same latents times each scale. Shorter ones give images nearer
 * to the typical one, so fewer different ones; longer ones leave what the generator was trained on.
 *
 * @param real the class's training images
 * @param options count of images per scale, at most as many as there are real ones
 * @throws RangeError for images of another class or split than the generator's
 * Source: Brock et al. 2019 (BigGAN), section 3.1. Deviation: latents are scaled, not drawn again until they are short, so
 *   that each image can be followed through the scales.
 */
export async function measureTruncation(
  gan: TrainedGan,
  real: ImageSet<"train">,
  {
    scales = [0.25, 0.5, 0.75, 1, 1.25],
    count = 50,
    multiply,
  }: {
    readonly scales?: readonly number[];
    readonly count?: number;
    readonly multiply?: Multiply | undefined;
  } = {},
): Promise<Truncation> {
  refuseOtherImages("measure truncation", {
    "a generator": { labels: [gan.label], foldId: gan.foldId },
    "training images": real,
  });
  const n = Math.min(count, real.ids.length);
  const reals = rowsAt(pixelVectors(real), range(n));
  const kernel = kernelScale(reals, multiply);
  const different = (x: Vectors): number => vendiScore(similarityKernel(x, kernel, multiply));
  const latents = drawLatents(gan, range(n), "truncation");
  const rows: Truncated[] = [];
  for (const scale of scales) {
    const images = await imagesAt(
      gan,
      latents.map((v) => scale * v),
    );
    rows.push({ scale, images, different: different(pixelVectors(images)) });
  }
  return { rows, n, real: different(reals) };
}
