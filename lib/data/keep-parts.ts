import { fail, formatList, groupBy } from "../core";
import type { Labelled, LabelOptions } from "./labelled";
import type { ReadingRow } from "./reading-row";
import { foldersOf } from "./folders/folder-words";
import { partOf, type Part } from "./part-of";

const action = "keep the split that the data set brings (data.split=given)";
const remedy = "Leave data.split out: Graft then draws the parts itself.";

/**
 * Keeps the parts of the split that a data set brings, or forgets them where Graft draws its own.
 *
 * @param labelled images with the parts that their folders or tables name; without a part, the one that a folder of
 *   the path names
 * @throws InputError when "given" and an image lies in no part, training or test is missing, or a part lacks a class
 */
export function keepParts(labelled: Labelled, split: LabelOptions["split"]): Labelled {
  if (split !== "given")
    return {
      ...withPartsNamed(labelled, split),
      images: labelled.images.map(({ part: _, ...image }) => image),
    };
  const images = labelled.images.map((image) => ({ ...image, part: image.part ?? partOfPath(image.file) }));
  const ofPart = groupBy(images, (image) => image.part);
  const without = ofPart.get(undefined) ?? [];
  if (without.length > 0)
    fail(
      action,
      `${without.length} of ${images.length} images lie in no part: ${formatList(without.map(({ file }) => file))}`,
      "each in a folder, or in a table, called train, val or test",
      remedy,
    );
  const there = (["train", "validation", "test"] as const).filter((part) => ofPart.has(part));
  if (!there.includes("train") || !there.includes("test"))
    fail(
      action,
      `it brings ${there.join(" and ")} only`,
      "training and test (validation is taken from training where there is none)",
      `Name a part train and another test, or leave data.split out: Graft then draws the parts itself.`,
    );
  const classes = [...new Set(images.map(({ label }) => label))].sort();
  const lacking = there.flatMap((part) => {
    const has = new Set(ofPart.get(part)?.map(({ label }) => label));
    const missing = classes.filter((label) => !has.has(label));
    return missing.length > 0 ? [`${part} has no image of ${formatList(missing)}`] : [];
  });
  if (lacking.length > 0) fail(action, lacking.join("; "), "each class in each part", remedy);
  return { ...withPartsNamed(labelled, split), images };
}

/** Adds a note and a row on the parts that tables or paths name, where nothing has said yet what becomes of them. */
function withPartsNamed(labelled: Labelled, split: LabelOptions["split"]): Labelled {
  if (labelled.rows.some(({ what }) => what === "parts")) return labelled;
  const own = labelled.images.flatMap(({ part }) => part ?? []);
  const folders = labelled.images.flatMap(({ file }) => partFolder(file) ?? []);
  const named = new Set(own).size > 1 ? own : folders;
  if (new Set(named.map(partOf)).size < 2) return labelled;
  const names = [...new Set<string>(named)].sort();
  const what = named === folders ? "sub-folders" : labelled.tables.length > 1 ? "tables of" : "a column's";
  return {
    ...labelled,
    notes: [...labelled.notes, noteParts(what, names, split)],
    rows: [...labelled.rows, partsRow(what, names, split)],
  };
}

/** The row of `noteParts`. */
export function partsRow(what: string, names: readonly string[], split: LabelOptions["split"]): ReadingRow {
  const isSplit = names.some((name) => partOf(name) !== undefined);
  const isKept = isSplit && split === "given";
  return {
    what: "parts",
    value: isKept ? "kept" : "put together",
    how: `${what} ${formatList(names)}${isSplit && !isKept ? "; data.split=given keeps them apart" : ""}`,
  };
}

/** A note on parts of a set: `sub-folders train, test are parts of one set, put together`. */
export function noteParts(what: string, names: readonly string[], split: LabelOptions["split"]): string {
  const isSplit = names.some((name) => partOf(name) !== undefined);
  const begin = `${what} ${formatList(names)} are parts of one set`;
  if (!isSplit) return `${begin}, put together`;
  return split === "given"
    ? `${begin}, kept as training, validation and test`
    : `${begin}, put together (--set data.split=given keeps them apart)`;
}

function partOfPath(file: string): Part | undefined {
  return partOf(partFolder(file) ?? "");
}

/** The outermost folder of a path that is called as a part is. */
function partFolder(file: string): string | undefined {
  return foldersOf(file).find((name) => partOf(name) !== undefined);
}
