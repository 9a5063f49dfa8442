import { innerProducts, squaredLengths, type Multiply } from "../../ml/distances";
import type { Matrix, Vectors } from "../../ml/vectors";
import type { Images } from "../images";
import { motions, writeTemplates } from "./move-image";

/** Templates of one block, in values: 32 MiB, so that the 250 templates of each image never lie in memory together. */
const valuesPerBlock = 2 ** 23;

/** Images as vectors of their pixels from 0 (black) to 1, the units of aligned distances. */
export function unitVectors({ size, pixels }: Images): Vectors {
  return { n: pixels.length / (size * size), dim: size * size, values: pixels.map((v) => (v + 1) / 2) };
}

/**
 * Euclidean distances between images and real images moved to fit: the least over flip, small turns and small shifts of
 * the real image (`motions`). The real image is moved and never the other one, whose blur would be repaired by it.
 *
 * @param x images of the size of `real`
 * @param real images, each moved in 250 ways: 250 * x.n * n * size^2 multiplications, as matrix products
 * @param multiply of large sets
 * @returns (x.n, n) matrix in units of pixels from 0 to 1; a copy is at 0 up to 1e-6
 * Source: our own set of motions, those of the copies that plain distances miss: `alignedCopies` says what it finds.
 */
export function alignedDistances(x: Vectors, real: Images, multiply?: Multiply): Matrix {
  const { n, dim, values: pixels } = unitVectors(real);
  const values = new Float64Array(x.n * n);
  const each = motions.length * dim;
  const most = Math.max(1, Math.floor(valuesPerBlock / each));
  const ownLengths = squaredLengths(x);
  for (let at = 0; at < n; at += most) {
    const count = Math.min(most, n - at);
    const block = new Float32Array(count * each);
    for (let t = 0; t < count; t++)
      writeTemplates(
        pixels.subarray((at + t) * dim, (at + t + 1) * dim) as Float32Array,
        real.size,
        block.subarray(t * each, (t + 1) * each),
      );
    const templates = { n: count * motions.length, dim, values: block };
    const products = innerProducts(x, templates, multiply);
    const lengths = squaredLengths(templates);
    for (let i = 0; i < x.n; i++)
      for (let t = 0; t < count; t++) {
        const least = leastOf(products, lengths, i, t);
        values[i * n + at + t] = Math.sqrt(Math.max(0, ownLengths[i]! + least));
      }
  }
  return { rows: x.n, columns: n, values };
}

/** Least of |g t|^2 - 2 x.(g t) over the ways g in which image t of the block was moved. */
function leastOf({ values, columns }: Matrix, lengths: Float64Array, i: number, t: number): number {
  let least = Infinity;
  for (let k = t * motions.length; k < (t + 1) * motions.length; k++) {
    const found = lengths[k]! - 2 * values[i * columns + k]!;
    if (found < least) least = found;
  }
  return least;
}
