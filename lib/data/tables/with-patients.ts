import { join } from "node:path";
import { countOf, fail, formatList, InputError } from "../../core";
import { findFrom, type ImageFinder } from "./image-finder";
import { imagesOfIds } from "./images-of-ids";
import type { Labelled } from "../labelled";
import { isWide, parseTable } from "./parse-table";
import { refuseUnknownColumn } from "./label-table";
import { namePatients } from "./name-patients";
import { patientsOfSites } from "./patients-of-sites";
import { partOfTable } from "./read-labels";
import { columnCalled } from "./column-called";
import { withCoarserPatients } from "./with-coarser-patients";
import { groupOf } from "./group-of";
import { isPeopleHeading } from "./heading-words";
import { idColumnOf } from "./id-column";

/** Patients that a table names, its column in words, and a row whose image it does not tell. */
interface PatientsTable {
  readonly file: string;
  readonly ofImage: ReadonlyMap<string, string>;
  readonly from: string;
  readonly heading: string;
  readonly unclear: string | undefined;
  /** Whether every row names one image and its patient. */
  readonly isWhole: boolean;
}

/**
 * Adds the patients from tables beside that of the labels (ISIC's metadata, a table beside folders of classes, or one in
 * each of them), where nothing else names them: of each image from the table that names the patients of most.
 *
 * @param tables paths of the tables, relative to the folder
 * @param groupColumn heading of the column, which goes before patients by folders; "" finds it by its heading
 * @throws InputError when a column is named, but no table has it, or none that names images
 */
export function withPatients(
  labelled: Labelled,
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
  groupColumn = "",
): Labelled {
  const { by, heading = "" } = labelled.groupsFrom ?? {};
  const mayBeFiner = by === "column" && groupColumn === "" && !isPeopleHeading(heading) && heading !== "";
  if (mayBeFiner) return byImages(withCoarserPatients(labelled, folder, tables), folder, tables, find);
  if (by === "column" || (by !== undefined && groupColumn === "")) return labelled;
  const own = new Set(labelled.tables);
  const known = tables
    .filter((file) => !own.has(file))
    .flatMap((file) => patientsIn(folder, file, find, groupColumn) ?? []);
  const unclear = known.flatMap((one) => one.unclear ?? []);
  const asked = unclear.length === 0 ? labelled : withNote(labelled, formatList(unclear, 3));
  const named = withGroups(asked, known);
  if (named === asked && groupColumn !== "") refuseColumn(folder, tables, groupColumn);
  return named;
}

/** The patients that a table of the images names, where the labels' table names their scans only, and each is one patient's. */
function byImages(
  labelled: Labelled,
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
): Labelled {
  if (labelled.groupsFrom?.heading === undefined) return labelled;
  const known = tables
    .filter((file) => !labelled.tables.includes(file))
    .flatMap((file) => patientsIn(folder, file, find, "") ?? []);
  const isCoarser = ({ heading, ofImage }: PatientsTable): boolean => {
    const pairs = labelled.images.map(({ file, group }) => [group ?? file, ofImage.get(file)] as const);
    const [groups, both, patients] = [
      pairs.map(([group]) => group),
      pairs.map(String),
      pairs.map(([, patient]) => patient),
    ].map((some) => new Set<string | undefined>(some));
    return (
      isPeopleHeading(heading) &&
      !patients!.has(undefined) &&
      both!.size === groups!.size &&
      patients!.size < groups!.size
    );
  };
  return withGroups(labelled, known.filter(isCoarser).slice(0, 1));
}

/**
 * Adds the patients from tables beside the data folder, where nothing else names them. Such a table may be another set's:
 * it counts only where it names the patient of every image, and no other.
 */
export function withOuterPatients(
  labelled: Labelled,
  folder: string,
  tables: readonly string[],
  find: ImageFinder,
): Labelled {
  if (labelled.groupsFrom) return labelled;
  const known = tables.flatMap((file) => patientsIn(folder, file, find, "") ?? []);
  const isOwn = ({ ofImage, isWhole }: PatientsTable): boolean =>
    isWhole && labelled.images.every(({ file }) => ofImage.has(file));
  return withGroups(labelled, known.filter(isOwn).slice(0, 1));
}

