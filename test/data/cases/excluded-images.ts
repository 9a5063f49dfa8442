import { cross, per, range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const even = { 0: 12, 1: 12 };
const table = (head: string, cells: (i: number) => readonly unknown[]): Record<string, string> => ({
  "labels.csv": [head, ...names.map((name, i) => [name, ...cells(i)].join(","))].join("\n"),
});
/** A table whose rows 2 and 3 are to be left out. */
const marked = (heading: string, yes: unknown, no: unknown): Record<string, string> =>
  table(`id,hemorrhage,${heading}`, (i) => [i % 2, i === 2 || i === 3 ? yes : no]);
const used = /^labels\.csv: "id" names the images, "hemorrhage" the classes$/;
const slices = per(cross(["normal", "tumor"], ["p1", "p2", "p3", "p4"]), 3);

/** A column that says which images are to be left out, and what becomes of them. */
export const excludedImages: readonly Case[] = [
  ...(
    [
      ["exclude", 1, 0],
      ["Excluded", "yes", "no"],
      ["exclusion", "True", "False"],
      ["drop", "x", ""],
      ["to_exclude", "Y", "none"],
      ["is_discarded", "1.0", "0.0"],
    ] as const
  ).map(([heading, yes, no]): Case => ({
    name: `${heading} of ${yes} and ${no === "" ? "nothing" : no}`,
    images: names,
    files: marked(heading, yes, no),
    right: new RegExp(
      `^Cannot use all images of .*: column "${heading}" of labels\\.csv says yes for 2 images of 24: a02\\.png, a03\\.png, expected a decision .*data\\.excluded=skip.*data\\.excluded=keep`,
    ),
  })),
  ...(
    [
      ["include", 0, 1],
      ["Included", "", "x"],
      ["is_usable", "no", "yes"],
    ] as const
  ).map(([heading, no, yes]): Case => ({
    name: `${heading} of ${no === "" ? "nothing" : no} and ${yes}`,
    images: names,
    files: marked(heading, no, yes),
    right: new RegExp(
      `^Cannot use all images of .*: column "${heading}" of labels\\.csv says no for 2 images of 24: a02\\.png, a03\\.png`,
    ),
  })),
  {
    name: "they are left out",
    images: names,
    files: marked("exclude", "yes", "no"),
    options: { excluded: "skip" },
    right: { 0: 11, 1: 11 },
    notes: [
      used,
      /^2 images of 24 left out: column "exclude" of labels\.csv says yes \(data\.excluded=skip\): a02\.png, a03\.png$/,
    ],
  },
  {
    name: "they are used",
    images: names,
    files: marked("exclude", "yes", "no"),
    options: { excluded: "keep" },
    right: even,
    notes: [
      used,
      /^2 images of 24 used all the same: column "exclude" of labels\.csv says yes \(data\.excluded=keep\)$/,
    ],
  },
  {
    name: "nothing is to be left out",
    images: names,
    files: marked("exclude", 0, 0),
    right: even,
    notes: [used],
  },
  {
    name: "reasons in place of yes",
    images: names,
    files: marked("exclusion", "motion", ""),
    right: even,
    notes: [used, /^column "exclusion" of labels\.csv says "motion", which is neither yes nor no: not used/],
  },
  {
    name: "it is named as the label",
    images: names,
    files: table("id,hemorrhage,excluded", (i) => [i % 2, i % 2]),
    options: { labelColumn: "excluded" },
    right: even,
    notes: [/"excluded" the classes; not used: "hemorrhage"/],
  },
  {
    name: "columns of one class each beside it",
    images: names,
    files: table("id,normal,tumor,exclude", (i) => [i % 2, 1 - (i % 2), i < 2 ? 1 : 0]),
    options: { excluded: "skip" },
    right: { normal: 11, tumor: 11 },
    notes: [/"normal", "tumor" the classes$/, /^2 images of 24 left out/],
  },
  {
    name: "a table beside folders of classes",
    images: slices,
    files: {
      "quality.csv": ["file,exclude", ...slices.map((file, i) => `${file},${i < 3 ? "yes" : "no"}`)].join(
        "\n",
      ),
    },
    right: /column "exclude" of quality\.csv says yes for 3 images of 24: normal\/p1\//,
  },
  {
    name: "a row per patient beside folders of classes",
    images: slices,
    files: {
      "patients.csv": "patient,sex,exclude\np1,f,1\np2,m,0\np3,f,0\np4,m,0",
    },
    options: { excluded: "skip" },
    right: { normal: 9, tumor: 9 },
    groups: 3,
    notes: [/^6 images of 24 left out: column "exclude" of patients\.csv says yes/, /patients/],
  },
  {
    name: "classes by a pattern, and a table beside",
    images: slices,
    files: {
      "quality.csv": ["file,exclude", ...slices.map((file, i) => `${file},${i < 3 ? 1 : 0}`)].join("\n"),
    },
    options: { labelPattern: "^(normal|tumor)/", excluded: "skip" },
    right: { normal: 9, tumor: 12 },
    notes: [/^3 images of 24 left out: column "exclude" of quality\.csv says yes/],
  },
  {
    name: "numbers that fit several images, told by the patient",
    images: per(["p1", "p2"], 12, "s").map((file) => file.replace(/s\d_/, "")),
    files: {
      "labels.csv": [
        "patient_id,slice,hemorrhage,exclude",
        ...["p1", "p2"].flatMap((patient) =>
          range(12).map((i) => `${patient},${i}.png,${i % 2},${patient === "p1" && i < 4 ? 1 : 0}`),
        ),
      ].join("\n"),
    },
    options: { excluded: "skip" },
    right: { 0: 10, 1: 10 },
    groups: 2,
    notes: [/"slice" names the images/, /found|patient/, /^4 images of 24 left out/],
  },
];
