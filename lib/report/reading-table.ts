import type { ReadingRow } from "../data/reading-row";
import type { HtmlPart } from "../figures/html";
import { wideTable } from "./page";

/** How a data set was read, one row per decision; a reader of a report sees by it whether the images were read right. */
export function readingTable(rows: readonly ReadingRow[]): HtmlPart {
  return rows.length === 0
    ? undefined
    : wideTable(
        ["", "found", "decided by"],
        rows.map(({ what, value, how }) => [what, value, how]),
        "What was read",
      );
}
