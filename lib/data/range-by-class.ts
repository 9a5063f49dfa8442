import { countOf, groupBy, mean } from "../core";
import type { Slice } from "./dataset";
import type { ReadingRow } from "./reading-row";

/** Shares of a class and of the others that are this far apart tell the class. */
const telling = 0.5;

/**
 * Warnings of classes whose values became grey levels in another way than those of the others, such as 8 bits beside 16
 * bits, or CT beside MR: a model may tell the classes by that alone.
 *
 * @returns a row per class of several, of the way that tells it best; none where all are shown alike
 */
export function rangeByClass(slices: readonly Slice[], classes: readonly string[]): ReadingRow[] {
  const waysOf = ({ range = "as they are, 8 bits" }: Slice): string => range;
  const ways = [...groupBy(slices, waysOf).keys()];
  if (ways.length < 2) return [];
  return classes.flatMap((name, label) => {
    if (classes.length === 2 && label === 0) return []; // what tells one of two tells the other
    const own = slices.filter((slice) => slice.label === label);
    const others = slices.filter((slice) => slice.label !== label);
    const share = (set: readonly Slice[], way: string): number =>
      set.length === 0 ? 0 : mean(set.map((slice) => (waysOf(slice) === way ? 1 : 0)));
    const [way, gap] = ways
      .map((one) => [one, share(own, one) - share(others, one)] as const)
      .reduce((a, b) => (b[1] > a[1] ? b : a));
    if (gap < telling) return [];
    const count = own.filter((slice) => waysOf(slice) === way).length;
    const how = `of "${name}" became grey levels by another way than the other classes (${way}): a model may tell the classes by that`;
    return [{ what: "look at", value: countOf(count, "image"), how }];
  });
}
