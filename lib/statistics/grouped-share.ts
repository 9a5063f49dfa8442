import { balancedShare } from "./balanced-share";
import { wilson, type Rate } from "./wilson";

/**
 * The share of images of which something is true, with the 95 % interval that a share of their patients allows: images of one
 * patient are alike, and say less than as many of different ones.
 *
 * @param successes whether it is true, per image
 * @param groups the patient of each image; without them each image is one
 * @returns Wilson's rate where each image is a patient of its own; else that of `balancedShare`, from 0 to 1 where all images
 *   are of one patient
 */
export function groupedShare(successes: readonly boolean[], groups?: readonly string[]): Rate {
  const found = successes.filter(Boolean).length;
  const rate = wilson(found, successes.length);
  if (groups === undefined || new Set(groups).size === successes.length) return rate;
  const { low, high } = balancedShare(
    successes.map((success, i) => ({ patient: groups[i]!, label: 0, value: Number(success) })),
  );
  return { ...rate, low: Math.max(0, low), high: Math.min(1, high) };
}
