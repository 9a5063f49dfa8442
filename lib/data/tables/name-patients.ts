import { countOf, formatList } from "../../core";
import { namesNobody } from "../names-nobody";
import { isAbsent } from "./label-values";
import { asNumber } from "./parse-table";

/** Whether a patient's cell names nobody: `NA`, `unknown`, `anonymous`. */
const isNobody = (cell: string): boolean => isAbsent(cell) || namesNobody(cell);

/**
 * Patients by the cells of a column: one spelling per patient (`P01` and `p01`, `7` and `7.0` are one), none where a cell
 * says nothing.
 *
 * @param column in words, for the note: `column "patient" of labels.csv`
 */
export function namePatients(
  column: string,
  cells: readonly string[],
): { readonly groups: readonly (string | undefined)[]; readonly notes: readonly string[] } {
  const spellings = new Map<string, string>();
  const groups = cells.map((cell) => {
    if (isNobody(cell)) return undefined;
    const number = asNumber(cell);
    const key = Number.isFinite(number) ? String(number) : cell.normalize("NFC").toLowerCase();
    const spelling = spellings.get(key) ?? cell;
    spellings.set(key, spelling);
    return spelling;
  });
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
