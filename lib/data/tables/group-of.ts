import { fail, groupBy } from "../../core";
import { columnCalled, isUnique, valuesAt } from "./column-called";
import { groupRank, isExaminationHeading, isGroupHeading, isPeopleHeading } from "./heading-words";
import { isBinary } from "./is-one";
import { isAbsent } from "./is-absent";
import { isNobody } from "./name-patients";
import { plainHeading, type Table } from "./parse-table";

/**
 * The patients' column: that which is named, else by its heading. Of scans, studies and series the coarsest: all of a
 * patient's lie in one study, as far as the table tells.
 *
 * @param label the column that is named for the classes, which goes before a heading
 */
export function groupOf(
  table: Table,
  id: number,
  groupColumn: string,
  label: number | undefined = undefined,
): number | undefined {
  const isGroup = (at: number): boolean =>
    at !== id &&
    at !== label &&
    isGroupCalled(table, at) &&
    (isPeopleHeading(table.headings[at]!) || !isUnique(valuesAt(table, at))) &&
    valuesAt(table, at).some((cell) => !isNobody(cell));
  if (groupColumn !== "") return columnCalled(table.headings, groupColumn);
  const rank = (at: number): number => groupRank(table.headings[at]!);
  const [surest, ...others] = [...table.headings.keys()].filter(isGroup).sort((a, b) => rank(a) - rank(b));
  const isExamination = (at: number): boolean => isExaminationHeading(table.headings[at]!);
  if (surest === undefined || !isExamination(surest)) return surest;
  return others
    .filter(isExamination)
    .reduce((at, other) => (isCoarser(table, other, at) ? other : at), surest);
}

/** Whether a column has fewer values than another, and each value of the other goes with one of it. */
export function isCoarser(table: Table, at: number, than: number): boolean {
  const pairs = new Set(table.rows.map(({ cells }) => `${cells[at]!}\n${cells[than]!}`));
  const count = (column: number): number => new Set(valuesAt(table, column)).size;
  return count(at) < count(than) && pairs.size === count(than);
}

/** Whether a column is called as patients or groups are, and its values are no classes. */
export function isGroupCalled(table: Table, at: number): boolean {
  const heading = table.headings[at]!;
  return isGroupHeading(heading) && !isClassLike(valuesAt(table, at), isPeopleHeading(heading));
}

/**
 * Whether values under a word for groups are classes: one or two over many rows, or up to ten (CN, MCI, AD) of four rows
 * and more, without numbers that count.
 * @param isPeople the word means patients: only 0 and 1 are classes there, as of a patient and a control
 */
function isClassLike(cells: readonly string[], isPeople: boolean): boolean {
  const different = new Set(cells.filter((cell) => !isAbsent(cell)));
  const isClass = (cell: string): boolean => isBinary(cell) || (!isPeople && !/\d/.test(cell));
  if (cells.length <= 5) return false;
  if (different.size < 3) return [...different].every(isClass);
  return !isPeople && isFew(cells) && [...different].some((cell) => !/\d/.test(cell));
}

/** Whether there are two to ten values, each of four rows and more: too few patients, but as many as there are classes. */
function isFew(cells: readonly string[]): boolean {
  const counts = [
    ...groupBy(
      cells.filter((cell) => !isAbsent(cell)),
      (cell) => cell,
    ).values(),
  ];
  return counts.length > 1 && counts.length <= 10 && counts.every(({ length }) => length > 3);
}

/** Whether a column that is called group may hold classes by its few values: `1`, `2`, `3`. */
export function mayBeClasses(table: Table, at: number): boolean {
  return plainHeading(table.headings[at]!) === "group" && isFew(valuesAt(table, at));
}

/** Asks what a column called group is, of few values, where no other column may be the label. */
export function askForGroup(file: string, heading: string): never {
  return fail(
    `tell the label column of ${file}`,
    `"${heading}" has few values of many rows each: it may be the classes, or the patients`,
    "one column of labels",
    `If it is the classes: --set "data.labelColumn=${heading}"; if the patients, add a column of labels.`,
  );
}

/** What to do where one of several likely columns is called as patients' are. */
export function patientsToo({ headings }: Table, likely: readonly number[]): string {
  const at = likely.find((one) => isGroupHeading(headings[one]!));
  return at === undefined
    ? ""
    : ` If "${headings[at]!}" names patients: --set "data.groupColumn=${headings[at]!}".`;
}
