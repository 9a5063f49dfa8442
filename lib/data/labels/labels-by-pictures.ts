import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, formatList } from "../../core";
import { pairArrays, readNpz } from "../formats/numpy";
import { labelValues } from "../tables/label-values";
import type { Labelled, LabelOptions } from "../labelled";
import { attempt } from "./arrays-of-npz";

/**
 * Takes each picture's label from its own .npz file, where all images are such files: `case01.npz` with image and label,
 * one number.
 *
 * @returns undefined where some image is no such file
 */
export function labelsByPictures(
  folder: string,
  images: readonly string[],
  options: LabelOptions,
): Labelled | undefined {
  const found = numbersOf(folder, images);
  if (found === undefined) return undefined;
  const { labels, notes } = labelValues("the label in each .npz file", found, images, options);
  return {
    images: images.flatMap((file, i) => {
      const label = labels[i];
      return label === undefined ? [] : [{ file, label, where: file }];
    }),
    without: images.filter((_, i) => labels[i] === undefined),
    heading: undefined,
    tables: [],
    repeated: 0,
    notes,
    labelsFrom: `the number beside the picture in each file, as in ${images[0]!}`,
    groupsFrom: undefined,
    rows: notes.map((how) => ({ what: "arrays", value: "labels", how })),
  };
}

/**
 * Refuses folders of classes that say something else than the labels in the pictures' own files.
 * @param places the class that the folders give each image
 */
export function refuseOtherNumbers(
  folder: string,
  images: readonly string[],
  places: ReadonlyMap<string, string>,
): void {
  const found = numbersOf(folder, images);
  if (found === undefined) return;
  const pairs = new Map(images.map((file, i) => [`${found[i]!} in ${places.get(file) ?? ""}`, file]));
  const isOneToOne = pairs.size === new Set(found).size && pairs.size === new Set(places.values()).size;
  if (!isOneToOne)
    fail(
      `tell the labels of ${folder}`,
      `the labels in the files and the sub-folders say different things: ${formatList([...pairs].map(([pair, file]) => `${pair} (${file})`))}`,
      "the same classes in both",
      "Name the folders with data.labelPattern if they are the classes, else put all files into one folder.",
    );
}

/** The number beside the picture in each .npz file; undefined where a file is no such one. */
function numbersOf(folder: string, images: readonly string[]): string[] | undefined {
  const found: string[] = [];
  if (images.length === 0) return undefined;
  for (const file of images) {
    const number = /\.npz$/i.test(file) ? attempt(() => numberIn(join(folder, file))) : undefined;
    if (number === undefined) return undefined;
    found.push(number);
  }
  return found;
}

function numberIn(path: string): string | undefined {
  const arrays = readNpz(readFileSync(path));
  const [label, ...others] = pairArrays([...arrays.keys()]).values();
  if (label === undefined || others.length > 0) return undefined;
  const array = arrays.get(label)!();
  return array.shape.every((n) => n === 1) ? String(array.at(0)) : undefined;
}
