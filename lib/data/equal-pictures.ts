import { createHash } from "node:crypto";
import { countOf, extent, formatList, groupBy } from "../core";
import type { Slice } from "./dataset";
import type { ReadingRow } from "./reading-row";

/**
 * Warnings of pictures that are there twice, pixel by pixel, as copies, folds and links leave them: first those under two
 * labels, of which one must be wrong, then the others. Pictures of one grey level alone are not compared.
 *
 * @returns a row each, which names the pictures that are equal: `normal/a.png = tumor/b.png`
 */
export function equalPictures(slices: readonly Slice[]): ReadingRow[] {
  const drawn = slices.filter(({ grey }) => {
    const [low, high] = extent(grey);
    return low < high;
  });
  const sets = [...groupBy(drawn, pixelsOf).values()].filter((set) => set.length > 1);
  const isTorn = (set: readonly Slice[]): boolean => set.some(({ label }) => label !== set[0]!.label);
  return [
    ...rowOf(sets.filter(isTorn), "under another label, of which one is wrong"),
    ...rowOf(
      sets.filter((set) => !isTorn(set)),
      "under the same label",
    ),
  ];
}

function rowOf(sets: readonly (readonly Slice[])[], how: string): ReadingRow[] {
  if (sets.length === 0) return [];
  const count = sets.flat().length;
  const names = sets.map((set) =>
    formatList(
      set.map(({ source }) => source),
      3,
    ).replaceAll(", ", " = "),
  );
  return [
    {
      what: "look at",
      value: countOf(count, "image"),
      how: `are equal to another pixel by pixel, ${how}: ${formatList(names)}`,
    },
  ];
}

function pixelsOf({ width, height, grey }: Slice): string {
  return createHash("sha256").update(`${width} ${height} `).update(grey).digest("base64");
}
