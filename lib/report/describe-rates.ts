import type { Label } from "../data";

/**
 * What sensitivity and its kin are of, for a table's caption: of the positive class, or means over the classes where none is.
 * @param positive null and undefined: none
 */
export function describeRates(classes: readonly string[], positive: Label | null | undefined): string {
  return positive === undefined || positive === null
    ? `sensitivity, specificity and AUC are means over ${classes.length} classes`
    : `sensitivity is of ${classes[positive] ?? ""}`;
}
