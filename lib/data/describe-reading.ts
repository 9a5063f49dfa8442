import { countOf, formatList, groupBy } from "../core";
import type { Dataset, Slice } from "./dataset";
import type { ReadingRow } from "./reading-row";
import { classCounts, sizes } from "./summary";

/** What decided a reading, as far as the images do not tell. */
export interface ReadingOrigin {
  /** All files, by kind: `57 files` and `40 images, 14 masks, 3 other files`. */
  readonly files: Pick<ReadingRow, "value" | "how">;
  /** What named the classes, the positive one, and the patients. */
  readonly labels: string;
  readonly positive: string;
  readonly groups: string;
  /** Further rows, behind the images and behind the patients. */
  readonly leftOut?: readonly ReadingRow[];
  readonly more?: readonly ReadingRow[];
}

/**
 * What was read, at a glance: files, images, what was left out, classes, patients, grey levels, each with what decided
 * it. A new line is one row here, or in `rows` of `Labelled` where labels or patients are found.
 */
export function describeReading(
  dataset: Pick<Dataset, "classes" | "positive" | "slices">,
  { files, labels, positive, groups, leftOut = [], more = [] }: ReadingOrigin,
): ReadingRow[] {
  const { slices, classes } = dataset;
  const counts = classCounts(dataset).map(({ name, images }) => `${images} ${legible(name)}`);
  return [
    { what: "files found", ...files },
    { what: "images", value: String(slices.length), how: formatsAndSizes(dataset) },
    ...leftOut,
    { what: "classes", value: counts.join(", "), how: labels },
    {
      what: "positive class",
      value: dataset.positive === undefined ? "none" : (classes[dataset.positive] ?? ""),
      how: positive,
    },
    patientsRow(slices, groups),
    ...greyRows(slices),
    ...more,
  ];
}

/** A class's name behind a number: one that is a number itself in quotes. */
function legible(name: string): string {
  return /^[\d.,-]+$/.test(name) ? `"${name}"` : name;
}

function formatsAndSizes(dataset: Pick<Dataset, "classes" | "slices">): string {
  const { distinct, width, height } = sizes(dataset);
  const byFormat = [...groupBy(dataset.slices, (slice) => slice.format)];
  const formats = byFormat.map(([format = "drawn", some]) => `${some.length} ${format}`).join(", ");
  const span = ([least, most]: readonly [number, number]): string =>
    least === most ? String(least) : `${least} to ${most}`;
  const pixels =
    distinct === 1
      ? `${width[0]} x ${height[0]} pixels`
      : `${countOf(distinct, "size")}, ${span(width)} wide, ${span(height)} high`;
  return `${formats}; ${pixels}`;
}

function patientsRow(slices: readonly Slice[], origin: string): ReadingRow {
  const named = slices.filter(({ group }) => group !== undefined);
  const groups = [...groupBy(named, ({ group }) => group).values()];
  const most = Math.max(0, ...groups.map((some) => some.length));
  const unnamed = slices.length - named.length;
  return {
    what: "patients",
    value:
      groups.length === 0
        ? "none named"
        : `${groups.length}, ${most === 1 ? "each with 1 image" : `with at most ${countOf(most, "image")} each`}`,
    how:
      unnamed > 0 && groups.length > 0
        ? `${origin}; ${countOf(unnamed, "image names", "images name")} none`
        : origin,
  };
}

/** One row per way in which values became grey. */
function greyRows(slices: readonly Slice[]): ReadingRow[] {
  const ways = [...groupBy(slices, ({ range }) => range ?? "8 bits as they are")];
  return ways.map(([how, some]) => ({
    what: "grey levels",
    value:
      some.length === slices.length
        ? "all images"
        : `${countOf(some.length, "image")}: ${formatList(
            some.map((s) => s.source),
            2,
          )}`,
    how,
  }));
}
