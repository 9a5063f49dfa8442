import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fail } from "../../core";
import { rowsOf } from "../formats/images-of-array";
import { filesOfNpz, pairArrays, readNpz } from "../formats/numpy";
import { readNpy, squeezeFrom, type NpyArray } from "../formats/read-npy";
import { readNpyTexts } from "../formats/read-npy-texts";
import { UnusableImage } from "../formats/reject-image";
import { mayExclude } from "./exclusions-of-arrays";
import { mayNamePatients } from "./groups-of-array";
import { mayNameParts } from "./parts-of-array";

/** Arrays of images with an array of labels each: those of one .npz file, or .npy files of the data folder itself. */
export interface Arrays {
  /** The file that holds an array. */
  readonly fileOf: (name: string) => string;
  readonly read: (name: string) => NpyArray;
  /** The values of an array of patients; undefined where they are no numbers or texts of one axis. */
  readonly readCells: (name: string) => readonly string[] | undefined;
  /** The texts of an array of texts; undefined for other values. */
  readonly readTexts: (name: string) => readonly string[] | undefined;
  /** The labels' array of each images' array. */
  readonly pairs: ReadonlyMap<string, string>;
  /** Arrays of the same file that are neither, such as images without labels. */
  readonly rest: readonly string[];
  /** Files that hold them, for messages. */
  readonly files: readonly string[];
}

/** The arrays of a .npz file; undefined where it holds no stack of images with labels, but a picture with its mask or its label. */
export function arraysOfNpz(folder: string, file: string): Arrays | undefined {
  if (!/\.npz$/i.test(file)) return undefined;
  const bytes = readFileSync(join(folder, file));
  const arrays = attempt(() => readNpz(bytes));
  const pairs = pairArrays([...(arrays?.keys() ?? [])]);
  if (!arrays || pairs.size === 0) return undefined;
  const first = attempt(() => [...pairs].map(([of, labels]) => [arrays.get(of)!(), arrays.get(labels)!()]));
  const isMask = ([of, labels]: readonly NpyArray[]): boolean =>
    plainShape(labels!).length > 2 ||
    (plainShape(labels!).length === 2 && plainShape(labels!).join() === plainShape(of!).join());
  const isScalar = ([, labels]: readonly NpyArray[]): boolean => labels!.shape.every((n) => n === 1);
  if (first?.every((pair) => isMask(pair) || isScalar(pair))) return undefined; // a picture with its mask or label, as slices are saved
  const used = new Set([...pairs].flat());
  const rest = [...arrays.keys()].filter((name) => !used.has(name));
  const read = (name: string): NpyArray => reading(file, arrays.get(name)!);
  const readCells = (name: string): readonly string[] | undefined => cellsOf(filesOfNpz(bytes).get(name)!());
  const readTexts = (name: string): readonly string[] | undefined =>
    attempt(() => readNpyTexts(filesOfNpz(bytes).get(name)!()));
  return { rest, fileOf: () => file, files: [file], pairs, read, readCells, readTexts };
}

/** An array's shape without axes of length 1 behind the first two. */
function plainShape(array: NpyArray): readonly number[] {
  return squeezeFrom(array, 2).shape;
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

/** The .npy files of the folder itself that belong together: X.npy and y.npy. */
export function looseArrays(folder: string, images: readonly string[], groupColumn = ""): Arrays | undefined {
  const files = images.filter((file) => /^[^/]+\.npy$/i.test(file));
  const byName = new Map(files.map((file) => [file.replace(/\.npy$/i, ""), file]));
  const pairs = pairArrays([...byName.keys()]);
  if (pairs.size === 0) return undefined;
  const fileOf = (name: string): string => byName.get(name)!;
  const bytesOf = (name: string): Buffer => readFileSync(join(folder, fileOf(name)));
  const used = new Set([...pairs].flat());
  const rest = [...byName.keys()].filter(
    (name) =>
      !used.has(name) &&
      [...pairs.keys()].some(
        (of) => mayNamePatients(name, of, groupColumn) || mayNameParts(name, of) || mayExclude(name, of),
      ),
  );
  return {
    rest,
    fileOf,
    files: [...used, ...rest].map(fileOf),
    pairs,
    read: (name) => reading(fileOf(name), () => readNpy(bytesOf(name))),
    readCells: (name) => cellsOf(bytesOf(name)),
    readTexts: (name) => attempt(() => readNpyTexts(bytesOf(name))),
  };
}

/** What a function returns; undefined where the file cannot be used. */
export function attempt<T>(make: () => T): T | undefined {
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
