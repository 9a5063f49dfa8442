import { formatList } from "../../core";
import { foldersOf, isCounted, isHolder, isNeutral, isSite } from "../folders/folder-words";
import { partOf, isPartName } from "../part-of";
import { stemOf } from "../stem-of";

/** How the patients of several tables are told apart, and a note where that is not plain. */
interface PatientsOfSites {
  /** The name of a patient of a table, by the table's place in the list. */
  readonly nameOf: (table: number, patient: string) => string;
  readonly note: string | undefined;
}

/**
 * Patients of tables that lie in a folder per site each, or are called as sites: where two count from 1 on, patient 1 of
 * each site is another. Equal names in other places, and names that are no count, stay one patient each, with a note.
 *
 * @param tables paths of the tables, and the patients that each names
 */
export function patientsOfSites(
  tables: readonly { readonly file: string; readonly patients: readonly (string | undefined)[] }[],
): PatientsOfSites {
  const names = tables.flatMap(({ patients }) => [...new Set(patients.flatMap((one) => one ?? []))]);
  const shared = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
  const places = tables.map(({ file }) => placeOf(file));
  const isApart = new Set(places).size === tables.length && !places.includes("");
  if (shared.length === 0 || !isApart) return { nameOf: (_, patient) => patient, note: undefined };
  const files = formatList(tables.map(({ file }) => file));
  const areSites = places.every((place) => place.split("/").some(isSite));
  const areCounts = shared.every((name) => /^\D{0,12}\d{1,4}$/.test(name));
  if (areSites && areCounts)
    return {
      nameOf: (table, patient) => `${places[table]!}/${patient}`,
      note: `each site counts its own patients: "${shared[0]!}" is another one in each of ${files}. If they are one, put these tables together as one in the data folder, with the folders in the ids`,
    };
  return {
    nameOf: (_, patient) => patient,
    note: `${files} share patients ("${shared[0]!}"), taken as one patient each: if they are several, write the place into the patients (${places[0]!}/${shared[0]!})`,
  };
}

/** What tells a table's site: its folders, else its name, without what holds images whatever the patient. */
function placeOf(file: string): string {
  const isNoSite = (name: string): boolean =>
    name === ".." || [isNeutral, isCounted, isHolder, isPartName].some((isSo) => isSo(name));
  const folders = foldersOf(file).filter((name) => !isNoSite(name));
  const stem = stemOf(file).replace(/[ _-]?(labels?|patients?|data|table)$/i, "");
  return folders.length > 0 ? folders.join("/") : partOf(stem) === undefined && isSite(stem) ? stem : "";
}
