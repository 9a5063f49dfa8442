import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { countOf, fail, formatList, range } from "../../core";
import { rowsOf } from "../formats/images-of-array";
import { readNpy, type NpyArray } from "../formats/read-npy";
import { filesOfNpz, pairArrays, readNpz } from "../formats/numpy";
import { readNpyTexts } from "../formats/read-npy-texts";
import { UnusableImage } from "../formats/reject-image";
import { noteParts, partsRow } from "../keep-parts";
import type { Labelled, LabelledImage, LabelOptions } from "../labelled";
import { groupsOfArray, mayNamePatients, refuseUnknownArray } from "./groups-of-arrays";
import { medMnistClasses } from "./med-mnist-classes";
import { partOf } from "../part-of";
import { leftOut } from "../reading-row";
import { labelValues } from "../tables/label-values";

/** Arrays of images with an array of labels each: those of one .npz file, or .npy files of the data folder itself. */
interface Arrays {
  /** The file that holds an array. */
  readonly fileOf: (name: string) => string;
  readonly read: (name: string) => NpyArray;
  /** The values of an array of patients; undefined where they are no numbers or texts of one axis. */
  readonly readCells: (name: string) => readonly string[] | undefined;
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
  options: LabelOptions,
): Labelled | undefined {
  const found = images.flatMap((file) => arraysOfNpz(folder, file) ?? []);
  const loose = looseArrays(folder, images, options.groupColumn);
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
  return readArrays(arrays, options);
}

function readArrays(
  { pairs, read, readCells, fileOf, files, rest }: Arrays,
  options: LabelOptions,
): Labelled {
  const { labelColumn = "", groupColumn = "", split } = options;
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
  const cells = rows.map(({ row }) => label.of(row));
  const counted = new Map<string, number>();
  const spots = rows.map(({ name }) => {
    const file = fileOf(name);
    const index = counted.get(file) ?? 0;
    counted.set(file, index + 1);
    return { file, index, where: `${file}#${index}` };
  });
  const places = spots.map(({ where }) => where);
  const values = label.isNamed
    ? { labels: cells, notes: [] }
    : labelValues(`array ${formatList([...pairs.values()])}`, cells, places, options);
  const counts = names.map((name) => rows.filter((row) => row.name === name).length);
  const grouped = names.map((images, i) =>
    groupsOfArray(action, { images, count: counts[i]! }, rest, groupColumn, readCells),
  );
  const ofArrays = [...new Set(grouped.flatMap((one) => one?.from ?? []))];
  if (groupColumn !== "" && ofArrays.length === 0) refuseUnknownArray(files, groupColumn, rest);
  const groups = grouped.flatMap((one, i) => one?.groups ?? Array<undefined>(counts[i]!).fill(undefined));
  const left = rest.filter((name) => !ofArrays.includes(name));
  const more = [...values.notes, ...grouped.flatMap((one) => one?.notes ?? [])];
  const isOne = new Set(names.map(fileOf)).size === 1;
  const found = rows.flatMap(({ name }, i): LabelledImage[] => {
    const label = values.labels[i];
    return label === undefined ? [] : [{ ...spots[i]!, label, group: groups[i], part: partOf(name) }];
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
      ...(left.length > 0
        ? [`${countOf(left.length, "array")} without labels left out: ${formatList(left)}`]
        : []),
      ...more,
    ],
    labelsFrom: `arrays ${formatList([...pairs.values()])}${isOne ? ` of ${files[0]!}` : ""}${label.from}`,
    groupsFrom:
      ofArrays.length === 0
        ? undefined
        : {
            by: "column",
            words: `array ${formatList(ofArrays)}`,
            note: `array ${formatList(ofArrays)} names the patients`,
          },
    rows: [
      ...(isDivided ? [partsRow("arrays", names, split)] : []),
      ...leftOut("array without labels", "arrays without labels", left),
      ...more.map((how) => ({ what: "arrays", value: formatList(files), how })),
    ],
  };
}

