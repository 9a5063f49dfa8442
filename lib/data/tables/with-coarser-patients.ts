import { join } from "node:path";
import { countOf, InputError, range } from "../../core";
import type { Labelled } from "../labelled";
import { oneSpelling } from "../one-spelling";
import { valuesAt } from "./column-called";
import { isGroupHeading, isPeopleHeading } from "./heading-words";
import { isNobody } from "./name-patients";
import { isWide, parseTable, plainHeading, type Table } from "./parse-table";

/** Groups to patients, and where that is said, in words. */
interface PatientsOfGroups {
  readonly file: string;
  readonly words: string;
  readonly of: ReadonlyMap<string, string>;
}

/**
 * Patients in place of scans, studies or cases: where the labels' table names only these, and another table says whose each
 * is (`scan_id,patient_id`), in rows of scans or of images.
 *
 * @param tables paths of the tables, relative to the folder
 */
export function withCoarserPatients(labelled: Labelled, folder: string, tables: readonly string[]): Labelled {
  const { groupsFrom, images } = labelled;
  if (groupsFrom?.heading === undefined || isPeopleHeading(groupsFrom.heading)) return labelled;
  const groups = [...new Set(images.flatMap(({ group }) => group ?? []))];
  const found = tables
    .filter((file) => !labelled.tables.includes(file))
    .flatMap((file) => patientsIn(folder, file, groups, groupsFrom.heading!))
    .find(({ of }) => groups.every((group) => of.has(group)) && new Set(of.values()).size < groups.length);
  if (!found) return labelled;
  const patients = new Set(groups.map((group) => found.of.get(group)!)).size;
  return {
    ...labelled,
    images: images.map((image) =>
      image.group === undefined ? image : { ...image, group: found.of.get(image.group)! },
    ),
    groupsFrom: {
      by: "column",
      words: found.words,
      tables: [found.file],
      note: `${found.words} says that the ${groups.length} of "${groupsFrom.heading}" are of ${countOf(patients, "patient")}`,
    },
  };
}

/**
 * What the columns of a table say of groups: each of these goes with one patient. Groups that are numbers stand only in
 * columns that are called as they are, or as scans and the like: ages and numbers of rows are the same numbers.
 */
function patientsIn(
  folder: string,
  file: string,
  groups: readonly string[],
  heading: string,
): PatientsOfGroups[] {
  const table = tableAt(join(folder, file));
  if (!table) return [];
  const { headings } = table;
  const areNumbers = groups.every((group) => /^\d{1,6}$/.test(group));
  const mayHoldThem = (at: number): boolean =>
    !areNumbers || isGroupHeading(headings[at]!) || plainHeading(headings[at]!) === plainHeading(heading);
  const people = range(headings.length).filter((at) => isPeopleHeading(headings[at]!));
  return people.flatMap((at) =>
    range(headings.length)
      .filter((other) => other !== at && mayHoldThem(other))
      .flatMap((other) => {
        const of = pairs(groups, valuesAt(table, other), valuesAt(table, at));
        return of ? [{ file, words: `column "${headings[at]!}" of ${file}`, of }] : [];
      }),
  );
}

/** The one patient of each group; undefined where a group has two, or none of the keys is a group. */
function pairs(
  groups: readonly string[],
  keys: readonly string[],
  patients: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const spelled = oneSpelling([...groups, ...keys]).slice(groups.length);
  const known = new Set(groups);
  const of = new Map<string, string>();
  for (const [i, patient] of oneSpelling(patients).entries()) {
    const key = spelled[i]!;
    if (!known.has(key) || patient === undefined || isNobody(patient)) continue;
    if ((of.get(key) ?? patient) !== patient) return undefined;
    of.set(key, patient);
  }
  return of.size > 0 ? of : undefined;
}

function tableAt(path: string): Table | undefined {
  try {
    return isWide(path) ? undefined : parseTable(path);
  } catch (e) {
    if (e instanceof InputError) return undefined;
    throw e;
  }
}
