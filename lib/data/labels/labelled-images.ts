import { InputError } from "../../core";
import { labelsByFolder } from "../folders/labels-by-folder";
import { isTable, type Listing } from "../folders/list-files";
import { refuseLeftovers } from "../folders/refuse-leftovers";
import { refuseSpellings } from "../folders/refuse-spellings";
import { keepParts } from "../keep-parts";
import type { Labelled, LabelOptions } from "../labelled";
import { oneSpelling } from "../one-spelling";
import { excludedImages } from "../tables/excluded-images";
import { innerTables, outerTables } from "../tables/find-tables";
import { imageFinder } from "../tables/image-finder";
import { labelTable, refuseUnknownColumn } from "../tables/label-table";
import { labelsByTable } from "../tables/labels-by-table";
import type { LabelTable } from "../tables/read-labels";
import type { AskForLabel } from "../tables/ask-for-label";
import { tablesBesideFolders } from "../tables/tables-beside-folders";
import { withParts } from "../tables/with-parts";
import { withOuterPatients, withPatients } from "../tables/with-patients";
import { askAboutJoinedClasses } from "./ask-about-joined-classes";
import { askAboutOtherClasses } from "./ask-about-other-classes";
import { assignLabels } from "./assign-labels";
import { areClassWords, goesBeforeFolders, ratherFolders, ratherTables } from "./goes-before-folders";
import { labelsByArrays } from "./labels-by-arrays";
import { labelsByPictures, refuseOtherNumbers } from "./labels-by-pictures";
import { refuseDoubled } from "./refuse-doubled";
import { refuseTurnedNames } from "./refuse-turned-names";
import {
  mayHoldLabels,
  refuseContradiction,
  refuseStrangers,
  refuseTwoWays,
  refuseWithoutImages,
  refuseWithoutLabels,
} from "./refuse-labels";

/**
 * Finds each image's label: by the pattern that is given, in a table, else in the name of the sub-folder it lies in. A
 * table lies in the data folder; or, where the sub-folders are no classes, further down or beside the data folder.
 *
 * @throws InputError when the folder holds no image or no label, a label has no image, or an image two labels
 */
export function labelledImages(listing: Listing, options: LabelOptions = {}): Labelled {
  const labelled = findLabels(listing, options);
  refuseSpellings(labelled.images.map(({ label }) => label));
  const groups = oneSpelling(labelled.images.map(({ group }) => group));
  const images = labelled.images.map((image, i) =>
    groups[i] === undefined ? image : { ...image, group: groups[i] },
  );
  const asked = [askAboutOtherClasses(images), askAboutJoinedClasses(images.map(({ label }) => label))];
  return keepParts(
    withQuestions(
      { ...labelled, images },
      asked.flatMap((question) => question ?? []),
    ),
    options.split,
  );
}

function findLabels(listing: Listing, options: LabelOptions): Labelled {
  const { folder, images } = listing;
  if (images.length === 0) refuseWithoutImages(listing);
  const { labelPattern = "" } = options;
  if (labelPattern === "")
    return labelsByArrays(folder, images, options) ?? labelsByTableOrFolder(listing, options);
  refuseTwoWays(options);
  const find = imageFinder(images);
  const tables = [...listing.tables, ...innerTables(listing, find)];
  refuseLeftovers(images);
  const labelled = withParts(assignLabels(images, labelPattern), folder, tables, find);
  refuseDoubled(labelled.images);
  const known = withPatients(labelled, folder, tables, find, options.groupColumn);
  return excludedImages(known, folder, tables, find, options);
}

/**
 * The folder's own table goes first, then sub-folders that are classes, then tables further down, beside the folder, and
 * of patients. Columns that are named are looked for in every table before any folder counts.
 */
