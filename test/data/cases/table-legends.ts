import { range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const rows = (head: string, cells: (i: number) => readonly unknown[]): Record<string, string> => ({
  "labels.csv": [head, ...names.map((name, i) => [name, ...cells(i)].join(","))].join("\n"),
});

/** Legends in headings, and commas in cells. */
export const tableLegends: readonly Case[] = [
  {
    name: "a legend in the heading",
    images: names,
    files: rows('id,"label (0=hemorrhage, 1=normal)"', (i) => [i % 2]),
    right: { hemorrhage: 12, normal: 12 },
    notes: [/0 is "hemorrhage", 1 is "normal", as its heading says$/],
  },
  {
    name: "a legend in the heading that leaves a value out",
    images: names,
    files: rows('id,"label (0=hemorrhage, 1=normal)"', (i) => [i % 3]),
    right: /read the legend of column "label .*" of labels\.csv: it says .* and nothing of "2"/,
  },
  {
    name: "a legend in the heading that is not understood",
    images: names,
    files: rows('id,"hemorrhage (coded 1 as in sheet B)"', (i) => [i % 2]),
    right: /"coded 1 as in sheet B" does not say plainly what 0 and 1 are/,
  },
  {
    name: "several numbers in a cell",
    images: names,
    files: rows("id,label", (i) => [i % 4 === 3 ? '"1,2"' : i % 4]),
    right: /a cell holds several findings: "1,2" \(line 5\); there are 1 \(12\), 2 \(12\), 0 \(6\)/,
  },
  {
    name: "numbers with a decimal comma",
    images: names,
    files: rows("id,label", (i) => [['"0,0"', 0, '"1,0"', 1][i % 4]]),
    right: { 0: 12, 1: 12 },
  },
  {
    name: "commas within cells between semicolons",
    images: names,
    files: {
      "labels.csv": ["id;label;size, mm", ...names.map((name, i) => `${name};${i % 2};${i},5`)].join("\n"),
    },
    right: { 0: 12, 1: 12 },
    notes: [/"id" names the images, "label" the classes; not used: "size, mm"$/],
  },
  {
    name: "a comma within each heading and cell between semicolons",
    images: names,
    files: {
      "labels.csv": [
        "id;finding, by eye",
        ...names.map((name, i) => `${name};edema, ${i % 2 ? "left" : "right"}`),
      ].join("\n"),
    },
    right: { "edema, left": 12, "edema, right": 12 },
  },
  {
    name: "numbers with and without the word that says what they count",
    images: names,
    files: rows("id,grade", (i) => [["2", "3", "Grade 2", "BI-RADS 3"][i % 4]]),
    right: /"2", "grade 2" differ in spelling only/,
  },
  {
    name: "grades beside stages, without a number alone",
    images: names,
    files: rows("id,finding", (i) => [["grade 1", "grade 2", "stage 1", "stage 2"][i % 4]]),
    right: { "grade 1": 6, "grade 2": 6, "stage 1": 6, "stage 2": 6 },
  },
  {
    name: "an eye beside a grade",
    images: names,
    files: rows("id,eye,macula", (i) => [i % 3 ? "left" : "right", i % 2 ? "drusen" : "normal"]),
    right: { drusen: 12, normal: 12 },
    notes: [/"macula" the classes; not used: "eye"$/],
  },
  {
    name: "words beside the labels that contradict them in one row",
    images: names,
    files: rows("id,label,label_text", (i) => [i % 2, i % 2 && i !== 3 ? "normal" : "hemorrhage"]),
    right: /2 columns may be it: "label", "label_text"/,
  },
  {
    name: "words beside the labels that say something else",
    images: names,
    files: rows("id,label,disease_side", (i) => [i % 2, i % 3 ? "left" : "right"]),
    right: { 0: 12, 1: 12 },
    notes: [/not used: "disease_side"$/],
  },
  {
    name: "semicolons within cells between commas",
    images: names,
    files: {
      "labels.csv": ["id,label,note;by", ...names.map((name, i) => `${name},${i % 2},one;two`)].join("\n"),
    },
    right: { 0: 12, 1: 12 },
    notes: [/"id" names the images/],
  },
];
