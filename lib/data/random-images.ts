import { indicesWhere, stream } from "../core";
import type { Dataset } from "./dataset";
import { square } from "./preprocess";

/** Some images of each class, to be looked at. */
export interface RandomImages {
  /** Side of each, pixels. */
  readonly size: number;
  /** Pixels (n, size, size, 1) in [-1, 1], class by class. */
  readonly pixels: Float32Array;
  /** By label. */
  readonly classes: readonly {
    readonly name: string;
    /** Whether it is the class that sensitivity is of. */
    readonly isPositive: boolean;
    /** Images of the class in all. */
    readonly count: number;
    /** Ids of those that were drawn, in the data set's order. */
    readonly ids: readonly string[];
  }[];
}

/**
 * Random images of each class as a network gets them, grey levels as read and padded to a square, but larger: what was
 * read wrongly (masks, mirrored slices, a wrong window, swapped classes) is seen in them.
 *
 * @param options.seed the same seed draws the same images
 * @param options.each images per class, or all of a smaller class
 * @param options.size side, pixels
 */
export function randomImages(
  { classes, positive, slices }: Dataset,
  { seed, each = 8, size = 80 }: { readonly seed: number; readonly each?: number; readonly size?: number },
): RandomImages {
  const byClass = classes.map((name, label) => {
    const all = indicesWhere(slices, (slice) => slice.label === label);
    const drawn = stream(seed, "random images", label).shuffle(all).slice(0, each);
    const chosen = drawn.sort((a, b) => a - b).map((i) => slices[i]!);
    return { name, isPositive: label === positive, count: all.length, chosen };
  });
  const squares = byClass.flatMap(({ chosen }) => chosen.map((slice) => square(slice, size)));
  const pixels = new Float32Array(squares.length * size * size);
  squares.forEach((grey, i) =>
    pixels.set(
      Float32Array.from(grey, (value) => value / 127.5 - 1),
      i * size * size,
    ),
  );
  return {
    size,
    pixels,
    classes: byClass.map(({ chosen, ...known }) => ({ ...known, ids: chosen.map(({ id }) => id) })),
  };
}