function labelsByTableOrFolder(listing: Listing, options: LabelOptions): Labelled {
  const { folder, images, tables } = listing;
  const find = imageFinder(images);
  const inner = innerTables(listing, find);
  const all = [...tables, ...inner.filter(isTable)];
  const tableIn = (some: readonly string[]): Found => labelTable(folder, some, find, options);
  const tableOfPatients = (): Found => labelTable(folder, all, find, options, images);
  const isNamed = [options.idColumn, options.labelColumn].some((column) => column);
  const isSkipping = options.missing === "skip";
  const fromTable = (table: LabelTable): Labelled => {
    const labelled = labelsByTable(listing, table, find, isSkipping ? "skipped" : "refused");
    refuseDoubled(labelled.images);
    if (!isNamed) refuseTurnedNames(folder, labelled, table);
    return labelled;
  };
  const withoutExcluded = (labelled: Labelled): Labelled =>
    excludedImages(labelled, folder, [...tables, ...inner], find, options);
  const besideLabels = (labelled: Labelled): Labelled => {
    const parted = withParts(labelled, folder, [...tables, ...inner], find);
    const known = withPatients(parted, folder, [...tables, ...inner], find, options.groupColumn);
    const named = known.groupsFrom
      ? known
      : withOuterPatients(known, folder, outerTables(listing, find), find);
    return withoutExcluded(named);
  };

  const isAsked = isNamed || Boolean(options.groupColumn);
  const byFolder = isNamed ? undefined : attempt(() => labelsByFolder(folder, images, options.split));
  const places = new Map(byFolder?.result?.images.map(({ file, label }) => [file, label]));
  const isDivided = new Set(places.values()).size > 1;
  const beside = isDivided ? tablesBesideFolders(folder, tables, find, options, places) : [];
  const own = tableIn(tables.filter((table) => !beside.some(({ file }) => file === table)));
  const isOfOthers = ({ rows }: LabelTable): boolean => {
    const ids = rows.map(({ id }) => id);
    return new Set(ids).size === ids.length && ids.every((id) => find(id).files.length !== 1); // 7 fits 7.png of each patient
  };
  if (typeof own === "object") {
    const ofPatients = !isDivided && isOfOthers(own) ? tableOfPatients() : undefined;
    if (ofPatients)
      return typeof ofPatients === "object" ? withoutExcluded(fromTable(ofPatients)) : ofPatients();
    const labelled = fromTable(own);
    if (byFolder?.result) refuseContradiction(folder, own, labelled, byFolder.result);
    return besideLabels(labelled);
  }
  const within = (): { readonly table: LabelTable; readonly labelled: Labelled } | undefined => {
    const metadata = tablesBesideFolders(folder, inner, find, options, places).map(({ file }) => file);
    const rest = inner.filter((file) => isTable(file) && !metadata.includes(file));
    const ofImages = tableIn(rest);
    const isImages = typeof ofImages === "object" && !isOfOthers(ofImages);
    const table = isImages ? ofImages : labelTable(folder, rest, find, options, images);
    return typeof table === "object" ? { table, labelled: fromTable(table) } : undefined;
  };
  const isOpen = isDivided && !areClassWords([...new Set(places.values())]);
  const further = isOpen ? attempt(within).result : undefined;
  const goesBefore = further && goesBeforeFolders(further.labelled, further.table, places);
  if (further && goesBefore === true)
    return besideLabels(withQuestions(further.labelled, ratherTables(further.table, places)));
  if (byFolder?.result && isDivided) {
    refuseOtherNumbers(folder, [...places.keys()], places);
    const rows = [...byFolder.result.rows, ...beside.map(({ row }) => row)];
    const other = goesBefore === "perhaps" ? ratherFolders(further!.table) : [];
    return besideLabels(withQuestions({ ...byFolder.result, rows }, other));
  }
  const outer = outerTables(listing, find);
  let hardly: AskForLabel | undefined; // a question that is asked where nothing else says the labels
  for (const find of [() => own, () => tableIn(inner), () => tableIn(outer), tableOfPatients]) {
    const found = find();
    if (typeof found === "object") return besideLabels(fromTable(found));
    if (found && !found.hardly) return found();
    hardly ??= found;
  }
  if (isAsked) refuseUnknownColumn(folder, [...all, ...outer], options);
  if (isNamed) refuseStrangers(listing, options);
  const byPicture = labelsByPictures(folder, images, options);
  if (byPicture) return besideLabels(byPicture);
  if (hardly) return hardly();
  if (byFolder?.error) throw byFolder.error;
  if (byFolder?.result && tables.length === 0 && !mayHoldLabels(listing)) return byFolder.result;
  return refuseWithoutLabels(listing);
}

/** Adds what is to be looked at: notes, and rows of the table of what was read. */
function withQuestions(labelled: Labelled, questions: readonly string[]): Labelled {
  return {
    ...labelled,
    notes: [...labelled.notes, ...questions],
    rows: [...labelled.rows, ...questions.map((how) => ({ what: "look at", value: "labels", how }))],
  };
}

/** A table of labels, a question about it, or none. */
type Found = LabelTable | AskForLabel | undefined;

/** A function's result, or the InputError that it throws. */
function attempt<T>(make: () => T): { readonly result?: T; readonly error?: InputError } {
  try {
    return { result: make() };
  } catch (e) {
    if (e instanceof InputError) return { error: e };
    throw e;
  }
}
