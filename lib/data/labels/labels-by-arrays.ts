import { join } from "node:path";
import { countOf, fail, formatList, range } from "../../core";
import { rowsOf } from "../formats/images-of-array";
import { imageWord } from "../formats/numpy";
import { leaveOutImages } from "../leave-out-images";
import { noteParts, partsRow } from "../keep-parts";
import type { Labelled, LabelledImage, LabelOptions } from "../labelled";
import { arraysOfNpz, looseArrays, type Arrays } from "./arrays-of-npz";
import { exclusionsOfArrays, mayExclude } from "./exclusions-of-arrays";
import { groupsOfArray, refuseUnknownArray } from "./groups-of-array";
import { partsOfArray } from "./parts-of-array";
import { medMnistClasses } from "./med-mnist-classes";
import { partOf, type Part } from "../part-of";
import { leftOut } from "../reading-row";
import { labelValues } from "../tables/label-values";

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
  return leaveOutImages(readArrays(arrays, options), folder, exclusionsOfArrays(arrays), options);
}

function readArrays(
  { pairs, read, readCells, readTexts, fileOf, files, rest }: Arrays,
  options: LabelOptions,
): Labelled {
  const { labelColumn = "", groupColumn = "", split } = options;
  const action = `read the labels in ${formatList(files)}`;
  const names = [...pairs.keys()];
  const rows = names.flatMap((name) => {
    const labels = pairs.get(name)!;
    const array = read(name);
    const texts = readTexts(labels);
    const ofLabels = texts === undefined ? read(labels) : { shape: [texts.length] };
    const values = "at" in ofLabels ? rowsOf(ofLabels) : texts;
    if (values === undefined || values.length !== array.shape[0])
      fail(
        action,
        `${labels} is an array of ${ofLabels.shape.join("x")}, and ${name} one of ${array.shape.join("x")}`,
        "one row of labels per image",
        "Save the labels as an array of one number or text per image.",
      );
    return values.map((row: string | readonly number[]) => ({ name, row }));
  });
  const numbers = rows.flatMap(({ row }) => (typeof row === "string" ? [] : [row]));
  const label =
    numbers.length === 0
      ? { of: String, from: "", isNamed: false }
      : chooseColumn(action, numbers, labelColumn, files[0]!);
  const cells = rows.map(({ row }) => (typeof row === "string" ? row : label.of(row)));
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
  const divided = names.map((images, i) => partsOfArray({ images, count: counts[i]! }, rest, readCells));
  const parts = divided.flatMap(
    (one, i) => one?.parts ?? range(counts[i]!).map(() => partOfArray(names[i]!)),
  );
  const dividing = [...new Set(divided.flatMap((one) => one?.from ?? []))];
  const isUsed = (name: string): boolean =>
    [...ofArrays, ...dividing].includes(name) || names.some((images) => mayExclude(name, images));
  const left = rest.filter((name) => !isUsed(name));
  const more = [...values.notes, ...grouped.flatMap((one) => one?.notes ?? [])];
  const isOne = new Set(names.map(fileOf)).size === 1;
  const found = rows.flatMap((_, i): LabelledImage[] => {
    const label = values.labels[i];
    return label === undefined ? [] : [{ ...spots[i]!, label, group: groups[i], part: parts[i] }];
  });
  const shown =
    dividing.length > 0
      ? [...new Set(parts.flatMap((part) => part ?? []))].sort()
      : names.map((name) => (partOf(name) === undefined ? name.replace(imageWord, "") : name));
  const sayParts = [
    dividing.length > 0 ? `array ${formatList(dividing)}'s` : "arrays",
    shown,
    split,
  ] as const;
  const isDivided = parts.some((part) => part !== undefined);
  return {
    images: found,
    without: [],
    heading: undefined,
    tables: [],
    repeated: 0,
    notes: [
      ...(isDivided ? [noteParts(...sayParts)] : []),
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
      ...(isDivided ? [partsRow(...sayParts)] : []),
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

/** The part of a split that an array's name means: `train_images`, `Xtrain`. */
function partOfArray(name: string): Part | undefined {
  return partOf(name) ?? partOf(name.replace(imageWord, ""));
}
