import { fail } from "../../core/errors";
import type { Vectors } from "../../ml/vectors";
import type { Images } from "../images";

const channels = [1, 16, 32, 64] as const;
const side = 3;

/**
 * Features of each image in a convolution network that was never trained: three layers with fixed random weights, strides of
 * 2 and rectifiers, then the mean over the image. It needs no download, is the same everywhere, and sees edges and grain
 * of several sizes, no meaning.
 *
 * @param images sides divisible by 8
 * @param seed of the weights; 1 gives the reference values
 * @returns n vectors of 64, in doubles
 * @throws RangeError for another side
 * Source: Naeem et al. 2020 for measuring in a network of random weights; the network is our own. Its weights come from
 *   mulberry32 by Box-Muller, HWIO in one stream, scaled by sqrt(2 / (9 inputs)) (He et al. 2015); it is padded at the bottom
 *   and right as TensorFlow's SAME.
 */
export function randomConvolutionFeatures({ size, pixels }: Images, seed = 1): Vectors {
  if (size % 8 !== 0)
    fail(
      "compute features of a random network",
      `images of ${size} pixels`,
      "a side divisible by 8",
      "Preprocess the images at another size.",
      RangeError,
    );
  const kernels = kernelsOf(seed);
  const area = size * size;
  const n = pixels.length / area;
  const dim = channels[3];
  const values = new Float64Array(n * dim);
  for (let i = 0; i < n; i++) {
    let maps: Float64Array = Float64Array.from(pixels.subarray(i * area, (i + 1) * area));
    kernels.forEach((kernel, layer) => (maps = convolve(maps, size >> layer, kernel, layer)));
    const places = maps.length / dim;
    maps.forEach((v, k) => (values[i * dim + (k % dim)]! += v / places));
  }
  return { n, dim, values };
}

function kernelsOf(seed: number): Float64Array[] {
  const normal = normals(seed);
  return [0, 1, 2].map((layer) => {
    const [inputs, outputs] = [channels[layer]!, channels[layer + 1]!];
    const scale = Math.sqrt(2 / (side * side * inputs));
    return Float64Array.from({ length: side * side * inputs * outputs }, () => normal() * scale);
  });
}

/** One layer with its rectifier: (of, of, inputs) to (of / 2, of / 2, outputs). */
function convolve(maps: Float64Array, of: number, kernel: Float64Array, layer: number): Float64Array {
  const [inputs, outputs] = [channels[layer]!, channels[layer + 1]!];
  const half = of / 2;
  const convolved = new Float64Array(half * half * outputs);
  for (let place = 0; place < half * half; place++) {
    const out = convolved.subarray(place * outputs, (place + 1) * outputs);
    const [top, left] = [2 * Math.floor(place / half), 2 * (place % half)];
    for (let tap = 0; tap < side * side; tap++) {
      const [y, x] = [top + Math.floor(tap / side), left + (tap % side)];
      if (y >= of || x >= of) continue;
      for (let input = 0; input < inputs; input++) {
        const value = maps[(y * of + x) * inputs + input]!;
        if (value === 0) continue;
        const from = (tap * inputs + input) * outputs;
        for (let k = 0; k < outputs; k++) out[k]! += value * kernel[from + k]!;
      }
    }
  }
  return convolved.map((v) => Math.max(0, v));
}

/** Standard normal numbers from `mulberry32` by Box-Muller, cosine and sine in turn. */
export function normals(seed: number): () => number {
  const uniform = mulberry32(seed);
  let second: number | undefined;
  return () => {
    if (second !== undefined) {
      const value = second;
      second = undefined;
      return value;
    }
    const [u, v] = [1 - uniform(), uniform()];
    const radius = Math.sqrt(-2 * Math.log(u));
    second = radius * Math.sin(2 * Math.PI * v);
    return radius * Math.cos(2 * Math.PI * v);
  };
}

/**
 * Uniform numbers in [0, 1) that other languages reproduce to the last bit. For fixed weights only; draws of a run come
 * from core's `stream`.
 * Source: Tommy Ettinger's mulberry32, public domain.
 */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))) >>> 0;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
