import { mean, range } from "../../core/arrays";
import { assertComparable, type Vectors } from "../../ml/vectors";
import type { Images } from "../images";
import { frechetDistance } from "./frechet-distance";
import { to8Bits } from "./radiomics-features";

/**
 * Natural logarithm of the squared Fréchet distance of radiomics features, of the original image only. It is not
 * symmetric: features are scaled by the real images' mean and standard deviation. At fewer than some hundred images it is
 * mostly chance; print that of two halves of the real images at the same n beside it, never compare at different n.
 *
 * @param real radiomics features (`radiomicsFeatures`) of real images; scaled by these
 * @param other features of the images to measure
 * @returns lower is better; -Infinity for the same images
 * @throws RangeError for unequal dimensions or fewer than 2 images
 * Source: Konz et al. 2024, and the package frd-score 1.0.1 (v1): z-scores in single precision, as the package has them;
 *   columns that are constant among the real images are left out. Deviation: original image only, no resampling; the
 *   package's defaults also filter the image. The package counts properties of image and mask as features: give them
 *   too (`withDiagnostics`) to get its number, without them the distance is of radiomics alone.
 */
export function frechetRadiomicsDistance(real: Vectors, other: Vectors): number {
  assertComparable("compute the Fréchet radiomics distance", real, other, 2);
  const { centre, spread } = singlePrecisionMoments(real);
  const kept = range(real.dim).filter((k) => spread[k]! > 0);
  const scale = ({ n, dim, values }: Vectors): Vectors => ({
    n,
    dim: kept.length,
    values: Float32Array.from({ length: n * kept.length }, (_, at) => {
      const k = kept[at % kept.length]!;
      const value = Math.fround(values[Math.floor(at / kept.length) * dim + k]!);
      return Math.fround(value - centre[k]!) / spread[k]!;
    }),
  });
  return Math.log(frechetDistance(scale(real), scale(other)));
}

/** Mean and population standard deviation of each column, added up row by row in single precision as NumPy does. */
function singlePrecisionMoments({ n, dim, values }: Vectors): { centre: Float32Array; spread: Float32Array } {
  const centre = new Float32Array(dim);
  const spread = new Float32Array(dim);
  for (let k = 0; k < values.length; k++) centre[k % dim]! += Math.fround(values[k]!);
  centre.forEach((total, k) => (centre[k] = total / n));
  for (let k = 0; k < values.length; k++) {
    const off = Math.fround(Math.fround(values[k]!) - centre[k % dim]!);
    spread[k % dim]! += Math.fround(off * off);
  }
  spread.forEach((total, k) => (spread[k] = Math.sqrt(Math.fround(total / n))));
  return { centre, spread };
}

/**
 * Radiomics features followed by the five properties of image and mask that frd-score counts as features: mean, smallest and
 * largest grey value, pixels and regions of the mask.
 */
export function withDiagnostics(features: Vectors, { size, pixels }: Images): Vectors {
  const area = size * size;
  const dim = features.dim + 5;
  const values = new Float64Array(features.n * dim);
  for (let i = 0; i < features.n; i++) {
    const grey = to8Bits(pixels.subarray(i * area, (i + 1) * area));
    values.set(features.values.subarray(i * features.dim, (i + 1) * features.dim), i * dim);
    values.set([mean(grey), Math.min(...grey), Math.max(...grey), area - 1, 1], i * dim + features.dim);
  }
  return { n: features.n, dim, values };
}
