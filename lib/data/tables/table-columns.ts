import { countOf, fail, formatList } from "../../core";
import { imageName } from "./image-name";
import type { ImageFinder } from "./image-finder";
import type { LabelOptions } from "../labelled";
import { asNumber, plainHeading, type Table } from "./parse-table";
import { askForFinding, findingsOf } from "./widen-by-finding";

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
  "id image imageid imageindex imageno imagenumber imagename imagepath imagefile img file filename filepath name path slice dicomid idcode sopinstanceuid",
);
const people = words(
  "patient patientid patientnumber patientno patientcode patientname patientkey patienthash ptid pid patientnr patientnummer patientennummer patid patno patnr patientids subjectno subjectnr subjectnumber subject subjectid subjectcode participant participantid person personid mrn medicalrecordnumber hadmid animal animalid mouse mouseid rat donor donorid mother motherid rid proband probandid",
);
const groups = people.concat(
  words(
    "group case caseid study studyid studyinstanceuid scan scanid series seriesid seriesinstanceuid lesion lesionid caseno casenr casenumber eyeid slideid slide wsi accession accessionnumber exam examid examination examinationid noduleid recordid volumeid specimen specimenid",
  ),
);
const plainLabels = words("label labels class target");
const labels = [...plainLabels, ...words("diagnosis y category classification dx")];
const unspecific = words(
  "level grade grading stage severity score result results outcome status type code value gt groundtruth truth annotation labelid labelcode labelindex labelencoded classid classindex classcode targetid diagnosiscode",
);
const others = new Set(
  words(
    "age ageapprox patientage sex gender patientsex patientgender male female race ethnicity handed handedness laterality side scanner manufacturer modality site institution hospital quality train test val validation x y w h xmin xmax ymin ymax width height bbox view viewposition url date split fold dataset source notes comment comments anatomsite anatomsitegeneral anatomsitegeneralchallenge location localization dxtype followup originalimagewidth originalimagepixelspacingx",
  ),
);

/** Whether a heading does not say what a 1 means: `label`, `class`, `level`, `result`. */
export function saysNothing(heading: string): boolean {
  return isLabelHeading(heading) || unspecific.includes(plainHeading(heading));
}

function isLabelHeading(heading: string): boolean {
  return labels.includes(plainHeading(heading));
}

/**
 * The column whose cells name images, or that `data.idColumn` names.
 * @returns undefined where no column does
 * @throws InputError when two columns do but differ, or the first line is no line of headings
 */
export function idColumnOf(file: string, table: Table, find: ImageFinder, idColumn = ""): number | undefined {
  const { headings } = table;
  const id = idColumn === "" ? idOf(file, table, find) : columnCalled(headings, idColumn);
  if (id === undefined) return undefined;
  if (find(headings[id]!).files.length > 0 || imageName.test(headings[id]!))
    refuseHeadless(file, `its first line names an image, ${headings[id]!}`);
  refuseTwins(file, table, id);
  return id;
}

/**
 * Tells a table's columns beside the id: the patients' one by its heading; the label is the one that remains, or the
 * only one called label, class or target; or columns of 0 and 1 with a single 1 in each row.
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
  const group = groupOf(table, id, groupColumn);
  if (group !== undefined) refuseTwins(file, table, group);
  const label = columnCalled(headings, labelColumn);
  if (label !== undefined && (label === id || label === group))
    fail(
      `use column "${headings[label]!}" of ${file} as classes`,
      `it names the ${label === id ? "images" : "patients"}`,
      "a column of its own for the classes",
      "Correct data.labelColumn, data.idColumn or data.groupColumn.",
    );
  const likely = label === undefined ? likelyLabels(table, id, group) : [label];
  const several = likely.find((at) => findingsOf(valuesAt(table, at)) !== undefined);
  if (several !== undefined) return () => askForFinding(file, headings[several]!, table);
  if (likely.length === 0) return undefined;
  const labels = chosenLabels(table, likely);
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
      `Name it: --set "data.labelColumn=${headings[likely[0]!]!}" if it is that one.`,
    );
}

/** Whether a heading says something else than a class, as a rule: `age`, `sex`, `view`. */
export function isOtherHeading(heading: string): boolean {
  return others.has(plainHeading(heading));
}

/** The patients' column: that which is named, else by its heading. */
export function groupOf(table: Table, id: number, groupColumn: string): number | undefined {
  const names = table.headings.map(plainHeading);
  const isGroup = (at: number): boolean =>
    at !== id && isGroupCalled(table, at) && (people.includes(names[at]!) || !isUnique(valuesAt(table, at)));
  if (groupColumn !== "") return columnCalled(table.headings, groupColumn);
  return groups.map((word) => names.indexOf(word)).find((at) => at >= 0 && isGroup(at));
}

function isGroupCalled(table: Table, at: number): boolean {
  const name = plainHeading(table.headings[at]!);
  return groups.includes(name) && !isClassLike(valuesAt(table, at), people.includes(name));
}

