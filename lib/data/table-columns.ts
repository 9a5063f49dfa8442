import { fail, formatList } from "../core";
import type { ImageFinder } from "./image-finder";
import type { LabelOptions } from "./labelled";
import type { Table } from "./parse-table";

/** Columns of a table by their use; indices from 0. */
export interface TableColumns {
  readonly id: number;
  /** One column, or one per class of which a single one is 1 in each row. */
  readonly labels: readonly number[];
  readonly group: number | undefined;
}

/** Asks for the label column, by an InputError that names those there are. */
export type AskForLabel = () => never;

const words = (text: string): string[] => text.split(" ");
const ids = words(
  "id image imageid imagename img file filename filepath name path slice dicomid idcode sopinstanceuid",
);
const people = words(
  "patient patientid patientnumber patientno patientcode patientname patientkey patienthash ptid pid subject subjectid subjectcode participant participantid person personid mrn",
);
const groups = people.concat(
  words(
    "group case caseid study studyid studyinstanceuid scan scanid series seriesid seriesinstanceuid lesionid",
  ),
);
const plainLabels = words("label labels class target");
const labels = [...plainLabels, ...words("diagnosis y category classification dx")];
const others = new Set(
  words(
    "age ageapprox patientage sex gender patientsex patientgender male female race ethnicity handed handedness laterality side scanner manufacturer modality site institution hospital quality train test val validation x y w h xmin xmax ymin ymax width height bbox view viewposition url date split fold dataset source notes comment comments anatomsite anatomsitegeneralchallenge location",
  ),
);

