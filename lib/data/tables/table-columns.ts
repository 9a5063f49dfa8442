import { countOf, fail, formatList, groupBy } from "../../core";
import { isClassName } from "../class-words";
import { hasClassWord } from "../folders/folder-words";
import { askAboutChoice, askAboutOther, askForTruth, type AskForLabel } from "./ask-for-label";
import { isChoiceAlone, isChoiceColumn, isControlHeading } from "./choice-kind";
import { columnCalled, isUnique, valuesAt } from "./column-called";
import { findingsOf } from "./findings-of";
import { askForGroup, groupOf, isGroupCalled, mayBeClasses, patientsToo } from "./group-of";
import {
  isIdHeading,
  isLabelHeading,
  isOtherHeading,
  isPartHeading,
  isPlainLabelHeading,
} from "./heading-words";
import { refuseHeadless, refuseTwins } from "./id-column";
import { isBinary, isOne } from "./is-one";
import { isRival } from "./is-rival";
import type { LabelOptions } from "../labelled";
import { isOutputFile, isOutputHeading, mayBeOutput } from "./output-heading";
import { asNumber, plainHeading, type Table } from "./parse-table";
import { askForFinding } from "./widen-by-finding";

/** Columns of a table by their use; indices from 0. */
export interface TableColumns {
  readonly id: number;
  /** One column, or one per class of which a single one is 1 in each row. */
  readonly labels: readonly number[];
  readonly group: number | undefined;
}

/**
 * Finds a table's columns of patients and labels, beside the id. The patients' column is found by its heading. The label is the
 * column that remains, or the only one called label, class or target, or one that says the same in words (`label_name` beside
 * `label`: 0 may be the tumor), or several columns of 0 and 1 with a single 1 in each row.
 *
 * @param id the column of ids
 * @returns undefined where the table holds no labels; a question where several columns may be the label, or one holds
 *   several findings in a cell
 * @throws InputError when two columns are called as the one that is used
 */
export function tableColumns(
  file: string,
  table: Table,
  id: number,
  { labelColumn = "", groupColumn = "" }: LabelOptions,
): TableColumns | AskForLabel | undefined {
  const { headings } = table;
  const label = columnCalled(headings, labelColumn);
  const group = groupOf(table, id, groupColumn, label);
  if (group !== undefined) refuseTwins(file, table, group);
  if (label !== undefined && (label === id || label === group))
    fail(
      `use column "${headings[label]!}" of ${file} as classes`,
      `it names the ${label === id ? "images" : "patients"}`,
      "a column of its own for the classes",
      "Correct data.labelColumn, data.idColumn or data.groupColumn.",
    );
  const found = label === undefined ? likelyLabels(table, id, group) : [label];
  const likely = label === undefined ? truths(file, table, found) : found;
  if (label === undefined) {
    const [first] = found;
    if (first !== undefined && likely.length === 0) return askForTruth(file, headings[first]!);
    const rest = found.length > 0 ? found : [...headings.keys()].filter((at) => at !== id && at !== group);
    const choice = rest.find((at) => isChoiceAlone(headings[at]!, valuesAt(table, at)));
    if (choice !== undefined && found.length < 2) return askAboutChoice(file, headings[choice]!);
  }
  const labels = chosenLabels(table, likely);
  const several = (labels?.length === 1 ? labels : likely).find(
    (at) => findingsOf(valuesAt(table, at)) !== undefined,
  );
  if (several !== undefined) return () => askForFinding(file, headings[several]!, table);
  if (label === undefined && likely.every((at) => isOtherHeading(headings[at]!))) {
    const named = columnCalled(headings, groupColumn);
    const doubtful = headings.find((_, at) => at !== id && at !== named && mayBeClasses(table, at));
    if (doubtful !== undefined) return () => askForGroup(file, doubtful);
  }
  if (likely.length === 0) return undefined;
  if (label === undefined && likely.length === 1 && isOtherAlone(headings[likely[0]!]!))
    return askAboutOther(file, headings[likely[0]!]!);
  if (labels !== undefined) {
    if (labels.length === 1) refuseTwins(file, table, labels[0]!);
    const [only] = labels;
    const isValue =
      Number.isFinite(asNumber(headings[only!]!)) && valuesAt(table, only!).includes(headings[only!]!);
    if (labels.length === 1 && isValue)
      refuseHeadless(file, `its first line says "${headings[only!]!}", as other lines do`);
    return { id, labels, group };
  }
  const shown = likely.map((at) => `"${headings[at]!}"`);
  return () =>
    fail(
      `tell the label column of ${file}`,
      `${shown.length} columns may be it: ${formatList(shown, 12)}${ambiguousRow(table, likely)}`,
      "one column of labels",
      `Name it: --set "data.labelColumn=${headings[likely[0]!]!}" if it is that one.${patientsToo(table, likely)}`,
    );
}

/** Columns that may be labels: what is no id, patient, age, view, box or measurement. */
function likelyLabels(table: Table, id: number, group: number | undefined): number[] {
  const names = table.headings.map(plainHeading);
  const hasBoxes = names.includes("x") && names.includes("y") && names[id] !== "x";
  const rest = names.flatMap((_, at) => (at === id || at === group || isGroupCalled(table, at) ? [] : [at]));
  const free =
    rest.length === 1
      ? rest
      : rest.filter(
          (at) => isFree(names[at]!, hasBoxes) && !isChoiceColumn(table.headings[at]!, valuesAt(table, at)),
        );
  const isPlain = (at: number): boolean => isPlainLabelHeading(names[at]!);
  const valued = free.filter(
    (at) => free.length === 1 || isPlain(at) || new Set(valuesAt(table, at)).size > 1,
  );
  return valued.filter((at) => free.length === 1 || !isMeasurement(valuesAt(table, at)));
}

