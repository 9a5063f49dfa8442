import { formatList } from "../core";

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
 * @param reason what they are, after their number: "masks", "images without a label"
 */
export function leftOut(reason: string, files: readonly string[]): ReadingRow[] {
  return files.length === 0
    ? []
    : [{ what: "left out", value: `${files.length} ${reason}`, how: formatList(files) }];
}
