import { range } from "../core/arrays";

/** How images are degraded. */
export interface Degradation {
  /** Standard deviation of the Gaussian blur in pixels. */
  readonly sigma: number;
  /** Exponent of the grey values in [0, 1]: above 1 darkens. */
  readonly gamma: number;
}

/**
 * Images as a plain simulator might give them, blurred and of another contrast: a planted difference of known size, for
 * methods that make synthetic images look real.
 *
 * @param pixels (n, size, size, 1) in [-1, 1]
 * @returns the same shape and range, in new memory; beyond the border the image is mirrored
 */
export function blurAndDarken(
  pixels: Float32Array,
  size: number,
  { sigma, gamma }: Degradation,
): Float32Array {
  const kernel = gaussian(sigma);
  const light = pixels.map((value) => (value + 1) / 2);
  const blurred = alongRows(transposed(alongRows(light, size, kernel), size), size, kernel);
  return transposed(blurred, size).map((value) => 2 * Math.min(1, Math.max(0, value)) ** gamma - 1);
}

/** Weights of the places -r .. r, of sum 1; four standard deviations on each side. */
function gaussian(sigma: number): Float64Array {
  const radius = Math.round(4 * sigma);
  const weights = range(2 * radius + 1).map((i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)));
  const sum = weights.reduce((a, b) => a + b, 0);
  return Float64Array.from(weights, (weight) => weight / sum);
}

function alongRows(pixels: Float32Array, size: number, kernel: Float64Array): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const mirrored = (x: number): number => (x < 0 ? -x - 1 : x >= size ? 2 * size - 1 - x : x);
  return pixels.map((_, at) => {
    const x = at % size;
    let sum = 0;
    for (let k = -radius; k <= radius; k++) sum += kernel[k + radius]! * pixels[at - x + mirrored(x + k)]!;
    return sum;
  });
}

/** Each image with rows and columns exchanged. */
function transposed(pixels: Float32Array, size: number): Float32Array {
  const area = size * size;
  return pixels.map((_, at) => {
    const place = at % area;
    return pixels[at - place + (place % size) * size + Math.floor(place / size)]!;
  });
}
