import { countOf, formatList } from "../core";

/** One line of what was read of a data set, and what decided it. */
export interface ReadingRow {
  /** Its subject: "left out", "patients". Several rows may have one. */
  readonly what: string;
  /** The result: `14 masks`. */
  readonly value: string;
  /** What decided it: `column "patient_id" of labels.csv`; or the files meant. */
  readonly how: string;
}

/**
 * The row of files, or rows of a table, that are not among the images; none where there are none.
 * @param one what one of them is, after its number: "mask"
 * @param several the same of several: "masks", "images without a label"
 */
export function leftOut(one: string, several: string, files: readonly string[]): ReadingRow[] {
  return files.length === 0
    ? []
    : [
        {
          what: "left out",
          value: countOf(files.length, one, several),
          how: formatList(files),
        },
      ];
}
