import { fail, stream } from "../core";
import { groupBootstrap } from "../statistics/group-bootstrap";
import type { Prediction } from "./prediction";
import { balancedAccuracy } from "./measures";

/** What one arm gains on another on the same images. */
export interface ArmGain {
  /** Balanced accuracy of the second arm less that of the first. */
  readonly value: number;
  /** 95 %, over the images' groups; absent where `groupBootstrap` has none: of few groups, or where both arms give every image the same answer. The spread of another training is not in it. */
  readonly interval?: readonly [number, number];
  readonly n: number;
}

/**
 * Gain in balanced accuracy with a paired bootstrap: both arms predict the same drawn images.
 * @param first predictions in the same order as those of the second
 * @param groups the patient of each image, as `evaluate` and every `ImageSet` have them: patients are drawn, whole
 * @throws InputError for other images, or another number of groups
 */
export function armGain(
  first: readonly Prediction[],
  second: readonly Prediction[],
  groups: readonly string[],
  { seed }: { readonly seed: number },
): ArmGain {
  if (first.length !== second.length || first.some(({ id }, i) => id !== second[i]!.id))
    fail(
      "compare two arms",
      "predictions of different images",
      "the same images in one order",
      "Predict both again.",
    );
  if (groups.length !== first.length)
    fail(
      "compare two arms",
      `${groups.length} groups of ${first.length} images`,
      "the patient of each image",
      "Give it the groups of the images that were predicted.",
    );
  const classes = new Set(first.map(({ label }) => label)).size;
  const gain = (indices: readonly number[]): number | undefined => {
    const hasAll = new Set(indices.map((i) => first[i]!.label)).size === classes;
    const [one, two] = [first, second].map((of) => balancedAccuracy(indices.map((i) => of[i]!)));
    return hasAll && one !== undefined && two !== undefined ? two - one : undefined;
  };
  const value = gain(first.map((_, i) => i)) ?? NaN;
  const drawn = groupBootstrap(groups, gain, stream(seed, "arm gain"));
  if (drawn === undefined) return { value, n: first.length };
  // of few images the percentiles may lie on one side of the value
  return { value, interval: [Math.min(drawn.low, value), Math.max(drawn.high, value)], n: first.length };
}
