import { range, type Case } from "./verify-case";

const ten = range(10);
const images = ten.map((i) => `s/a${i}.png`);
const even = { 0: 5, 1: 5 };
const csv = (ids: readonly number[], head = "id,label", label = (i: number): unknown => i % 2): string =>
  [head, ...ids.map((i) => `a${i}.png,${String(label(i))}`)].join("\n");

/** Headings, quotes, index columns and letters of a table. */
export const tableShapes: readonly Case[] = [
  {
    name: "columns called x and y",
    images,
    files: { "labels.csv": csv(ten, "x,y") },
    right: even,
  },
  {
    name: "columns called x and y with numbers",
    images: ten.map((i) => `${i}.png`),
    files: { "labels.csv": ["x,y", ...ten.map((i) => `${i},${i % 2}`)].join("\n") },
    right: even,
  },
  {
    name: "two columns called label",
    images,
    files: {
      "labels.csv": ["id,label,Label", ...ten.map((i) => `a${i}.png,${i % 2},${Number(i < 5)}`)].join("\n"),
    },
    right: /2 columns may be it: "label", "Label"/,
  },
  {
    name: "two columns called label, named",
    images,
    files: {
      "labels.csv": ["id,label,label", ...ten.map((i) => `a${i}.png,${i % 2},${Number(i < 5)}`)].join("\n"),
    },
    options: { labelColumn: "label" },
    right: /two different columns are called "label"/,
  },
  {
    name: "two columns called patient",
    images,
    files: {
      "labels.csv": [
        "id,label,patient,patient",
        ...ten.map((i) => `a${i}.png,${i % 2},P${i >> 1},Q${i % 3}`),
      ].join("\n"),
    },
    right: /two different columns are called "patient"/,
  },
  {
    name: "line breaks and commas in cells and headings",
    images,
    files: {
      "labels.csv": [
        '\uFEFF"id","label\nby eye","note"',
        ...ten.map((i) => `"a${i}.png","${i % 2}","one, and\ntwo ${i}"`),
      ].join("\r\n"),
    },
    right: even,
    notes: [/"id" names the images/],
  },
  {
    name: "a quote that is closed rows later",
    images,
    files: {
      "labels.csv": [
        "id,label,note",
        ...ten.map((i) => `a${i}.png,${i % 2},${i === 3 ? '"' : ""}seen${i === 7 ? '"' : ""}`),
      ].join("\n"),
    },
    right: /a quote stays open over several rows up to line 9/,
  },
  {
    name: "many columns of measurements",
    images,
    files: {
      "labels.csv": [
        ["id", "label", ...range(1500).map((k) => `f${k}`)].join(","),
        ...ten.map((i) => [`a${i}.png`, i % 2, ...range(1500).map((k) => (i * k) / 7 + 0.5)].join(",")),
      ].join("\n"),
    },
    right: even,
    notes: [/"label" the classes; not used: "f0"/],
  },
  {
    name: "R's names of rows",
    images,
    files: { "labels.csv": ['"","label"', ...ten.map((i) => `"a${i}.png",${i % 2}`)].join("\n") },
    right: even,
  },
  {
    name: "pandas' index of names",
    images,
    files: { "labels.csv": ["Unnamed: 0,label", ...ten.map((i) => `a${i}.png,${i % 2}`)].join("\n") },
    right: even,
  },
  {
    name: "a packed table",
    images,
    files: { "labels.csv.gz": "x" },
    right: /Unpack labels\.csv\.gz if it holds the table of labels/,
  },
  ...[
    ["Cyrillic", "e4e0edf2", "ede5f2"],
    ["Chinese", "b3f6d1aa", "d5fdb3a3"],
    ["Japanese", "8f6f8c8c", "90b38fed"],
  ].map(([language, yes, no]): Case => ({
    name: `letters of another encoding, ${language!}`,
    images,
    files: {
      "labels.csv": Buffer.concat([
        Buffer.from("id,label\n"),
        ...ten.flatMap((i) => [
          Buffer.from(`a${i}.png,`),
          Buffer.from((i % 2 ? yes : no)!, "hex"),
          Buffer.from("\n"),
        ]),
      ]),
    },
    right: /neither UTF-8 nor Western European.*Save it as CSV UTF-8/,
  })),
  {
    name: "pandas' index, saved three times",
    images,
    files: {
      "labels.csv": [
        "Unnamed: 0.1,Unnamed: 0,,id,label",
        ...ten.map((i) => `${i},${i},${i},a${i}.png,${i % 2}`),
      ].join("\n"),
    },
    right: even,
  },
  {
    name: "no line of headings, and the first image is not there",
    images,
    files: { "labels.csv": ["gone,1", ...ten.map((i) => `a${i},${i % 2}`)].join("\n") },
    right: /its first line says "1", as other lines do, expected a line of headings/,
  },
  {
    name: "two columns called as ids are that number the images differently",
    images: range(24).map((i) => `${i}.png`),
    files: {
      "labels.csv": ["id,image_id,label", ...range(24).map((i) => `${i},${23 - i},${i % 2}`)].join("\n"),
    },
    right: /id column of labels\.csv: "id" and "image_id" both name images.*data\.idColumn=id/,
  },
];
