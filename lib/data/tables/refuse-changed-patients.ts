import { fail, formatList } from "../../core";

/**
 * Refuses patients that a spreadsheet has changed: long numbers rounded to `1.23E+12`, which several patients may share, and
 * merged cells, of which only the first row of each patient keeps the name.
 *
 * @param column in words: `column "patient" of labels.csv`
 * @param places where each cell stands: `labels.csv line 3`
 */
export function refuseChangedPatients(
  column: string,
  cells: readonly string[],
  places: readonly string[],
): void {
  const rounded = cells.flatMap((cell, i) =>
    /^\d([.,]\d+)?E\+\d+$/i.test(cell) ? [`"${cell}" (${places[i]!})`] : [],
  );
  if (rounded.length > 0)
    fail(
      `use ${column} as patients`,
      `a spreadsheet has turned ids into rounded numbers: ${formatList(rounded)}`,
      "ids in full",
      "Use the table as it was before, or format that column as text and enter the ids again.",
    );
  const named = cells.filter((cell) => cell !== "");
  const isMerged =
    cells[0] !== "" &&
    named.length > 2 &&
    2 * named.length <= cells.length &&
    new Set(named).size === named.length;
  if (isMerged)
    fail(
      `use ${column} as patients`,
      `${named.length} names stand in one row each, and ${cells.length - named.length} rows below them are empty (${places[cells.indexOf("")]!}), as merged cells of a spreadsheet are saved`,
      "a patient in each row",
      "Fill the names down in a copy of the table; where a row is nobody's, write unknown.",
    );
}
