import { rowPerFinding } from "./table-findings";
import { range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const even = { 0: 12, 1: 12 };
type Cells = (i: number) => readonly unknown[];
const rows = (head: string, cells: Cells): Record<string, string> => ({
  "labels.csv": [head, ...names.map((name, i) => [name, ...cells(i)].join(","))].join("\n"),
});
const labelled = (
  name: string,
  cells: Cells,
  right: Case["right"],
  options?: Case["options"],
  ...notes: RegExp[]
): Case => ({
  name,
  images: names,
  files: rows("id,hemorrhage", cells),
  right,
  ...(options ? { options } : {}),
  notes,
});
/** A label that every eighth row writes otherwise. */
const sometimes =
  (text: string): Cells =>
  (i) => [i % 8 === 1 ? text : i % 2];

/** What a label's cell means. */
export const tableLabels: readonly Case[] = [
  ...["", "?", "nan", "NaN", "NA", "N/A", "#N/A", "null", "-", "#VALUE!"].map((text) =>
    labelled(
      `no label written as ${text === "" ? "nothing" : text}`,
      sometimes(text),
      /column "hemorrhage" of labels\.csv: 3 images have .*: labels\.csv line 3, .*data\.unlabelled=skip/,
    ),
  ),
  ...["O", "o", "l"].map((letter) =>
    labelled(
      `the letter ${letter} typed for a figure`,
      sometimes(letter),
      /differ in spelling only, expected one name per class/,
    ),
  ),
  labelled(
    "empty cells taken as 0 beside yes and no",
    (i) => [["yes", "no", ""][i % 3]],
    { 0: 16, 1: 8 },
    { unlabelled: "0" },
    /8 rows with an empty label taken as 0/,
    /"yes" is taken as 1, "no" is taken as 0/,
  ),
  labelled(
    "empty cells taken as 0 beside no alone",
    (i) => [["no", ""][i % 2]],
    { 0: 24 },
    { unlabelled: "0" },
    /12 rows with an empty label taken as 0/,
    /"no" is taken as 0/,
  ),
  labelled(
    "rows without a label left out",
    sometimes("NA"),
    { 0: 12, 1: 9 },
    { unlabelled: "skip" },
    /^column "hemorrhage" of labels\.csv: 3 rows with the label "na" left out$/,
  ),
  labelled(
    "rows without a label as 0",
    sometimes(""),
    { 0: 15, 1: 9 },
    { unlabelled: "0" },
    /: 3 rows with an empty label taken as 0$/,
  ),
  labelled(
    "rows without a label as 0 beside words",
    (i) => [i % 8 === 1 ? "" : ["mild", "severe"][i % 2]],
    /take rows of column "hemorrhage".*it has other labels: mild, severe/,
    { unlabelled: "0" },
  ),
  labelled(
    "-1 beside 0 and 1",
    sometimes("-1.0"),
    /3 images have the label "-1": labels\.csv line 3, .*data\.uncertain=skip/,
  ),
  labelled("-1 as 1", sometimes("-1"), even, { uncertain: "1" }, /3 rows with the label "-1" taken as 1$/),
  labelled(
    "-1 as 0",
    sometimes("-1"),
    { 0: 15, 1: 9 },
    { uncertain: "0" },
    /3 rows with the label "-1" taken as 0$/,
  ),
  labelled("-1 and 1 as two classes", (i) => [i % 2 ? 1 : -1], { "-1": 12, 1: 12 }),
  labelled("a code for missing", sometimes("-9"), /3 images have the label "-9"/),
  labelled("999 for missing", sometimes("999"), /3 images have the label "999"/),
  labelled("True and 1 in one column", sometimes("True"), even, undefined, /"true" is taken as 1$/),
  labelled(
    "yes, Y, no and N in one column",
    (i) => [["no", "Y", "N", " yes "][i % 4]],
    even,
    undefined,
    /"y" is taken as 1, .*"no" is taken as 0|"no" is taken as 0/,
  ),
  labelled("1 and 1.0", (i) => [i % 4 === 1 ? "1.0" : i % 2], even),
  labelled("spaces and capitals", (i) => [["no ", " yes", "No", "YES"][i % 4]], { no: 12, yes: 12 }),
  labelled(
    "spaces that do not break and have no width",
    (i) => [["no\u00a0", "yes", "no\u200b", "\ufeff\u00a0yes"][i % 4]],
    { no: 12, yes: 12 },
  ),
  labelled(
    "two kinds of spaces in a label",
    (i) => [["no tumor", "tumor", "no\u00a0tumor", "tumor"][i % 4]],
    { "no tumor": 12, tumor: 12 },
  ),
  labelled("dates of a spreadsheet", (i) => [i % 2 ? "02-Jan" : "03-Jan"], /"0[23]-jan" is a date/),
  labelled("dates", (i) => [`2020-01-0${1 + (i % 2)}`], /is a date/),
  labelled(
    "a measurement",
    (i) => [(i * 0.37).toFixed(2)],
    /column "hemorrhage" of labels\.csv as classes: it has 24 different values/,
  ),
  labelled("unknown", sometimes("Unknown"), /3 images have the label "unknown"/),
  labelled("-1 beside grades", (i) => [(i % 4) - 1], /6 images have the label "-1".*data\.uncertain=skip/),
  labelled("five steps about 0", (i) => [(i % 5) - 2], { "-2": 5, "-1": 5, 0: 5, 1: 5, 2: 4 }),
  labelled("percentages", (i) => [`${3 * i}%`], /it has 24 different values/),
  labelled("a mark at the end of a list", (i) => [i % 2 ? "mass|" : "normal"], { mass: 12, normal: 12 }),
  {
    name: "ages in twelve years",
    images: names,
    files: rows("id,age", (i) => [30 + (i % 12)]),
    options: { labelColumn: "age" },
    right: /column "age" of labels\.csv as classes: it has 12 different values/,
  },
  {
    name: "one column named as ids and classes",
    images: names,
    files: rows("id,label", (i) => [i % 2]),
    options: { labelColumn: "id" },
    right: /use column "id" of labels\.csv as classes: it names the images/,
  },
  {
    name: "one-hot columns with a row of no class",
    images: names,
    files: rows("id,MEL,NV", (i) => (i === 5 ? [0, 0] : [i % 2, (i + 1) % 2])),
    right: /2 columns may be it: "MEL", "NV"; one class each, but for 1 row without a single 1 \(line 7\)/,
  },
  {
    name: "patients called unknown",
    images: names,
    files: rows("id,patient,label", (i) => [i < 4 ? "unknown" : i < 8 ? "anonymous" : `P${i >> 2}`, i % 2]),
    right: even,
    groups: 4,
    ungrouped: 8,
    notes: [/"patient" the patients$/, /8 rows name no patient \("unknown", "anonymous"\)/],
  },
  labelled("ages", (i) => [30 + i], /it has 24 different values.*not a measurement/),
  labelled("a few grades", (i) => [i % 5], { 0: 5, 1: 5, 2: 5, 3: 5, 4: 4 }),
  {
    name: "an age named as label",
    images: names,
    files: rows("id,age,tumor", (i) => [20 + 3 * i, i % 2]),
    options: { labelColumn: "age" },
    right: /column "age" of labels\.csv as classes: it has 24 different values/,
  },
  {
    name: "patients that are not named in some rows",
    images: names,
    files: rows("id,patient,label", (i) => [
      i % 6 === 0 ? ["NA", "", "nan", "?"][i / 6] : `P${i >> 2}`,
      i % 2,
    ]),
    right: even,
    notes: [/"patient" the patients$/, /4 rows name no patient \("NA", an empty cell, "nan", "\?"\)/],
    groups: 6,
    ungrouped: 4,
  },
  {
    name: "a patient in several spellings",
    images: names,
    files: rows("id,patient,label", (i) => [i % 2 ? `p0${i >> 2}` : `P0${i >> 2} `, i % 2]),
    right: even,
    notes: [/"patient" the patients$/],
    groups: 6,
  },
  {
    name: "a patient's number as 7, 7.0 and 007",
    images: names,
    files: rows("id,patient,label", (i) => [[`${i >> 2}`, `${i >> 2}.0`, `00${i >> 2}`][i % 3], i % 2]),
    right: even,
    notes: [/"patient" the patients$/],
    groups: 6,
  },
  ...(
    [
      ["|", "Edema|Mass"],
      [";", "Edema; Mass"],
      ["a list of Python", `"['Edema', 'Mass']"`],
      [",", '"Edema, Mass"'],
      ["/", "Edema/Mass"],
    ] as const
  ).flatMap(([mark, both]): Case[] => {
    const cells: Cells = (i) => [["No Finding", both, "Edema", "Mass"][i % 4], `P${i >> 1}`];
    const written: Cells =
      mark === "a list of Python"
        ? (i) => [[`[]`, both, "['Edema']", "['Mass']"][i % 4], cells(i)[1]]
        : cells;
    return [
      {
        name: `several findings in a cell, ${mark}: asks`,
        images: names,
        files: rows("id,Finding Labels,patient", written),
        right:
          /a cell holds several findings: .* \(line 3\); there are Edema \(12\), Mass \(12\).*data\.labelColumn=Edema/,
      },
      {
        name: `several findings in a cell, ${mark}: one named`,
        images: names,
        files: rows("id,Finding Labels,patient", written),
        options: { labelColumn: "mass" },
        right: even,
        groups: 12,
        notes: [/"mass" the classes, "patient" the patients/, /1 is an image among whose findings is "mass"/],
      },
    ];
  }),
  {
    name: "a finding beside one that is not sure",
    images: names,
    files: rows("id,Finding Labels", (i) => [["No Finding", "Edema?|Mass", "Edema|Mass", "Mass"][i % 4]]),
    options: { labelColumn: "Edema" },
    right: { 0: 18, 1: 6 },
    notes: [/"Edema" the classes/, /among whose findings/],
  },
  {
    name: "a finding in two columns",
    images: names,
    files: rows("id,first,second", (i) => [
      ["No Finding", "Edema|Mass"][i % 2],
      ["Mass", "Edema;Mass"][i % 2],
    ]),
    options: { labelColumn: "Edema" },
    right: /the columns "first", "second" hold that finding/,
  },
  {
    name: "a finding that no cell has",
    images: names,
    files: rows("id,Finding Labels", (i) => [i % 2 ? "Edema|Mass" : "No Finding"]),
    options: { labelColumn: "Nodule" },
    right: /data\.labelColumn "Nodule": labels\.csv has no such column/,
  },
  {
    name: "a row per finding",
    images: names,
    files: { "labels.csv": rowPerFinding },
    right: /"a01\.png" is "nodule" \(line 3\) and "mass" \(line 4\).*data\.labelColumn=FINDING/,
  },
  {
    name: "a row per finding, one named",
    images: names,
    files: { "labels.csv": rowPerFinding },
    options: { labelColumn: "Mass" },
    right: { 0: 18, 1: 6 },
    notes: [/"Mass" the classes; not used: "class_name"/, /1 is an image among whose findings is "Mass"/],
  },
  {
    name: "rows of one image with the same label",
    images: names,
    files: {
      "labels.csv": ["id,label", ...names.flatMap((n, i) => [`${n},${i % 2}`, `${n},${i % 2}.0`])].join("\n"),
    },
    right: even,
  },
  {
    name: "rows of one image with two labels",
    images: names,
    files: { "labels.csv": ["id,label", ...names.map((n, i) => `${n},${i % 2}`), "a05.png,0"].join("\n") },
    right: /"a05\.png" is "1" \(line 7\) and "0" \(line 26\)/,
  },
];