/** Takes each image's patient from the first table that names it, that of most images first. */
function withGroups(labelled: Labelled, tables: readonly PatientsTable[]): Labelled {
  const reach = new Map(
    tables.map((one) => [one, labelled.images.filter(({ file }) => one.ofImage.has(file)).length]),
  );
  const sorted = [...tables].sort((a, b) => reach.get(b)! - reach.get(a)!);
  const sources = labelled.images.map(({ file }) => sorted.find(({ ofImage }) => ofImage.has(file)));
  const used = [...new Set(sources)].filter((table) => table !== undefined);
  if (used.length === 0) return labelled;
  const sites = patientsOfSites(used.map(({ file, ofImage }) => ({ file, patients: [...ofImage.values()] })));
  const groupOfImage = (file: string, table: PatientsTable | undefined): string | undefined => {
    const name = table?.ofImage.get(file);
    return table === undefined || name === undefined ? undefined : sites.nameOf(used.indexOf(table), name);
  };
  const words = formatList(used.map(({ from }) => from));
  const rest = sources.filter((table) => table === undefined).length;
  const [name, has] = used.length > 1 ? ["name", "they have"] : ["names", "it has"];
  return {
    ...labelled,
    images: labelled.images.map((image, i) => ({ ...image, group: groupOfImage(image.file, sources[i]) })),
    groupsFrom: {
      by: "column",
      words,
      tables: used.map(({ file }) => file),
      note: `${words} ${name} the patients${rest > 0 ? `; ${has} none for ${countOf(rest, "image")}, of which each counts as a patient of its own` : ""}${sites.note === undefined ? "" : `; ${sites.note}`}`,
    },
  };
}

function withNote(labelled: Labelled, note: string): Labelled {
  const row = { what: "patients", value: "not clear", how: note };
  return { ...labelled, notes: [...labelled.notes, note], rows: [...labelled.rows, row] };
}

function refuseColumn(folder: string, tables: readonly string[], groupColumn: string): never {
  refuseUnknownColumn(folder, tables, { groupColumn });
  return fail(
    `use data.groupColumn "${groupColumn}"`,
    `no column of ${formatList(tables)} beside it names images`,
    "a table with a row per image",
    "Add a column of the images' names, or name the patients by data.groupPattern.",
  );
}

function patientsIn(
  folder: string,
  file: string,
  find: ImageFinder,
  groupColumn: string,
): PatientsTable | undefined {
  try {
    const path = join(folder, file);
    if (isWide(path)) return undefined;
    const table = parseTable(path);
    const id = idColumnOf(file, table, find);
    if (groupColumn !== "" && columnCalled(table.headings, groupColumn) === undefined) return undefined;
    const group = id === undefined ? undefined : groupOf(table, id, groupColumn);
    if (id === undefined || group === undefined) return undefined;
    const from = `column "${table.headings[group]!}" of ${file}`;
    const { groups } = namePatients(
      from,
      table.rows.map(({ cells }) => cells[group]!),
    );
    const ofImage = new Map<string, string>();
    const found = imagesOfIds(
      table.rows.map(({ cells }) => cells[id]!),
      findFrom(file, find, partOfTable(file)),
    );
    let unclear: string | undefined;
    for (const [i, { files }] of found.entries()) {
      const [image, ...others] = files;
      const name = groups[i];
      if (image === undefined || name === undefined) continue;
      if (others.length === 0) ofImage.set(image, name);
      else
        unclear ??= `${from} may name patients, but "${table.rows[i]!.cells[id]!}" (line ${table.rows[i]!.line}) fits ${formatList(files, 2)}: write the folders there too`;
    }
    const isWhole = found.every(({ files }, i) => files.length === 1 && groups[i] !== undefined);
    return { file, ofImage, from, heading: table.headings[group]!, unclear, isWhole };
  } catch (e) {
    if (e instanceof InputError) return undefined;
    throw e;
  }
}
