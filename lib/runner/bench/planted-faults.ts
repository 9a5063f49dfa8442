import { stream } from "../../core";
import type { Images } from "../../quality";

/** What is wrong with all images of a set, given as many honest ones. */
export type Fault = (honest: Images, seed: number) => Images;

/** A generator that has learned the mean image and nothing else: noise of 5 grey values of 255 upon it. */
export const meanImageWithNoise: Fault = ({ size, pixels }, seed) => {
  const area = size * size;
  const n = pixels.length / area;
  const mean = new Float64Array(area);
  pixels.forEach((v, k) => (mean[k % area]! += v / n));
  return {
    size,
    pixels: withNoise(
      pixels.map((_, k) => mean[k % area]!),
      10 / 255,
      seed,
    ),
  };
};

/** The first images again and again: modes that were dropped, or with one image a collapse. */
export const repeated =
  (images: number): Fault =>
  ({ size, pixels }) => ({ size, pixels: pixels.map((_, k) => pixels[k % (images * size * size)]!) });

/** Each pixel the mean of itself and its right neighbour. */
export const blurred: Fault = ({ size, pixels }) => ({
  size,
  pixels: pixels.map((v, k) => ((k + 1) % size === 0 ? v : (v + pixels[k + 1]!) / 2)),
});

/** Normal grain of a standard deviation on [-1, 1]. */
export const grainy =
  (sd: number): Fault =>
  ({ size, pixels }, seed) => ({ size, pixels: withNoise(pixels, sd, seed) });

function withNoise(pixels: Float32Array, sd: number, seed: number): Float32Array {
  const random = stream(seed, "bench", "planted faults");
  return pixels.map((v) => Math.min(1, Math.max(-1, v + sd * random.normal())));
}
