import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { countOf, fail, formatList, range } from "../../core";
import { rowsOf } from "../formats/images-of-array";
import { readNpy, type NpyArray } from "../formats/read-npy";
import { pairArrays, readNpz } from "../formats/numpy";
import { UnusableImage } from "../formats/reject-image";
import { noteParts, partsRow } from "../keep-parts";
import type { Labelled, LabelledImage, LabelOptions } from "../labelled";
import { medMnistClasses } from "./med-mnist-classes";
import { partOf } from "../part-of";
import { leftOut } from "../reading-row";

/** Arrays of images with an array of labels each: those of one .npz file, or .npy files of the data folder itself. */
interface Arrays {
  /** The file that holds an array. */
  readonly fileOf: (name: string) => string;
  readonly read: (name: string) => NpyArray;
  /** The labels' array of each images' array. */
  readonly pairs: ReadonlyMap<string, string>;
  /** Arrays of the same file that are neither, such as images without labels. */
  readonly rest: readonly string[];
  /** Files that hold them, for messages. */
  readonly files: readonly string[];
}

/**
 * Takes labels from an array beside the array of images: MedMNIST's train_images, train_labels, val_images ... in one
 * .npz file, or X.npy and y.npy in the folder. Parts are put together, or kept by data.split=given.
 *
 * @returns undefined where no array of labels lies beside images
 * @throws InputError when other images lie beside, the numbers of images and labels differ, or several columns of labels
 *   may be meant
 */
export function labelsByArrays(
  folder: string,
  images: readonly string[],
  { labelColumn = "", split }: LabelOptions,
): Labelled | undefined {
  const found = images.flatMap((file) => arraysOfNpz(folder, file) ?? []);
  const loose = looseArrays(folder, images);
  if (loose) found.push(loose);
  const [arrays, ...more] = found;
  if (!arrays) return undefined;
  const others = images.filter((file) => !arrays.files.includes(file));
  if (more.length > 0 || others.length > 0)
    fail(
      `read the data set ${folder}`,
      `${formatList(arrays.files)} holds images with their labels, and ${formatList(others)} lies beside`,
      "one file of images and labels",
      `Give it alone: --data ${join(folder, arrays.files[0]!)}`,
    );
  return readArrays(folder, arrays, labelColumn, split);
}

function readArrays(
  folder: string,
  { pairs, read, fileOf, files, rest }: Arrays,
  labelColumn: string,
  split: LabelOptions["split"],
): Labelled {
  const action = `read the labels in ${formatList(files)}`;
  const names = [...pairs.keys()];
  const rows = names.flatMap((name) => {
    const labels = pairs.get(name)!;
    const [array, ofLabels] = [read(name), read(labels)];
    const values = rowsOf(ofLabels);
    if (values === undefined || values.length !== array.shape[0])
      fail(
        action,
        `${labels} is an array of ${ofLabels.shape.join("x")}, and ${name} one of ${array.shape.join("x")}`,
        "one row of labels per image",
        "Save the labels as an array of one number per image.",
      );
    return values.map((row) => ({ name, row }));
  });
  const label = chooseColumn(
    action,
    rows.map(({ row }) => row),
    labelColumn,
    files[0]!,
  );
  const isOne = new Set(names.map(fileOf)).size === 1;
  const counted = new Map<string, number>();
  const found = rows.map(({ name, row }): LabelledImage => {
    const file = fileOf(name);
    const index = counted.get(file) ?? 0;
    counted.set(file, index + 1);
    return { file, index, label: label.of(row), part: partOf(name), where: `${file}#${index}` };
  });
  const isDivided = names.some((name) => partOf(name) !== undefined);
  return {
    images: found,
    without: [],
    heading: undefined,
    tables: [],
    repeated: 0,
    notes: [
      ...(isDivided ? [noteParts("arrays", names, split)] : []),
      ...(rest.length > 0
        ? [`${countOf(rest.length, "array")} without labels left out: ${formatList(rest)}`]
        : []),
    ],
    labelsFrom: `arrays ${formatList([...pairs.values()])}${isOne ? ` of ${files[0]!}` : ""}${label.from}`,
    groupsFrom: undefined,
    rows: [
      ...(isDivided ? [partsRow("arrays", names, split)] : []),
      ...leftOut("array without labels", "arrays without labels", rest),
    ],
  };
}

