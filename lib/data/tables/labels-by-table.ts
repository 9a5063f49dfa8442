import { countOf, fail, formatList, groupBy } from "../../core";
import { numberedFolders, patientLevel } from "../folders/folder-levels";
import { foldersThatChoose } from "../folders/only-folder";
import { foldersOf, isPatient } from "../folders/folder-words";
import { isGroupHeading, isPeopleHeading } from "./heading-words";
import { findFrom, imageFinder, type ImageFinder } from "./image-finder";
import { imagesOfIds, type ImagesOfId } from "./images-of-ids";
import { headerRemedy } from "./header-remedy";
import { isDate } from "./is-date";
import type { Labelled } from "../labelled";
import type { Listing } from "../folders/list-files";
import { partOfTable, type LabelRow, type LabelTable } from "./read-labels";
import { leftOut } from "../reading-row";
import { withinPatients } from "./within-patients";

interface MatchedRows {
  readonly found: ReadonlyMap<string, LabelRow>;
  /** Rows found by each relaxation. */
  readonly overlooked: ReadonlyMap<string, number>;
  readonly missing: readonly LabelRow[];
  readonly repeated: number;
}

/**
 * Finds the image of each row of a labels table (see `imageFinder`).
 *
 * @param missingIs "skipped" leaves rows without an image out, with a note
 * @throws InputError when a label has no image, an id fits several images, or an image has two labels or two groups
 */
export function labelsByTable(
  { folder, images, masks, aside = new Map<string, string>() }: Listing,
  table: LabelTable,
  find: ImageFinder,
  missingIs: "refused" | "skipped",
): Labelled {
  const name = formatList(table.files);
  const { found, overlooked, missing, repeated } = matchRows(
    `match ${name} with the images in ${folder}`,
    table,
    find,
    { missingIs, images, aside: [...aside.keys()], masks: [...masks.keys()] },
  );
  const absent = missing.map(placeOf);
  const hasGroups = table.rows.some(({ group }) => group !== undefined);
  const level = patientLevel([...found.keys()]);
  const patients =
    hasGroups && !areFoldersCoarser(found, table.groupsFrom?.heading ?? "", level) ? undefined : level;
  return {
    images: images.flatMap((file) => {
      const row = found.get(file);
      if (row?.label === undefined) return [];
      const group = patients === undefined ? row.group : foldersOf(file)[patients];
      return [{ file, label: row.label, group, part: row.part, where: `${row.file} line ${row.line}` }];
    }),
    without: images.filter((file) => found.get(file)?.label === undefined),
    heading: table.heading,
    tables: table.files,
    repeated,
    notes: [
      ...table.notes,
      ...(missing.length > 0
        ? [
            `${missing.length} of ${table.rows.length} rows of ${name} ${missing.length === 1 ? "has" : "have"} no image, left out: ${formatList(absent)}`,
          ]
        : []),
      ...[...overlooked].map(([what, n]) => `${countOf(n, "image")} found by overlooking ${what}`),
    ],
    labelsFrom: table.labelsFrom,
    groupsFrom: patients === undefined ? table.groupsFrom : numberedFolders,
    rows: [
      ...table.notes.map((note) => ({ what: "table", value: name, how: withoutFile(note, name) })),
      ...(repeated > 0
        ? [
            {
              what: "table",
              value: name,
              how: `${countOf(repeated, "row repeats", "rows repeat")} an earlier row`,
            },
          ]
        : []),
      ...leftOut(`row of ${name} without an image`, `rows of ${name} without an image`, absent),
      ...[...overlooked].map(([what, n]) => ({
        what: "ids of the table",
        value: `${n} fit`,
        how: `overlooking ${what}`,
      })),
    ],
  };
}

/** Whether folders that are called as patients are hold several of the scans, studies or the like of a column each. */
function areFoldersCoarser(found: MatchedRows["found"], heading: string, level: number | undefined): boolean {
  if (level === undefined || !isGroupHeading(heading) || isPeopleHeading(heading)) return false;
  const places = [...found].map(([file, { group }]) => [foldersOf(file)[level]!, group ?? file] as const);
  const [folders, groups, both] = [
    places.map(([folder]) => folder),
    places.map(([, group]) => group),
    places.map(String),
  ].map((some) => new Set(some));
  return [...folders!].every(isPatient) && both!.size === groups!.size && folders!.size < groups!.size;
}

/** A note on a table beside whose name it is shown. */
function withoutFile(note: string, name: string): string {
  return note.startsWith(`${name}: `) ? note.slice(name.length + 2) : note;
}

/** `"7.png" (line 9)`. */
function placeOf({ id, line }: LabelRow): string {
  return `"${id}" (line ${line})`;
}

/** The images of the rows, looked up table by table. */
function foundRows(
  rows: readonly LabelRow[],
  find: ImageFinder,
): (ImagesOfId & { readonly row: LabelRow })[] {
  return [...groupBy(rows, ({ file }) => file)].flatMap(([file, own]) => {
    const findOwn = findFrom(file, find, partOfTable(file));
    const found = imagesOfIds(
      own.map(({ id }) => id),
      findOwn,
    );
    const within = withinPatients(
      found,
      own.map(({ group }) => group),
    );
    return own.map((row, i) => ({ row, ...within[i]! }));
  });
}

