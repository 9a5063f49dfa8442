import { countOf, formatList } from "../../core";
import { namesNobody } from "../names-nobody";
import { isAbsent } from "./is-absent";
import { oneSpelling } from "../one-spelling";

/** Whether a patient's cell names nobody: `NA`, `unknown`, `anonymous`. */
export const isNobody = (cell: string): boolean => isAbsent(cell) || namesNobody(cell);

/**
 * Patients by the cells of a column: one spelling per patient (see `oneSpelling`), none where a cell says nothing.
 *
 * @param column in words, for the note: `column "patient" of labels.csv`
 */
export function namePatients(
  column: string,
  cells: readonly string[],
): { readonly groups: readonly (string | undefined)[]; readonly notes: readonly string[] } {
  const groups = oneSpelling(cells.map((cell) => (isNobody(cell) ? undefined : cell)));
  const nameless = cells.filter(isNobody);
  const shown = [...new Set(nameless)].map((cell) => (cell === "" ? "an empty cell" : `"${cell}"`));
  return {
    groups,
    notes:
      nameless.length === 0
        ? []
        : [
            `${column}: ${countOf(nameless.length, "row names", "rows name")} no patient (${formatList(shown)}); each such image counts as a patient of its own`,
          ],
  };
}
