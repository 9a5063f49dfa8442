import { even, names, table } from "./table-of-images";
import { range, type Case } from "./verify-case";

const found = (...cells: string[]): Pick<Case, "images" | "files"> => ({
  images: names,
  files: {
    "labels.tsv": ["id\tlabel", ...names.map((name, i) => `${name}\t${cells[i % cells.length]!}`)].join("\n"),
  },
});

/** Cells that name two findings beside cells that name one, and classes whose names only seem to. */
export const joinedFindings: readonly Case[] = [
  ...[
    "edema and mass",
    "Edema; mass",
    "edema|mass",
    "edema, mass",
    "edema/mass",
    "edema & mass",
    "edema + mass",
  ].flatMap((both): Case[] =>
    ["mass", "nodule"].map((other) => ({
      name: `${both} beside edema and ${other}`,
      ...found("edema", other, both),
      right:
        /a cell holds several findings: ".*" \(line 4\); there are edema \(16\).*data\.labelColumn=edema/,
    })),
  ),
  ...[
    "edema und mass",
    "edema et mass",
    "edema y mass",
    "edema e mass",
    "edema_and_mass",
    "edema\\mass",
    "mass-edema",
    "edema_mass",
    "edema with mass",
    "edema mit mass",
  ].map((both): Case => ({
    name: `${both} beside edema and mass`,
    ...found("edema", "mass", both),
    right: /a cell holds several findings: .*; there are edema \(16\), mass \(16\)/,
  })),
  {
    name: "codes of a place per class",
    ...found("[1, 0, 0]", "[0, 1, 0]", "[0, 0, 1]"),
    right:
      /its cells are lists of 0 and 1, "\[1, 0, 0\]" \(line 2\), and nothing says(?!.*data\.labelColumn=)/,
  },
  {
    name: "numbers of findings with a blank between",
    ...found("0", "3", "0 3"),
    right: /a cell holds several findings: "0 3" \(line 4\); there are 0 \(16\), 3 \(16\)/,
  },
  {
    name: "findings of rows per patient, of which one is named",
    images: range(24).map((i) => `P${i >> 1}/${i}.png`),
    files: {
      "labels.csv": ["patient,finding", ...range(12).map((i) => `P${i},${["3", "0", "0 3"][i % 3]!}`)].join(
        "\n",
      ),
    },
    options: { labelColumn: "3" },
    right: { 0: 8, 1: 16 },
    groups: 12,
    notes: [/"3" the classes, "patient" the patients/, /a row per patient/, /among whose findings is "3"$/],
  },
  {
    name: "one of the joined findings is named",
    ...found("edema", "mass", "Mass and edema"),
    options: { labelColumn: "edema" },
    right: { 0: 8, 1: 16 },
    notes: [/"edema" the classes/, /1 is an image among whose findings is "edema"/],
  },
  ...[
    ["normal", "ground glass and consolidation"],
    ["covid", "non-covid"],
    ["tumor", "no tumor"],
    ["her2", "her2+"],
    ["b-cell", "t-cell"],
  ].map((classes): Case => ({
    name: `classes called ${classes.join(" and ")}`,
    ...found(...classes),
    right: Object.fromEntries(classes.map((name) => [name, 24 / classes.length])),
  })),
  ...[
    ["edema", "mass", "edema mass"],
    ["normal", "pneumonia, bacterial", "pneumonia, viral"],
    ["grade 1", "grade 2", "grade 1/2"],
    ["1", "2", "1-2"],
  ].map((classes): Case => ({
    name: `classes that may be joined are asked about: ${classes.join("; ")}`,
    ...found(...classes),
    right: Object.fromEntries(classes.map((name) => [name, 24 / classes.length])),
    notes: [/taken for (a class|classes) of (its|their) own, by a name that may say two/],
  })),
  {
    name: "a folder whose name is joined of two others",
    images: ["edema", "mass", "edema and mass"].flatMap((place, k) =>
      range(10).map((i) => `${place}/${k}${i}.png`),
    ),
    right: { edema: 10, mass: 10, "edema and mass": 10 },
    notes: [/^"edema and mass" is taken for a class of its own/],
  },
  {
    name: "texts of several parts beside a label",
    images: names,
    files: table("id,label,remarks", (i) => [i % 2, i % 3 ? "a; b" : "c"]),
    right: even,
    notes: [/not used: "remarks"$/],
  },
];
