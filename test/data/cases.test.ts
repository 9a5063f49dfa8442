import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { labelledImages } from "../../lib/data/labelled-images";
import type { LabelOptions } from "../../lib/data/labelled";
import { listFiles } from "../../lib/data/list-files";
import { grey, temporary } from "./made-folder";

/** A folder as people have it, and what is right of it: images per class and patients, or why it is refused. */
interface Case {
  readonly name: string;
  /** Paths of images; a text stands for a table. */
  readonly images: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly options?: LabelOptions;
  readonly right: Readonly<Record<string, number>> | RegExp;
  /** Different patients; none by default. */
  readonly groups?: number;
  /** Each expression fits one of the notes; no notes by default. */
  readonly notes?: readonly RegExp[];
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const per = (places: readonly string[], n: number, name = "i"): string[] =>
  places.flatMap((place, k) => range(n).map((i) => `${place}/${name}${k}_${i}.png`));
const cross = (...levels: readonly (readonly string[])[]): string[] =>
  levels.reduce<string[]>(
    (paths, names) => paths.flatMap((path) => names.map((name) => (path === "" ? name : `${path}/${name}`))),
    [""],
  );

const pictures = range(40).map((i) => grey(i * 3 + 1));

/** Writes a case's files; equal names hold equal pictures only where they are told to be copies. */
async function drawn({ images, files = {} }: Case, equal = false): Promise<string> {
  const folder = temporary();
  const put = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  for (const [i, file] of images.entries()) {
    const number = equal ? Number(/(\d+)\.\w+$/.exec(file)?.[1] ?? 0) : i;
    put(file, (await pictures[number % pictures.length])!);
  }
  for (const [file, content] of Object.entries(files)) put(file, content);
  return folder;
}

async function verify(one: Case, equal = false): Promise<void> {
  const listing = listFiles(await drawn(one, equal));
  const reading = (): ReturnType<typeof labelledImages> => labelledImages(listing, one.options);
  if (one.right instanceof RegExp) {
    expect(reading).toThrow(one.right);
    return;
  }
  const { images, notes } = reading();
  const counts: Record<string, number> = {};
  for (const { label } of images) counts[label] = (counts[label] ?? 0) + 1;
  expect(counts).toEqual(one.right);
  const groups = images.flatMap(({ group }) => (group === undefined ? [] : [group]));
  expect(new Set(groups).size).toBe(one.groups ?? 0);
  if (one.groups !== undefined) expect(groups).toHaveLength(images.length);
  expect(notes).toHaveLength(one.notes?.length ?? 0);
  for (const [i, note] of notes.entries()) expect(note).toMatch(one.notes![i]!);
}

const classes = ["normal", "tumor"];
const put = /put together/;
const asPatients = /taken as patients/;

const folderLevels: readonly Case[] = [
  { name: "classes", images: per(classes, 3), right: { normal: 3, tumor: 3 } },
  {
    name: "classes in two wrappings",
    images: per(cross(["a"], ["a"], classes), 3),
    right: { normal: 3, tumor: 3 },
  },
  {
    name: "images/ inside each class",
    images: per(cross(classes, ["images"]), 3),
    right: { normal: 3, tumor: 3 },
  },
  {
    name: "images/ around the classes",
    images: per(cross(["images"], classes), 3),
    right: { normal: 3, tumor: 3 },
  },
  ...[
    ["train", "val", "test"],
    ["seg_train", "seg_test"],
    ["Training", "Testing"],
    ["TRAIN", "VALID"],
    ["train_set", "test_set"],
    ["train1", "train2"],
    ["dev", "holdout"],
    ["fold1", "fold2", "fold3"],
    ["part_a", "part_b"],
    ["site A", "site B"],
    ["berlin", "paris"],
  ].flatMap((parts): Case[] => [
    {
      name: `parts ${parts.join(", ")} above classes`,
      images: per(cross(["set"], parts, ["glioma", "meningioma", "normal"]), 2),
      right: { glioma: 2 * parts.length, meningioma: 2 * parts.length, normal: 2 * parts.length },
      notes: [put],
    },
    {
      name: `parts ${parts.join(", ")} above classes of unknown names`,
      images: per(cross(parts, ["alpha", "beta"]), 2),
      right: { alpha: 2 * parts.length, beta: 2 * parts.length },
      notes: [put],
    },
  ]),
  {
    name: "parts that repeat the class in their folders' names",
    images: per(cross(["train", "test"], ["train", "test"], classes), 1),
    right: { normal: 4, tumor: 4 },
    notes: [put, put],
  },
  {
    name: "parts inside classes",
    images: per(cross(classes, ["train", "test"]), 2),
    right: { normal: 4, tumor: 4 },
    notes: [put],
  },
  {
    name: "a part of test images without classes",
    images: [...per(cross(["train"], classes), 2), ...per(["test"], 3)],
    right: { normal: 2, tumor: 2 },
  },
  { name: "parts only", images: per(["train", "test"], 3), right: /parts of a split/ },
  {
    name: "patients above 0 and 1",
    images: per(
      cross(
        range(12).map((i) => `${8860 + i}`),
        ["0", "1"],
      ),
      2,
    ),
    right: { 0: 24, 1: 24 },
    groups: 12,
    notes: [asPatients],
  },
  {
    name: "patients above classes of unknown names",
    images: per(
      cross(
        range(6).map((i) => `pat${i}`),
        ["alpha", "beta"],
      ),
      2,
    ),
    right: { alpha: 12, beta: 12 },
    groups: 6,
    notes: [asPatients],
  },
  {
    name: "patients of one class each",
    images: per(
      range(8).map((i) => `p${i}/${classes[i % 2]!}`),
      2,
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "patients named by words",
    images: per(cross(["anna", "bert", "cleo", "dora", "emil"], classes), 2),
    right: { normal: 10, tumor: 10 },
    groups: 5,
    notes: [asPatients],
  },
  {
    name: "patients inside classes",
    images: per(
      range(8).map((i) => `${classes[i % 2]!}/p${i}`),
      2,
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "patients inside classes of unknown names",
    images: per(
      range(8).map((i) => `${i % 2 ? "alpha" : "beta"}/p${i}`),
      2,
    ),
    right: { alpha: 8, beta: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "patients of equal numbers inside classes",
    images: per(cross(["glioma", "meningioma"], ["1", "2", "3"]), 2),
    right: { glioma: 6, meningioma: 6 },
    groups: 3,
    notes: [asPatients],
  },
  {
    name: "patients inside parts inside classes",
    images: per(
      range(8).map((i) => `${i % 4 < 2 ? "train" : "test"}/${classes[i % 2]!}/p${i}`),
      2,
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    notes: [put, asPatients],
  },
  {
    name: "BreakHis: class, kind, patient, magnification",
    images: per(
      range(8).flatMap((i) =>
        ["40X", "100X"].map(
          (x) => `breast/${i % 2 ? "malignant/SOB/ductal" : "benign/SOB/adenosis"}/SOB_14-${i}/${x}`,
        ),
      ),
      1,
    ),
    right: { benign: 8, malignant: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "views inside classes",
    images: per(cross(["glioma", "meningioma"], ["axial", "coronal"]), 2),
    right: { glioma: 4, meningioma: 4 },
  },
  {
    name: "numbers above numbers",
    images: per(cross(["11", "12", "13"], ["4", "5"]), 2),
    right: /both the folders "11, 12, 13" and "4, 5" could be the classes/,
  },
  {
    name: "numbers above numbers, told by a pattern",
    images: per(cross(["11", "12", "13"], ["4", "5"]), 2),
    options: { labelPattern: "/(4|5)/" },
    right: { 4: 6, 5: 6 },
  },
  {
    name: "the class in the name",
    images: range(8).map((i) => `p${i}_${classes[i % 2]!}.png`),
    options: { labelPattern: "_(normal|tumor)" },
    right: { normal: 4, tumor: 4 },
  },
  {
    name: "a pattern that does not always find a class",
    images: range(8).map((i) => `p${i}_${i % 2 ? "normal" : "x"}.png`),
    options: { labelPattern: "normal" },
    right: /data\.labelPattern "normal": it finds nothing in 4 of 8 paths: p0_x\.png/,
  },
  {
    name: "a pattern that is none",
    images: ["a.png"],
    options: { labelPattern: "(" },
    right: /data\.labelPattern "\(": .*expected a regular expression/,
  },
  {
    name: "parts beside classes",
    images: [...per(cross(["train"], classes), 2), ...per(classes, 2)],
    right: /mixed levels: train\/normal, train\/tumor beside|mixed levels/,
  },
  {
    name: "a part beside classes",
    images: per([...classes, "train"], 2),
    right: /mixed levels: train beside normal, tumor/,
  },
  {
    name: "unlabelled images beside classes",
    images: per(["yes", "no", "pred"], 2),
    right: /mixed levels: pred beside no, yes/,
  },
  {
    name: "classes beside another set of parts",
    images: [...per(["yes", "no"], 2), ...per(cross(["Br35H-RCNN"], ["TRAIN", "TEST"]), 2)],
    right: /mixed levels: Br35H-RCNN\/TEST, Br35H-RCNN\/TRAIN beside no, yes/,
  },
  {
    name: "an inner set that is no copy",
    images: [...per(classes, 2), ...per(cross(["inner"], classes), 2, "j")],
    right: /mixed levels: inner\/normal, inner\/tumor beside normal, tumor/,
  },
  {
    name: "Windows' and macOS' hidden files",
    images: per(classes, 2),
    files: { "normal/.DS_Store": "x", "__MACOSX/normal/._i0_0.png": "x" },
    right: { normal: 2, tumor: 2 },
  },
];

describe("kind: folder levels", () => {
  test.each(folderLevels)("$name", (one) => verify(one));
});

const copies: readonly Case[] = [
  {
    name: "an archive's inner copy",
    images: [...per(["yes", "no"], 3), ...per(cross(["brain"], ["yes", "no"]), 3)],
    right: { yes: 3, no: 3 },
    notes: [/^brain holds the same images as the folder around it: left out$/],
  },
  {
    name: "an inner copy of parts",
    images: ["c", "c/c"].flatMap((p) => per(cross([p], ["train", "test"], classes), 2)),
    right: { normal: 4, tumor: 4 },
    notes: [/^c\/c holds the same images as c: left out$/, put],
  },
  {
    name: "an archive unpacked twice",
    images: ["archive", "archive (1)"].flatMap((p) => per(cross([p], classes), 2)),
    right: { normal: 2, tumor: 2 },
    notes: [/holds the same images as archive/],
  },
];

describe("kind: the same set twice", () => {
  test.each(copies)("$name", (one) => verify(one, true));
});
