import { range } from "../core";
import type { ImageSet } from "../data/image-set";
import { row } from "../ml/vectors";
import { firstImages, pixelVectors, type GroupedImages, type Images } from "../quality/images";
import { auc, type Auc } from "../statistics/auc";
import { featureScores } from "./feature-scores";
import type { FrozenPair } from "./frozen-pair";
import { pcaReconstructions } from "./pca-reconstructions";
import { residualScores, type ResidualScores } from "./residual-scores";
import { trainEncoder, type EncoderOptions } from "./train-encoder";

/** The published score: equation 7 with kappa 1. */
export const fAnoGanScore = "mean squared difference and features";

/** How well one score tells normal images from others. */
export interface AnomalyRow {
  /** By what the images were made again; "nothing" for a score of the image alone. */
  readonly reconstruction: string;
  readonly score: string;
  /** 0.5 tells nothing, 1 all. The interval is over patients. */
  readonly auc: Auc;
}

/** What a generator of normal images makes of normal images and of others. */
export interface Anomalies {
  readonly rows: readonly AnomalyRow[];
  /** Of the other images: what the generator makes of them, and where that differs. */
  readonly reconstructions: Images;
  readonly maps: Images;
  readonly n: { readonly normal: number; readonly other: number };
}

/**
 * Whether a generator of normal images finds the others, which it never saw: each image is made again through an encoder,
 * and what is missing is its score. Beside it, the same scores with principal components of the same training images, and
 * the mean intensity: a generator that is no better than these earns nothing here.
 *
 * @param pair a generator of normal images and its discriminator; they stay as they are
 * @param train the normal images it was trained on; the encoder and the components are fitted to these alone
 * @param images normal ones that no training saw, and others
 * @param options.most images of each kind that are looked at, the first; by default all
 * @throws KeyboardInterrupt between the encoder's steps
 * Source: Schlegl et al. 2019 (f-AnoGAN).
 */
export async function detectAnomalies(
  pair: FrozenPair,
  train: ImageSet<"train">,
  { normal, other }: { readonly normal: GroupedImages; readonly other: GroupedImages },
  { most = Infinity, ...options }: EncoderOptions & { readonly most?: number },
): Promise<Anomalies> {
  const looked = { normal: firstImages(normal, most), other: firstImages(other, most) };
  const [a, b] = [pixelVectors(looked.normal), pixelVectors(looked.other)];
  const labels = range(a.n + b.n).map((i) => (i < a.n ? 0 : 1));
  const groups = [firstGroups(normal, a.n), firstGroups(other, b.n)].flat();
  const images = {
    size: normal.size,
    pixels: Float32Array.from([...looked.normal.pixels, ...looked.other.pixels]),
  };
  const encoder = await trainEncoder(pair, train, options);
  const made = encoder.reconstructions(images);
  encoder.dispose();
  const [byEncoder, byComponents] = [made, pcaReconstructions(train, images)].map((again) =>
    residualScores(images, again),
  ) as [ResidualScores, ResidualScores];
  const features = featureScores(pair, images, made);
  const x = pixelVectors(images);
  const intensity = range(x.n).map((i) => [...row(x, i)].reduce((sum, v) => sum + v, 0) / x.dim);
  const measured: readonly [string, string, readonly number[]][] = [
    ["generator", "largest excess", byEncoder.largestExcess],
    ["generator", "mean squared difference", byEncoder.meanSquared],
    ["generator", "discriminator's features", features],
    ["generator", fAnoGanScore, byEncoder.meanSquared.map((v, i) => v + features[i]!)],
    ["principal components", "largest excess", byComponents.largestExcess],
    ["principal components", "mean squared difference", byComponents.meanSquared],
    ["nothing", "mean intensity", intensity],
  ];
  const ofOther = ({ pixels }: Images): Images => ({ size: normal.size, pixels: pixels.slice(a.n * a.dim) });
  return {
    rows: measured.map(([reconstruction, score, values]) => ({
      reconstruction,
      score,
      auc: auc(values, labels, { groups }),
    })),
    reconstructions: ofOther(made),
    maps: ofOther(byEncoder.maps),
    n: { normal: a.n, other: b.n },
  };
}

function firstGroups({ groups }: GroupedImages, n: number): readonly string[] {
  return groups?.slice(0, n) ?? range(n).map(String);
}
