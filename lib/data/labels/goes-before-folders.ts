import { formatList } from "../../core";
import { isClassName } from "../class-words";
import { hasClassWord } from "../folders/folder-words";
import type { Labelled } from "../labelled";
import type { LabelTable } from "../tables/read-labels";
import { saysClasses } from "../tables/tables-beside-folders";

/** Whether folders bear usual names of classes: `normal`, `no_tumor`; of numbers only 0 and 1. */
export function areClassWords(names: readonly string[]): boolean {
  const isWord = (name: string): boolean => (/\p{L}/u.test(name) && isClassName(name)) || hasClassWord(name);
  return names.some(isWord) || names.every((name) => name === "0" || name === "1");
}

/**
 * Whether tables further down say the classes rather than the folders, which are sites or patients then: each label is not
 * one folder, and the folders are numbers, or hold the tables, whose column is called `label`. They label more than half of
 * the images.
 *
 * @param places the folder of each image that could be its class
 * @returns "perhaps" where they say something else than the folders, but either may be the classes
 */
export function goesBeforeFolders(
  labelled: Labelled,
  { heading, files, isCalledLabel = false }: LabelTable,
  places: ReadonlyMap<string, string>,
): boolean | "perhaps" {
  const names = new Set(places.values());
  const isWithin = files.every((file) =>
    file
      .split("/")
      .slice(0, -1)
      .some((name) => names.has(name)),
  );
  const areNumbers = [...names].every((name) => /^\d+$/.test(name));
  const labels = new Set(labelled.images.map(({ label }) => label));
  const both = new Set(labelled.images.map(({ file, label }) => `${label}\n${places.get(file) ?? ""}`));
  const isSame = both.size === labels.size && both.size === names.size;
  const saysIt = heading === undefined || saysClasses(heading);
  if (isSame || !saysIt || labels.size < 2 || 2 * labelled.images.length <= places.size) return false;
  return areNumbers || (isWithin && isCalledLabel) || "perhaps";
}

/** What is to be looked at where such tables say the classes, and not the outermost folders; none where these are others. */
export function ratherTables({ labelsFrom }: LabelTable, places: ReadonlyMap<string, string>): string[] {
  if ([...places].some(([file, place]) => !file.startsWith(`${place}/`))) return [];
  const folders = [...new Set(places.values())].map((name) => `"${name}"`);
  return [
    `${labelsFrom}, says the classes, and not the sub-folders ${formatList(folders, 3)}: --set data.labelPattern='^([^/]+)/' takes these`,
  ];
}

/** What is to be looked at where the folders are the classes, and a table further down may say others. */
export function ratherFolders({ labelsFrom, labelColumn = "NAME" }: LabelTable): string[] {
  return [
    `the sub-folders are taken for the classes, and not ${labelsFrom}: --set "data.labelColumn=${labelColumn}" takes that column`,
  ];
}
