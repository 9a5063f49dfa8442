import { formatList, groupBy } from "../../core";
import { isClassName } from "../class-words";
import { findCopies } from "./find-copies";
import { folderLevels } from "./folder-levels";
import { foldersOf, hasClassWord, isNumbered } from "./folder-words";
import { isPartName, isUnlabelledName, partOf } from "../part-of";
import { noteParts, partsRow } from "../keep-parts";
import type { Labelled, LabelOptions } from "../labelled";
import { askAboutOddNames } from "./odd-names";
import { nameBelow, refuseCompanions } from "./refuse-companions";
import { refuseLeftovers } from "./refuse-leftovers";
import { refuseOtherClasses } from "./refuse-other-classes";
import { refuseSpellings } from "./refuse-spellings";

/**
 * Takes the sub-folders for classes; `folderLevels` tells which level. Patients' folders become groups, parts of a split
 * are put together, and a copy of the set inside itself is left out.
 *
 * @param folder the data folder
 * @param split what becomes of parts of a split, for the notes
 * @returns undefined when the images do not lie in sub-folders
 * @throws InputError when the folders do not tell the classes
 */
export function labelsByFolder(
  folder: string,
  all: readonly string[],
  split: LabelOptions["split"],
): Labelled | undefined {
  const copies = findCopies(folder, all);
  const isCopy = (file: string): boolean => [...copies.keys()].some((copy) => file.startsWith(`${copy}/`));
  const images = all.filter((file) => !isCopy(file));
  const folders = groupBy(
    images.filter((file) => foldersOf(file).length > 0),
    (file) => foldersOf(file).join("/"),
  );
  const deepest = Math.max(0, ...[...folders.keys()].map((place) => place.split("/").length));
  const places = [...folders.keys()];
  const isOpenPart = (place: string): boolean => {
    const name = place.split("/").pop()!;
    return (
      (isPartName(name) && place.split("/").length < deepest && hasClassesBeside(place, places)) ||
      (isUnlabelledName(name) && liesAmongClasses(place, places))
    );
  };
  const inside = [...folders].flatMap(([place, files]) => (isOpenPart(place) ? [] : files)).sort(byCodeUnit);
  if (inside.length === 0) return undefined;
  refuseLeftovers(inside);
  const { classes, patients, parts, unclear } = folderLevels(inside);
  const name = (file: string, level: number): string => foldersOf(file)[level] ?? "";
  refuseSpellings(inside.map((file) => name(file, classes)));
  refuseCompanions(inside, classes);
  for (const level of parts) refuseOtherClasses(inside, classes, level);
  const kept = new Set(inside);
  const odd = askAboutOddNames(inside);
  const isSure = patients === undefined || namesAt(inside, patients).some(isNumbered);
  return {
    images: inside.map((file) => ({
      file,
      label: name(file, classes).trim(),
      ...(patients === undefined ? {} : { group: name(file, patients) || undefined }),
      part: parts.map((level) => partOf(name(file, level))).find((part) => part !== undefined),
      where: file,
    })),
    without: images.filter((file) => !kept.has(file)),
    heading: undefined,
    tables: [],
    repeated: 0,
    notes: [
      ...[...copies].map(([copy, of]) => `${isSameAs(copy, of, all)}: left out`),
      ...parts.map((level) => {
        const note = noteParts("sub-folders", namesAt(inside, level), split);
        return unclear.includes(level) ? `${note}; ${askForPatients(inside, level)}` : note;
      }),
      ...parts.flatMap((level) => missingClasses(inside, classes, level)),
      ...unclear.filter((level) => level > classes).map((level) => askForPatients(inside, level)),
      ...(odd === undefined ? [] : [odd]),
    ],
    labelsFrom: `sub-folders, as in ${markLevel(inside[0]!, classes)}`,
    groupsFrom:
      patients === undefined
        ? undefined
        : {
            by: "folders",
            words: `sub-folders, as in ${markLevel(inside[0]!, patients)}${isSure ? "" : "; data.grouping=none if they are no patients"}`,
            note: `sub-folders ${formatList(namesAt(inside, patients))} are taken as patients${isSure ? "" : " (--set data.grouping=none if they are none)"}`,
          },
    rows: [
      ...[...copies].map(([copy, of]) => ({
        what: "left out",
        value: `${all.filter((file) => file.startsWith(`${copy}/`)).length} copies of images`,
        how: isSameAs(copy, of, all),
      })),
      ...parts.map((level) => partsRow("sub-folders", namesAt(inside, level), split)),
      ...parts
        .flatMap((level) => missingClasses(inside, classes, level))
        .map((how) => ({ what: "parts", value: "look at these", how })),
      ...unclear.map((level) => ({ what: "patients", value: "asked", how: askForPatients(inside, level) })),
      ...(odd === undefined ? [] : [{ what: "look at", value: "names", how: odd }]),
    ],
  };
}

