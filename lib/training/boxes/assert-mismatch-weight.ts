import { fail } from "../../core";

/** @throws RangeError for a weight of real images with other images' boxes, among what counts as fake, that is not from 0 to 1 */
export function assertMismatchWeight(action: string, weight: number): void {
  if (weight >= 0 && weight <= 1) return;
  fail(action, `mismatchWeight ${weight}`, "a number from 0 to 1", "Give 0.3, or 0 for none.", RangeError);
}