/** A heading without case, spaces and marks: `Patient ID` is "patientid". */
function plainHeading(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Whether a heading only says "label", not what a 1 means. */
export function isLabelHeading(heading: string): boolean {
  return labels.includes(plainHeading(heading));
}

/**
 * Tells a table's columns: the id is the one whose cells name files; the patients' one by its heading; the label is the
 * one that remains, or the only one called label, class or target; or columns of 0 and 1 with a single 1 in each row.
 *
 * @returns undefined where the table holds no ids or no labels; a question where several columns may be the label
 * @throws InputError when a column that a setting names is not there
 */
export function tableColumns(
  file: string,
  table: Table,
  find: ImageFinder,
  { idColumn = "", labelColumn = "", groupColumn = "" }: LabelOptions,
): TableColumns | AskForLabel | undefined {
  const { headings, rows } = table;
  const names = headings.map(plainHeading);
  const given = (setting: string, name: string): number | undefined =>
    name === "" ? undefined : namedColumn(file, headings, setting, name);
  const id = given("idColumn", idColumn) ?? idOf(file, table, names, find);
  if (id === undefined) return undefined;
  if (find(headings[id]!).files.length > 0 || /\.(png|jpe?g|tiff?|bmp|dcm|nii)$/i.test(headings[id]!))
    fail(
      `read ${file}`,
      `its first line names an image, ${headings[id]!}`,
      "a line of headings",
      "Put a line such as  id,label  above it.",
    );
  const isGroupCalled = (at: number): boolean =>
    groups.includes(names[at]!) && !isClassLike(valuesAt(table, at), people.includes(names[at]!));
  const isGroup = (at: number): boolean =>
    at !== id && isGroupCalled(at) && (people.includes(names[at]!) || !isUnique(valuesAt(table, at)));
  const byHeading = groups.map((word) => names.indexOf(word)).find((at) => at >= 0 && isGroup(at));
  const group = given("groupColumn", groupColumn) ?? byHeading;
  const label = given("labelColumn", labelColumn);
  if (label !== undefined) return { id, labels: [label], group };
  const hasBoxes = names.includes("x") && names.includes("y");
  const rest = headings.flatMap((_, at) => (at === id || at === group || isGroupCalled(at) ? [] : [at]));
  const free = rest.length === 1 ? rest : rest.filter((at) => isFree(names[at]!, hasBoxes));
  const isPlain = (at: number): boolean => plainLabels.includes(names[at]!);
  const valued = free.filter(
    (at) => free.length === 1 || isPlain(at) || new Set(valuesAt(table, at)).size > 1,
  );
  const likely = valued.filter((at) => free.length === 1 || !isMeasurement(valuesAt(table, at)));
  if (likely.length === 0) return undefined;
  if (likely.length === 1) return { id, labels: likely, group };
  const binary = likely.filter((at) => valuesAt(table, at).every((cell) => isBinary(cell)));
  const ones = (cells: readonly string[]): number => binary.filter((at) => asNumber(cells[at]!) === 1).length;
  if (binary.length > 1 && binary.length === likely.length && rows.every(({ cells }) => ones(cells) === 1))
    return { id, labels: binary, group };
  const named = likely.filter((at) => labels.includes(names[at]!));
  const [only] = named;
  if (only !== undefined && named.length === 1 && plainLabels.includes(names[only]!))
    return { id, labels: [only], group };
  const shown = likely.map((at) => `"${headings[at]!}"`);
  return () =>
    fail(
      `tell the label column of ${file}`,
      `${shown.length} columns may be it: ${formatList(shown, 12)}`,
      "one column of labels",
      `Name it: --set "data.labelColumn=${headings[likely[0]!]!}" if it is that one.`,
    );
}

/** The number that a cell writes, with a decimal point or comma; NaN for none. */
export function asNumber(cell: string): number {
  return cell === "" ? NaN : Number(cell.replace(/^([+-]?\d+),(\d+)$/, "$1.$2"));
}

function valuesAt({ rows }: Table, at: number): string[] {
  return rows.map(({ cells }) => cells[at] ?? "");
}

function isFree(name: string, hasBoxes: boolean): boolean {
  return !ids.includes(name) && (!others.has(name) || (name === "y" && !hasBoxes));
}

/**
 * Whether values under a word for groups are classes: one or two over many rows, without numbers that count.
 * @param isPeople the word means patients: only 0 and 1 are classes there, as of a patient and a control
 */
function isClassLike(cells: readonly string[], isPeople: boolean): boolean {
  const different = new Set(cells.filter((cell) => cell !== ""));
  const isClass = (cell: string): boolean => isBinary(cell) || (!isPeople && !/\d/.test(cell));
  return cells.length > 5 && different.size < 3 && [...different].every(isClass);
}

function isUnique(cells: readonly string[]): boolean {
  return cells.length > 4 && new Set(cells).size === cells.length;
}

/** Many different numbers, or a text per row. */
function isMeasurement(cells: readonly string[]): boolean {
  const different = new Set(cells);
  return (
    isUnique(cells) ||
    (different.size > 10 && [...different].every((cell) => cell === "" || !Number.isNaN(asNumber(cell))))
  );
}

function isBinary(cell: string): boolean {
  return asNumber(cell) === 0 || asNumber(cell) === 1;
}

function namedColumn(file: string, headings: readonly string[], setting: string, name: string): number {
  const exact = headings.indexOf(name);
  const at = exact >= 0 ? exact : headings.findIndex((h) => plainHeading(h) === plainHeading(name));
  if (at >= 0) return at;
  return fail(
    `use data.${setting} "${name}"`,
    `${file} has no such column`,
    headings.map((h) => `"${h}"`).join(", "),
    `Correct data.${setting}.`,
  );
}

/** The column whose cells name most images, most plainly; of equal ones that which is called as ids are. */
function idOf(file: string, table: Table, names: readonly string[], find: ImageFinder): number | undefined {
  const scores = names.map((name, at) => {
    const weights = new Map<string, number>();
    for (const cell of new Set(valuesAt(table, at))) {
      const { files, weight } = find(cell);
      for (const file of files) weights.set(file, weight);
    }
    const score = [...weights.values()].reduce((total, weight) => total + weight, 0);
    return { at, isCalled: ids.includes(name), score, found: weights.size };
  });
  const different = (at: number): number => new Set(valuesAt(table, at)).size;
  const fit = scores.filter(
    ({ at, isCalled, found }) =>
      isCalled || (!others.has(names[at]!) && found > 2 && 2 * found >= different(at)),
  );
  const rank = ({ score, isCalled, at }: (typeof fit)[number]): number[] => [score, isCalled ? 1 : 0, -at];
  fit.sort(
    (a, b) =>
      rank(b)
        .map((value, i) => value - rank(a)[i]!)
        .find((difference) => difference !== 0) ?? 0,
  );
  const [best, next] = fit;
  if (best && next && best.score === next.score && !best.isCalled && !isSameId(table, best.at, next.at, find))
    fail(
      `tell the id column of ${file}`,
      `"${table.headings[best.at]!}" and "${table.headings[next.at]!}" both name images, but not the same ones`,
      "one column of ids",
      `Name it: --set "data.idColumn=${table.headings[best.at]!}" if it is that one.`,
    );
  return best?.at;
}

/** Whether two columns name the same image in every row. */
function isSameId(table: Table, a: number, b: number, find: ImageFinder): boolean {
  return table.rows.every(({ cells }) => find(cells[a]!).files.join() === find(cells[b]!).files.join());
}