/** Whether a heading is hardly the label's where no other is left: `age`, `split`; a quality may be. */
function isOtherAlone(heading: string): boolean {
  const isOther = isOtherHeading(heading) || isPartHeading(heading);
  return isOther && !isLabelHeading(heading) && !isControlHeading(heading);
}

/** Likely columns without those of what a model said; none where all are, or the table is called so. */
function truths(file: string, { headings }: Table, likely: readonly number[]): readonly number[] {
  if (isOutputFile(file)) return [];
  const isSaid = likely.length === 1 ? mayBeOutput : isOutputHeading;
  return likely.filter((at) => !isSaid(headings[at]!));
}

/** Of likely columns the only one, those of one class each, the only one called label, class or target, or those that say the same. */
function chosenLabels(table: Table, likely: readonly number[]): readonly number[] | undefined {
  if (likely.length === 1) return likely;
  const binary = likely.filter((at) => valuesAt(table, at).every((cell) => isBinary(cell)));
  const ones = (cells: readonly string[]): number => binary.filter((at) => isOne(cells[at]!)).length;
  const isOneHot = binary.length > 1 && binary.length === likely.length;
  if (isOneHot && table.rows.every(({ cells }) => ones(cells) === 1)) return binary;
  const named = likely.filter((at) => isLabelHeading(table.headings[at]!));
  const isPlain = named.every((at) => isPlainLabelHeading(table.headings[at]!));
  if (named.length !== 1 || !isPlain || likely.some((at) => isRival(table, named[0]!, at))) return undefined;
  if (likely.some((at) => isNearlySame(table, named[0]!, at))) return undefined;
  return [inWords(table, named[0]!, likely)];
}

/** The column that says in words what a column says in numbers, `label_name` beside `label`; else that one. */
function inWords(table: Table, at: number, likely: readonly number[]): number {
  if (isWorded(table, at)) return at;
  return likely.find((other) => saysInWords(table, other) && areSame(table, at, other)) ?? at;
}

/** Whether a column says classes in words. */
function saysInWords(table: Table, at: number): boolean {
  const saysClasses =
    /label|class|target|diagnos|categor|finding|patholog|disease/i.test(table.headings[at]!) ||
    valuesAt(table, at).some((cell) => isClassName(cell) || hasClassWord(cell));
  return isWorded(table, at) && saysClasses;
}

/** Whether a column says the labels in words but for a few rows: then one of them is wrong, and which word a 1 is, open. */
function isNearlySame(table: Table, label: number, at: number): boolean {
  const [own, other] = [label, at].map((column) => valuesAt(table, column).map((cell) => cell.toLowerCase()));
  if (at === label || isWorded(table, label) || !saysInWords(table, at) || areSame(table, label, at))
    return false;
  const pairs = groupBy(
    own!.map((cell, i) => [cell, other![i]!] as const),
    ([cell]) => cell,
  );
  const most = [...pairs.values()].map((rows) => {
    const counts = groupBy(rows, ([, word]) => word);
    return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]!;
  });
  const agreeing = most.reduce((sum, [, rows]) => sum + rows.length, 0);
  return (
    pairs.size > 1 &&
    new Set(most.map(([word]) => word)).size === pairs.size &&
    10 * agreeing >= 9 * own!.length
  );
}

/** Whether each cell of a column is a word, and no answer such as `yes`. */
function isWorded(table: Table, at: number): boolean {
  return valuesAt(table, at).every((cell) => /\p{L}{2}/u.test(cell) && !/^(yes|no|true|false)$/i.test(cell));
}

/** Whether two columns divide the rows alike. */
function areSame({ rows }: Table, a: number, b: number): boolean {
  const pairs = new Set(rows.map(({ cells }) => JSON.stringify([cells[a], cells[b]])));
  return [a, b].every((at) => new Set(rows.map(({ cells }) => cells[at])).size === pairs.size);
}

/** For columns of 0 and 1, the first row without a single 1: it keeps them from being one class each. */
function ambiguousRow({ rows }: Table, likely: readonly number[]): string {
  const isSingle = (cells: readonly string[]): boolean =>
    likely.filter((at) => isOne(cells[at]!)).length === 1 && likely.every((at) => isBinary(cells[at]!));
  const strange = rows.filter(({ cells }) => !isSingle(cells));
  const isOneHot = strange.length > 0 && 2 * strange.length < rows.length;
  return isOneHot
    ? `; one class each, but for ${countOf(strange.length, "row")} without a single 1 (line ${strange[0]!.line})`
    : "";
}

function isFree(name: string, hasBoxes: boolean): boolean {
  return !isIdHeading(name) && (!isOtherHeading(name) || (name === "y" && !hasBoxes));
}

/** Many different numbers, or a text per row. */
export function isMeasurement(cells: readonly string[]): boolean {
  const different = new Set(cells);
  return (
    isUnique(cells) ||
    (different.size > 10 && [...different].every((cell) => cell === "" || !Number.isNaN(asNumber(cell))))
  );
}