/** The label of a row of numbers: its only one, the place of its single 1, or the column that is asked for. */
function chooseColumn(
  action: string,
  rows: readonly (readonly number[])[],
  asked: string,
  file: string,
): { readonly of: (row: readonly number[]) => string; readonly from: string } {
  const columns = Math.max(0, ...new Set(rows.map((row) => row.length)));
  const known = medMnistClasses(file);
  const nameOf = (column: number): string => known[column] ?? String(column);
  if (rows.some((row) => row.length !== columns || row.some((value) => !Number.isInteger(value))))
    fail(action, "labels that are no whole numbers", "0, 1, 2 ...", "Save the number of each image's class.");
  if (columns === 1) return { of: (row) => nameOf(row[0]!), from: "" };
  const names = range(columns).map(nameOf);
  if (asked !== "") {
    const column = names.includes(asked) ? names.indexOf(asked) : Number(asked);
    if (!names[column])
      fail(action, `no column ${asked}`, formatList(names, 20), "Name one of these with data.labelColumn.");
    return { of: (row) => String(row[column]!), from: `, column ${names[column]}` };
  }
  const isSingle = (row: readonly number[]): boolean =>
    row.filter((value) => value === 1).length === 1 && row.every((value) => value === 0 || value === 1);
  if (rows.every(isSingle)) return { of: (row) => nameOf(row.indexOf(1)), from: ", one class per column" };
  return fail(
    action,
    `${columns} columns may be it: ${names.map((name) => `"${name}"`).join(", ")}`,
    "one label per image",
    `Choose one with --set "data.labelColumn=${names[0]!}".`,
  );
}

function arraysOfNpz(folder: string, file: string): Arrays | undefined {
  if (!/\.npz$/i.test(file)) return undefined;
  const arrays = attempt(() => readNpz(readFileSync(join(folder, file))));
  const pairs = pairArrays([...(arrays?.keys() ?? [])]);
  if (!arrays || pairs.size === 0) return undefined;
  const first = attempt(() => [...pairs].map(([of, labels]) => [arrays.get(of)!(), arrays.get(labels)!()]));
  const isMask = ([of, labels]: readonly NpyArray[]): boolean =>
    labels!.shape.length > 2 || (labels!.shape.length === 2 && labels!.shape.join() === of!.shape.join());
  if (first?.every(isMask)) return undefined; // a picture with its mask, as slices are saved
  const used = new Set([...pairs].flat());
  const rest = [...arrays.keys()].filter((name) => !used.has(name));
  return { rest, fileOf: () => file, files: [file], pairs, read: (name) => reading(file, arrays.get(name)!) };
}

function looseArrays(folder: string, images: readonly string[]): Arrays | undefined {
  const files = images.filter((file) => /^[^/]+\.npy$/i.test(file));
  const byName = new Map(files.map((file) => [file.replace(/\.npy$/i, ""), file]));
  const pairs = pairArrays([...byName.keys()]);
  if (pairs.size === 0) return undefined;
  const fileOf = (name: string): string => byName.get(name)!;
  return {
    rest: [],
    fileOf,
    files: [...new Set([...pairs].flat())].map(fileOf),
    pairs,
    read: (name) => reading(fileOf(name), () => readNpy(readFileSync(join(folder, fileOf(name))))),
  };
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (e) {
    if (e instanceof UnusableImage) return undefined;
    throw e;
  }
}

/** An array, its file named where it cannot be read. */
function reading(file: string, read: () => NpyArray): NpyArray {
  try {
    return read();
  } catch (e) {
    if (!(e instanceof UnusableImage)) throw e;
    return fail(
      "read the images and labels of an array",
      `${basename(file)} ${e.message}`,
      "an array of numbers",
      "Save it again with numpy.save or numpy.savez.",
    );
  }
}
