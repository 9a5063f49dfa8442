import { fail, range } from "../core";
import { phantomSlice, type PhantomOptions } from "../phantom";
import type { Dataset, Slice } from "./dataset";
import { describeReading } from "./describe-reading";
import { fingerprint } from "./fingerprint";

/** Which slices of which phantom data set; the generator's own options plant what a data set may suffer from. */
export interface PhantomData extends PhantomOptions {
  /** Number of slices, half of them with a bleed. */
  readonly images: number;
  /** Another seed gives other heads, scanners and bleeds throughout. */
  readonly seed: number;
}

/**
 * The embedded data set: artificial head CT slices, every second one with a hemorrhage, with its mask and box.
 *
 * Fresh images of the same kind, for evaluation, come from another seed, `phantom({ images, seed: heldOutSeed })`: no
 * draw of one seed occurs under another.
 *
 * @throws RangeError when images is not a positive integer, or seed no integer
 * @example
 * ```ts
 * const { slices, fingerprint } = phantom({ images: 200, seed: 1 });
 * ```
 */
export function phantom({ images, seed, ...options }: PhantomData): Dataset {
  checkOptions({ images, seed });
  const slices = range(images).map((i) => phantomImage(seed, i, options));
  const dataset = { classes: ["normal", "hemorrhage"], positive: 1, slices };
  return {
    ...dataset,
    name: "phantom",
    fingerprint: fingerprint(slices),
    warnings: [],
    reading: describeReading(dataset, {
      files: { value: "none", how: `drawn, from seed ${seed}` },
      labels: "every second one has a bleed",
      positive: "the phantom's bleed",
      groups: "each image is of a head of its own",
    }),
  };
}

/** One image of the phantom of a seed, by its index from 0: the same whatever the number of images. */
export function phantomImage(seed: number, index: number, options: PhantomOptions = {}): Slice {
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

function checkOptions({ images, seed }: Pick<PhantomData, "images" | "seed">): void {
  if (![images, seed].every(Number.isSafeInteger) || images < 1)
    fail(
      "make the phantom data set",
      `images ${images}, seed ${seed}`,
      "whole numbers, at least one image",
      "Set data.images and seed.",
      RangeError,
    );
}
