import type { Vectors } from "../ml/vectors";

/** Square grey images one after the other, as an `ImageSet` of any role has them. */
export interface Images {
  /** Side in pixels. */
  readonly size: number;
  /** n * size * size values in [-1, 1]. */
  readonly pixels: Float32Array;
}

/**
 * Images as vectors of their pixels, without copying: the plainest features there are.
 * @returns n vectors of size * size
 */
export function pixelVectors({ size, pixels }: Images): Vectors {
  return { n: pixels.length / (size * size), dim: size * size, values: pixels };
}