function isSameAs(copy: string, of: string, all: readonly string[]): string {
  const below = (place: string): number => all.filter((file) => file.startsWith(`${place}/`)).length;
  const isWhole = of === "" || copy.startsWith(`${of}/`) || below(copy) === below(of);
  return `${copy} holds ${isWhole ? "the same images as" : "copies of images in"} ${of === "" ? "the folder around it" : of}`;
}

function askForPatients(images: readonly string[], level: number): string {
  const pattern = `^${"[^/]+/".repeat(level)}([^/]+)/`;
  const names = namesAt(images, level);
  const placesOf = groupBy(
    images,
    (file) => `${foldersOf(file).slice(0, level).join("/")}/${nameBelow(file, level)}`,
  );
  const equal = [...placesOf.values()].filter((files) => namesAt(files, level).length === names.length);
  const pairs = equal.length > 2 && 2 * equal.flat().length > images.length;
  return `do ${formatList(names)} name patients? Their images are not kept together; --set data.groupPattern='${pattern}' would${pairs ? ". Their files have equal names: if one holds masks, or pictures made from the others', move it away" : ""}`;
}

/** A note on the classes that not all parts of a level have. */
function missingClasses(images: readonly string[], classes: number, parts: number): string[] {
  const all = new Set(namesAt(images, parts));
  const ofClass = groupBy(images, (file) => (foldersOf(file)[classes] ?? "").trim());
  const lacking = [...ofClass].flatMap(([label, files]) => {
    const has = namesAt(files, parts);
    return has.length < all.size ? [`${label} lies in ${formatList(has)} only`] : [];
  });
  return lacking.length > 0 ? [`not every part has every class: ${lacking.join("; ")}`] : [];
}

/** Whether images without labels (`pred`) lie beside folders of usual classes (`yes`, `no`). */
function liesAmongClasses(place: string, places: readonly string[]): boolean {
  const parent = foldersOf(place).join("/");
  const beside = places.filter((other) => other !== place && foldersOf(other).join("/") === parent);
  const names = beside.map((other) => other.split("/").pop()!);
  return names.length > 1 && names.some((name) => hasClassWord(name) || isClassName(name));
}

/** Whether folders beside a part, or beside those above it, hold folders of classes. */
function hasClassesBeside(place: string, places: readonly string[]): boolean {
  const parent = place.split("/").slice(0, -1).join("/");
  const beside = parent === "" ? places : places.filter((other) => other.startsWith(`${parent}/`));
  return beside.some((other) => {
    const [first = "", second] = other.slice(parent === "" ? 0 : parent.length + 1).split("/");
    return second !== undefined && isPartName(first) && !other.startsWith(`${place}/`);
  });
}

/** A path whose folder of a level stands in brackets: `train/[normal]/a.png`. */
function markLevel(file: string, level: number): string {
  return file
    .split("/")
    .map((name, i) => (i === level ? `[${name}]` : name))
    .join("/");
}

function namesAt(images: readonly string[], level: number): string[] {
  return [...new Set(images.flatMap((file) => foldersOf(file)[level] ?? []))];
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}
