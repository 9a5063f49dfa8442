import type { ImageSet } from "../../data/image-set";

declare const brand: unique symbol;

/** Square images of any number of maps, one after the other: (n, size, size, channels), row by row. */
export interface Maps {
  readonly n: number;
  readonly size: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** Maps that a network may learn from. Made by `trainingMaps` only: the brand makes it a type error to train on other images. */
export interface TrainingMaps extends Maps {
  readonly [brand]: "training";
  /** The split of the images, and ids of the real images behind them. */
  readonly foldId: string;
  readonly seen: readonly string[];
}

/** Images as maps of one channel, without copying. */
export function mapsOf({ size, pixels }: { readonly size: number; readonly pixels: Float32Array }): Maps {
  return { n: pixels.length / size ** 2, size, channels: 1, values: pixels };
}

/** Training images, synthetic ones among them, as maps of one channel, without copying. */
export function trainingMaps(images: ImageSet<"train" | "synthetic">): TrainingMaps {
  const { foldId, seen } = images;
  return { ...mapsOf(images), foldId, seen } as TrainingMaps;
}