/** The label of a row of numbers: its only one, the place of its single 1, or the column that is asked for. */
function chooseColumn(
  action: string,
  rows: readonly (readonly number[])[],
  asked: string,
  file: string,
): { readonly of: (row: readonly number[]) => string; readonly from: string; readonly isNamed: boolean } {
  const columns = Math.max(0, ...new Set(rows.map((row) => row.length)));
  const known = medMnistClasses(file);
  const nameOf = (column: number): string => known[column] ?? String(column);
  if (rows.some((row) => row.length !== columns || row.some((value) => !Number.isInteger(value))))
    fail(action, "labels that are no whole numbers", "0, 1, 2 ...", "Save the number of each image's class.");
  const isNamed = known.length > 0;
  if (columns === 1) return { of: (row) => nameOf(row[0]!), from: "", isNamed };
  const names = range(columns).map(nameOf);
  if (asked !== "") {
    const column = names.includes(asked) ? names.indexOf(asked) : Number(asked);
    if (!names[column])
      fail(action, `no column ${asked}`, formatList(names, 20), "Name one of these with data.labelColumn.");
    return { of: (row) => String(row[column]!), from: `, column ${names[column]}`, isNamed: false };
  }
  const isSingle = (row: readonly number[]): boolean =>
    row.filter((value) => value === 1).length === 1 && row.every((value) => value === 0 || value === 1);
  if (rows.every(isSingle))
    return { of: (row) => nameOf(row.indexOf(1)), from: ", one class per column", isNamed: true };
  return fail(
    action,
    `${columns} columns may be it: ${names.map((name) => `"${name}"`).join(", ")}`,
    "one label per image",
    `Choose one with --set "data.labelColumn=${names[0]!}".`,
  );
}

function arraysOfNpz(folder: string, file: string): Arrays | undefined {
  if (!/\.npz$/i.test(file)) return undefined;
  const bytes = readFileSync(join(folder, file));
  const arrays = attempt(() => readNpz(bytes));
  const pairs = pairArrays([...(arrays?.keys() ?? [])]);
  if (!arrays || pairs.size === 0) return undefined;
  const first = attempt(() => [...pairs].map(([of, labels]) => [arrays.get(of)!(), arrays.get(labels)!()]));
  const isMask = ([of, labels]: readonly NpyArray[]): boolean =>
    labels!.shape.length > 2 || (labels!.shape.length === 2 && labels!.shape.join() === of!.shape.join());
  if (first?.every(isMask)) return undefined; // a picture with its mask, as slices are saved
  const used = new Set([...pairs].flat());
  const rest = [...arrays.keys()].filter((name) => !used.has(name));
  const read = (name: string): NpyArray => reading(file, arrays.get(name)!);
  const readCells = (name: string): readonly string[] | undefined => cellsOf(filesOfNpz(bytes).get(name)!());
  return { rest, fileOf: () => file, files: [file], pairs, read, readCells };
}

/** The values of an array of one axis as a table's cells: texts, or numbers. */
function cellsOf(bytes: Uint8Array): readonly string[] | undefined {
  return attempt(() => {
    const texts = readNpyTexts(bytes);
    if (texts !== undefined) return texts;
    const rows = rowsOf(readNpy(bytes));
    return rows?.every((row) => row.length === 1) ? rows.map(([value]) => String(value)) : undefined;
  });
}

function looseArrays(folder: string, images: readonly string[], groupColumn = ""): Arrays | undefined {
  const files = images.filter((file) => /^[^/]+\.npy$/i.test(file));
  const byName = new Map(files.map((file) => [file.replace(/\.npy$/i, ""), file]));
  const pairs = pairArrays([...byName.keys()]);
  if (pairs.size === 0) return undefined;
  const fileOf = (name: string): string => byName.get(name)!;
  const bytesOf = (name: string): Buffer => readFileSync(join(folder, fileOf(name)));
  const used = new Set([...pairs].flat());
  const rest = [...byName.keys()].filter(
    (name) => !used.has(name) && [...pairs.keys()].some((of) => mayNamePatients(name, of, groupColumn)),
  );
  return {
    rest,
    fileOf,
    files: [...used, ...rest].map(fileOf),
    pairs,
    read: (name) => reading(fileOf(name), () => readNpy(bytesOf(name))),
    readCells: (name) => cellsOf(bytesOf(name)),
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
