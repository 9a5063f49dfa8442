import { fail } from "../core";
import { phantomSlice, type PhantomOptions } from "../phantom";
import type { Dataset, Slice } from "./dataset";
import { fingerprint } from "./fingerprint";

/** Which slices of which phantom data set; the generator's own options plant what a data set may suffer from. */
export interface PhantomData extends PhantomOptions {
  /** How many slices, half of them with a bleed. */
  readonly images: number;
  /** Another seed gives other heads, scanners and bleeds throughout. */
  readonly seed: number;
  /** The index of the first slice, 0 by default. */
  readonly firstIndex?: number;
}

/**
 * The embedded data set: artificial head CT slices, every second one with a hemorrhage, with its mask and box.
 *
 * Fresh images of the same kind, for evaluation, come from another seed, `phantom({ images, seed: heldOutSeed })`: no
 * draw of one seed occurs under another.
 *
 * @throws RangeError when images is not a positive integer, or seed or firstIndex no integer
 * @example
 * ```ts
 * const { slices, fingerprint } = phantom({ images: 200, seed: 1 });
 * ```
 */
export function phantom({ images, seed, firstIndex = 0, ...options }: PhantomData): Dataset {
  check({ images, seed, firstIndex });
  const slices = Array.from({ length: images }, (_, i) => sliceAt(seed, firstIndex + i, options));
  return {
    name: "phantom",
    classes: ["normal", "hemorrhage"],
    positive: 1,
    slices,
    fingerprint: fingerprint(slices),
    warnings: [],
  };
}

function sliceAt(seed: number, index: number, options: PhantomOptions): Slice {
  const { width, height, pixels, label, mask, box } = phantomSlice(seed, index, options);
  return {
    id: `phantom-${String(index).padStart(4, "0")}`,
    label,
    source: `phantom slice ${index}`,
    width,
    height,
    grey: pixels,
    channels: 1,
    mask,
    ...(box ? { box } : {}),
  };
}

function check({
  images,
  seed,
  firstIndex,
}: Required<Pick<PhantomData, "images" | "seed" | "firstIndex">>): void {
  const found = `images ${images}, seed ${seed}, firstIndex ${firstIndex}`;
  const isRight = [images, seed, firstIndex].every(Number.isSafeInteger) && images > 0 && firstIndex >= 0;
  if (!isRight)
    fail(
      "make the phantom data set",
      found,
      "whole numbers, at least one image",
      "Set data.images and seed.",
      RangeError,
    );
}