/** Columns that may be labels: what is no id, patient, age, view, box or measurement. */
function likelyLabels(table: Table, id: number, group: number | undefined): number[] {
  const names = table.headings.map(plainHeading);
  const hasBoxes = names.includes("x") && names.includes("y") && names[id] !== "x";
  const rest = names.flatMap((_, at) => (at === id || at === group || isGroupCalled(table, at) ? [] : [at]));
  const free = rest.length === 1 ? rest : rest.filter((at) => isFree(names[at]!, hasBoxes));
  const isPlain = (at: number): boolean => plainLabels.includes(names[at]!);
  const valued = free.filter(
    (at) => free.length === 1 || isPlain(at) || new Set(valuesAt(table, at)).size > 1,
  );
  return valued.filter((at) => free.length === 1 || !isMeasurement(valuesAt(table, at)));
}

/** Of likely columns the only one, those of one class each, or the only one called label, class or target. */
function chosenLabels(table: Table, likely: readonly number[]): readonly number[] | undefined {
  if (likely.length === 1) return likely;
  const binary = likely.filter((at) => valuesAt(table, at).every((cell) => isBinary(cell)));
  const ones = (cells: readonly string[]): number => binary.filter((at) => isOne(cells[at]!)).length;
  const isOneHot = binary.length > 1 && binary.length === likely.length;
  if (isOneHot && table.rows.every(({ cells }) => ones(cells) === 1)) return binary;
  const named = likely.filter((at) => isLabelHeading(table.headings[at]!));
  const isPlain = named.every((at) => plainLabels.includes(plainHeading(table.headings[at]!)));
  return named.length === 1 && isPlain ? named : undefined;
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

function refuseHeadless(file: string, found: string): never {
  return fail(`read ${file}`, found, "a line of headings", "Put a line such as  id,label  above it.");
}

/** Refuses a column beside another of the same heading whose cells differ. */
function refuseTwins(file: string, { headings, rows }: Table, at: number): void {
  const twin = headings.findIndex(
    (heading, other) =>
      other !== at &&
      plainHeading(heading) === plainHeading(headings[at]!) &&
      rows.some(({ cells }) => cells[other] !== cells[at]),
  );
  if (twin >= 0)
    fail(
      `read ${file}`,
      `two different columns are called "${headings[at]!}"`,
      "one column of each name",
      "Give one of them another heading.",
    );
}

/** The column of a heading, exactly or but for case and marks; undefined for "" or where there is none. */
export function columnCalled(headings: readonly string[], name: string): number | undefined {
  if (name === "") return undefined;
  const exact = headings.indexOf(name);
  const at = exact >= 0 ? exact : headings.findIndex((h) => plainHeading(h) === plainHeading(name));
  return at < 0 ? undefined : at;
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
  return isOne(cell) || asNumber(cell) === 0 || /^false$/i.test(cell);
}

/** Whether a cell of a column per class says that the image is of it: 1, or pandas' `True`. */
export function isOne(cell: string): boolean {
  return asNumber(cell) === 1 || /^true$/i.test(cell);
}

/** The column whose cells name most images, most plainly; of equal ones that which is called as ids are. */
function idOf(file: string, table: Table, find: ImageFinder): number | undefined {
  const names = table.headings.map(plainHeading);
  const isName = (at: number): boolean =>
    names.length === 2 || valuesAt(table, at).some((cell) => Number.isNaN(asNumber(cell)));
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
      isCalled || ((!others.has(names[at]!) || isName(at)) && found > 2 && 2 * found >= different(at)),
  );
  const rank = ({ score, isCalled, at }: (typeof fit)[number]): number[] => [score, isCalled ? 1 : 0, -at];
  fit.sort(
    (a, b) =>
      rank(b)
        .map((value, i) => value - rank(a)[i]!)
        .find((difference) => difference !== 0) ?? 0,
  );
  const [best, next] = fit;
  const files = scores.filter(
    ({ at }) => at !== best?.at && valuesAt(table, at).every((cell) => imageName.test(cell)),
  );
  if (best && files.length > 0 && valuesAt(table, best.at).every((cell) => /^\d+$/.test(cell))) {
    const [named] = files.filter(({ found }) => found >= best.found);
    return named ? named.at : refuseNumbers(file, table, best.at, files[0]!.at);
  }
  if (best && next && best.score === next.score && !best.isCalled && !isSameId(table, best.at, next.at, find))
    fail(
      `tell the id column of ${file}`,
      `"${table.headings[best.at]!}" and "${table.headings[next.at]!}" both name images, but not the same ones`,
      "one column of ids",
      `Name it: --set "data.idColumn=${table.headings[best.at]!}" if it is that one.`,
    );
  return best?.at;
}

/** Refuses running numbers as ids beside a column of file names that are not there: they may meet images by chance. */
function refuseNumbers(file: string, { headings }: Table, numbers: number, files: number): never {
  return fail(
    `tell the id column of ${file}`,
    `"${headings[numbers]!}" holds numbers that fit images, but "${headings[files]!}" names files, most of which are not there`,
    "one column of ids",
    `Correct the names, or choose the numbers: --set "data.idColumn=${headings[numbers]!}".`,
  );
}

/** Whether two columns name the same image in every row. */
function isSameId(table: Table, a: number, b: number, find: ImageFinder): boolean {
  return table.rows.every(({ cells }) => find(cells[a]!).files.join() === find(cells[b]!).files.join());
}
