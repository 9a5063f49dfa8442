import type { Label } from "../data/label";
import type { Vectors } from "../ml/vectors";

/** Square grey images one after the other, as an `ImageSet` of any role has them. */
export interface Images {
  /** Side in pixels. */
  readonly size: number;
  /** n * size * size values in [-1, 1]. */
  readonly pixels: Float32Array;
  /** The class of each, and the split, where they are known: other classes and splits are not compared (`refuseOtherImages`). */
  readonly labels?: readonly Label[];
  readonly foldId?: string;
}

/** Images with the patient of each, where it is known; without groups each image is of a patient of its own. */
export type GroupedImages = Images & { readonly groups?: readonly string[] };

/** Images with the patient of each. */
export type PatientImages = Images & { readonly groups: readonly string[] };

/** How many images there are. */
export function countImages({ size, pixels }: Images): number {
  return pixels.length / (size * size);
}

/** The first n images, or all where there are fewer, without copying. */
export function firstImages({ size, pixels }: Images, n: number): Images {
  return { size, pixels: pixels.subarray(0, n * size * size) };
}

/**
 * Images as vectors of their pixels, without copying: the plainest features there are.
 * @returns n vectors of size * size
 */
export function pixelVectors(images: Images): Vectors {
  return { n: countImages(images), dim: images.size ** 2, values: images.pixels };
}
