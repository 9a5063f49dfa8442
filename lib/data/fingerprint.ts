import { createHash } from "node:crypto";
import type { Slice } from "./dataset";

/**
 * Names a data set by its content: equal for equal slices in equal order, different when anything that reaches a model
 * or a message about it differs.
 *
 * @param slices in the data set's order; id, label, width, height and grey values count, `source` and masks do not
 * @returns SHA-256 in hexadecimal
 */
export function fingerprint(
  slices: readonly Pick<Slice, "id" | "label" | "width" | "height" | "grey">[],
): string {
  const hash = createHash("sha256");
  for (const { id, label, width, height, grey } of slices)
    hash.update(JSON.stringify([id, label, width, height])).update(grey);
  return hash.digest("hex");
}
