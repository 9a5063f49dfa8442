import { countOf } from "../core/count-of";
import type { DuplicatePair } from "../data/duplicates/duplicates";
import type { Drawing } from "./drawing";
import type { Pictures } from "./picture-row";
import { sampleGrid } from "./sample-grid";

const kinds = ["exact", "near-identical", "same scan"] as const;

/**
 * The first pairs of each kind side by side, with the correlation of their grain.
 * @param count pairs per kind
 * @returns words where there is no pair
 */
export function duplicateGrid(
  images: Pictures & { readonly dataset: { readonly slices: readonly { readonly id: string }[] } },
  pairs: readonly Pick<DuplicatePair, "a" | "b" | "kind" | "grain">[],
  count = 10,
): Drawing | string {
  const { slices } = images.dataset;
  const indexOf = new Map(slices.map((s, i) => [s.id, i]));
  const rows = kinds.flatMap((kind) => {
    const chosen = pairs.filter((p) => p.kind === kind).slice(0, count);
    if (chosen.length === 0) return [];
    return {
      label: `${kind}: the first ${chosen.length === 1 ? "pair" : countOf(chosen.length, "pair")}`,
      images,
      indices: chosen.flatMap(({ a, b }) => [indexOf.get(a) ?? -1, indexOf.get(b) ?? -1]),
      notes: chosen.flatMap(({ grain }) => ["", grain.toFixed(2)]),
    };
  });
  if (rows.length === 0) return "no pairs to show side by side";
  return sampleGrid({
    name: "01-duplicates",
    title: "Pairs that look alike, side by side",
    n: slices.length,
    note: "grain under each pair's second slice",
    rows,
  });
}
