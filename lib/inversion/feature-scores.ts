import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";
import { pixelVectors, type Images } from "../quality/images";
import type { FrozenPair } from "./frozen-pair";

const batch = 64;

/**
 * Mean squared difference of the discriminator's features of images and of reconstructions of them; to be added to that of
 * the pixels, times kappa (1 in the source).
 *
 * @returns one number per image, 0 or more; its scale is the features'
 * Source: Schlegl et al. 2019 (f-AnoGAN), equation 7.
 */
export function featureScores(pair: FrozenPair, images: Images, reconstructions: Images): number[] {
  const [x, y] = [pixelVectors(images), pixelVectors(reconstructions)];
  const { size } = images;
  const scores: number[] = [];
  for (let at = 0; at < x.n; at += batch) {
    const count = Math.min(batch, x.n - at);
    const features = ({ values }: typeof x): tfjs.Tensor => {
      const part = Float32Array.from(values.subarray(at * x.dim, (at + count) * x.dim));
      return pair.features(tf.tensor4d(part, [count, size, size, 1]));
    };
    const apart = tf.tidy(() => tf.mean(tf.squaredDifference(features(x), features(y)), 1));
    scores.push(...apart.dataSync());
    apart.dispose();
  }
  return scores;
}