function matchRows(
  action: string,
  { rows, files: tables, idColumn = "" }: LabelTable,
  find: ImageFinder,
  {
    missingIs,
    images,
    aside,
    masks,
  }: {
    readonly missingIs: "refused" | "skipped";
    readonly images: readonly string[];
    readonly aside: readonly string[];
    readonly masks: readonly string[];
  },
): MatchedRows {
  const found = new Map<string, LabelRow>();
  const overlooked = new Map<string, number>();
  const missing: LabelRow[] = [];
  const elsewhere: string[] = [];
  const several: { readonly row: LabelRow; readonly files: readonly string[] }[] = [];
  const conflicts: string[] = [];
  let repeated = 0;
  for (const { row, files, overlooked: difference, ...of } of foundRows(rows, find)) {
    const [file] = files;
    if (file === undefined) {
      missing.push(row);
      elsewhere.push(...of.elsewhere);
    } else if (files.length > 1) several.push({ row, files });
    else {
      const before = found.get(file);
      if (difference !== undefined) overlooked.set(difference, (overlooked.get(difference) ?? 0) + 1);
      if (!before) found.set(file, row);
      else if (difference !== undefined && before.id !== row.id)
        conflicts.push(`${placeOf(before)} and ${placeOf(row)} both fit ${file}`);
      else {
        const conflict = conflictOf(before, row);
        if (conflict === undefined) repeated++;
        else conflicts.push(conflict);
      }
    }
  }
  if (missing.length > 0) {
    const add =
      "Add these images, delete these lines from a copy of the table, or use what is there: --set data.missing=skip.";
    if (missingIs === "refused") refuseMasks(action, rows, missing, masks);
    refuseChanged(action, tables, missing, [...found.values()]);
    if (rows.length === images.length) refuseShifted(action, rows, missing);
    if (missingIs === "refused")
      fail(
        action,
        `${missing.length} of ${rows.length} labels have no image: ${formatList(missing.map(placeOf))}${elsewhere.length > 0 ? `; files of that name lie in other folders (${formatList([...new Set(elsewhere)])})` : ""}${aside.length > 0 ? `; ${countOf(aside.length, "scout or report", "scouts or reports")} (${formatList(aside, 2)}) are left out` : ""}`,
        "an image file for each id",
        `${missing.length === rows.length ? (headerRemedy(idColumn, images) ?? add) : add}${elsewhere.length > 0 ? " If the files in other folders are meant, correct the folders in the ids, or write the names alone." : ""}`,
      );
  }
  const choices = foldersThatChoose(several.map(({ files }) => files));
  if (several.length > 0)
    fail(
      action,
      formatList(several.map(({ row, files }) => `${placeOf(row)} fits ${formatList(files)}`)),
      "one image per id",
      `${choices.length > 0 ? `Choose folders by their name: ${choices.map((name) => `--set data.folder=${name}`).join(" or ")}. Or write` : "Write"} the path of each image into a column of a copy of the table, such as ${several[0]!.files[0]!}, and name it: --set data.idColumn=NAME.`,
    );
  if (conflicts.length > 0)
    fail(
      action,
      formatList(conflicts),
      "one image, one label and one group per id",
      "Correct these lines; where a row is one of several findings of an image, name a finding: --set data.labelColumn=FINDING.",
    );
  return { found, overlooked, missing, repeated };
}

/** Difference of two rows of one image. */
function conflictOf(before: LabelRow, row: LabelRow): string | undefined {
  const { id } = row;
  if (before.group !== row.group)
    return `"${id}" is in group "${before.group ?? ""}" (line ${before.line}) and "${row.group ?? ""}" (line ${row.line})`;
  if (before.label === row.label) return undefined;
  return `"${id}" is "${before.label ?? ""}" (line ${before.line}) and "${row.label ?? ""}" (line ${row.line})`;
}

/** Refuses rows whose images are there, but are left out as masks. */
function refuseMasks(
  action: string,
  rows: readonly LabelRow[],
  missing: readonly LabelRow[],
  masks: readonly string[],
): void {
  const find = imageFinder(masks);
  const named = missing.filter(({ id }) => masks.length > 0 && find(id).weight > 0.5);
  if (named.length > 0)
    fail(
      action,
      `${named.length} of ${rows.length} labels are of files that are left out as masks: ${formatList(named.map(placeOf))}`,
      "rows of images only",
      "Delete these lines from a copy of the table, or leave rows without an image out: --set data.missing=skip. Where they are no masks, give them other names.",
    );
}

/** Refuses numbers that count from 0 where the images count from 1, or the other way: each label would be another image's. */
function refuseShifted(action: string, rows: readonly LabelRow[], missing: readonly LabelRow[]): void {
  const ids = rows.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const isCount = ids.every((id, i) => Number.isInteger(id) && id === ids[0]! + i);
  const ends = [ids[0], ids.at(-1)];
  if (!isCount || missing.length !== 1 || !ends.includes(Number(missing[0]!.id))) return;
  fail(
    action,
    `ids count from ${ids[0]!} to ${ids.at(-1)!}, and ${placeOf(missing[0]!)} has no image, though there are as many images as rows`,
    "ids and images that count from the same number",
    "If the images count from another number, each row labels its neighbour: correct the ids in a copy of the table.",
  );
}

/** Refuses ids that a spreadsheet has changed: dates, and long numbers rounded to `1.23E+12`. */
function refuseChanged(
  action: string,
  tables: readonly string[],
  missing: readonly LabelRow[],
  found: readonly LabelRow[],
): void {
  const isRounded = ({ id }: LabelRow): boolean => /^\d([.,]\d+)?E\+\d+$/i.test(id);
  const changed = missing.filter((row) => isRounded(row) || isDate(row.id));
  if (changed.length === 0 || found.some(({ id }) => isDate(id))) return;
  fail(
    action,
    `a spreadsheet has turned ids into rounded numbers or dates: ${formatList(changed.map(placeOf))}`,
    "ids as the images' names",
    `Use the table as it was before, or format that column of ${formatList(tables)} as text and enter the ids again.`,
  );
}
