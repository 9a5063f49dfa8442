import { range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const even = { 0: 12, 1: 12 };
const lines = (head: string, cells: (i: number) => readonly unknown[]): string =>
  [head, ...names.map((name, i) => [name, ...cells(i)].join(","))].join("\n");
const table = (head: string, cells: (i: number) => readonly unknown[]): Record<string, string> => ({
  "labels.csv": lines(head, cells),
});

/** What a model said, what says which images are to be left out, and codes of what is missing, which are no labels. */
export const notTheTruth: readonly Case[] = [
  ...[
    "prediction",
    "predicted",
    "score",
    "Pred",
    "y_pred",
    "predicted_label",
    "tumorProbability",
    "model_output",
    "AI result",
    "Vorhersage",
    "predicción",
  ].map((head): Case => ({
    name: `only ${head}`,
    images: names,
    files: table(`id,${head}`, (i) => [i % 2]),
    right: new RegExp(
      `^Cannot take column "${head}" of labels\\.csv for the labels: it seems to hold what a model said of the images, expected .*--set "data\\.labelColumn=${head}"`,
    ),
  })),
  {
    name: "only a prediction beside a site",
    images: names,
    files: table("id,prediction,site", (i) => [i % 2, i % 3]),
    right: /column "prediction" of labels\.csv for the labels: it seems to hold what a model said/,
  },
  {
    name: "a prediction that is named",
    images: names,
    files: table("id,prediction", (i) => [i % 2]),
    options: { labelColumn: "prediction" },
    right: even,
  },
  ...["edema", "y_true", "label"].map((head): Case => ({
    name: `predictions beside ${head}`,
    images: names,
    files: table(`id,${head},prediction,confidence`, (i) => [i % 2, i % 3 ? 0 : 1, i % 4]),
    right: even,
    notes: [new RegExp(`"${head}" the classes; not used: "prediction", "confidence"$`)],
  })),
  {
    name: "a table called predictions",
    images: names,
    files: { "predictions.csv": lines("id,label", (i) => [i % 2]) },
    right: /column "label" of predictions\.csv for the labels: it seems to hold what a model said/,
  },
  {
    name: "a table called predictions beside one of labels",
    images: names,
    files: {
      "predictions.csv": lines("id,label", (i) => [i % 3 ? 0 : 1]),
      "train.csv": lines("id,label", (i) => [i % 2]),
    },
    right: even,
    notes: [/^predictions\.csv: "label" seems to hold what a model said: passed over$/],
  },
  {
    name: "predictions beside folders of classes",
    images: names.map((name, i) => `${i % 2 ? "tumor" : "normal"}/${name}`),
    files: table("id,prediction", (i) => [i % 3 ? 0 : 1]),
    right: { normal: 12, tumor: 12 },
  },
  ...[
    ["exclude", "yes", "no"],
    ["status", "excluded", "included"],
    ["usable", "1", "0"],
  ].map(([head, one, other]): Case => ({
    name: `only ${head!}`,
    images: names,
    files: table(`id,${head!}`, (i) => [i % 2 ? one : other]),
    right: new RegExp(
      `^Cannot take column "${head!}" of labels\\.csv for the labels: it seems to say which images are to be left out.*--set "data\\.labelColumn=${head!}"`,
    ),
  })),
  {
    name: "only a quality of good and bad",
    images: names,
    files: table("id,quality", (i) => [i % 2 ? "good" : "bad"]),
    right: { good: 12, bad: 12 },
  },
  {
    name: "a status that is named for the classes",
    images: names,
    files: table("id,status", (i) => [i % 2 ? "excluded" : "included"]),
    options: { labelColumn: "status" },
    right: { excluded: 12, included: 12 },
  },
  ...["excluded", "Rejected - motion", "not usable", "ausgeschlossen", "mauvaise qualité"].map(
    (word): Case => ({
      name: `${word} among the labels`,
      images: names,
      files: table("id,label", (i) => [["normal", "tumor", word][i % 3]]),
      right: new RegExp(
        `^Cannot use column "label" of labels\\.csv: 8 images have the label "${word.toLowerCase()}".*data\\.unlabelled=skip`,
      ),
    }),
  ),
  {
    name: "excluded among the labels, left out",
    images: names,
    files: table("id,label", (i) => [["normal", "tumor", "excluded"][i % 3]]),
    options: { unlabelled: "skip" },
    right: { normal: 8, tumor: 8 },
    notes: [/8 rows with the label "excluded" left out/],
  },
  {
    name: "classes of quality",
    images: names,
    files: table("id,label", (i) => [["good", "usable", "reject"][i % 3]]),
    right: { good: 8, usable: 8, reject: 8 },
  },
  ...(
    [
      [[0, 1, 9], "9"],
      [[1, 2, 9], "9"],
      [[0, 1, 2, 9], "9"],
      [[1, 2, 3, 99], "99"],
      [[0, 1, -9], "-9"],
      [[1, 2, 8], "8"],
      [[1, 2, -1], "-1"],
    ] as const
  ).map(([values, code]): Case => ({
    name: `${code} among ${values.join(", ")} is no class`,
    images: names,
    files: table("id,label", (i) => [values[i % values.length]]),
    right: new RegExp(`images have the label "${code}": .*data\\.(unlabelled|uncertain)=skip`),
  })),
  ...[
    [1, 7],
    [6, 7, 8, 9],
    [0, 1, 2, 3, 4, 5, 6, 7],
    [-1, 1],
  ].map((values): Case => ({
    name: `numbers that are classes: ${values.join(", ")}`,
    images: names,
    files: table("id,label", (i) => [values[i % values.length]]),
    right: Object.fromEntries(values.map((value) => [value, 24 / values.length])),
  })),
];

const bad = (heading: string, yes: string, no: string): Case => ({
  name: `${heading} of ${yes} and ${no}`,
  images: names,
  files: table(`id,hemorrhage,${heading}`, (i) => [i % 2, i === 2 || i === 3 ? yes : no]),
  right: new RegExp(
    `^Cannot use all images of .*: column "${heading}" of labels\\.csv says ("${yes}"|yes|no) for 2 images of 24: a02\\.png, a03\\.png, expected a decision`,
  ),
});

/** Columns that say so in other words. */
export const judgements: readonly Case[] = [
  bad("status", "excluded", "included"),
  bad("status", "excluded", ""),
  bad("Status", "rejected: motion", "ok"),
  bad("qc", "fail", "pass"),
  bad("QC_status", "Failed", "Passed"),
  bad("quality", "bad", "good"),
  bad("image_quality", "non-diagnostic", "diagnostic"),
  bad("review", "reject", "accept"),
  bad("rejected", "1", "0"),
  bad("qc_pass", "no", "yes"),
  bad("exclude", "excluded", ""),
  bad("Qualität", "schlecht", "gut"),
  bad("Bildqualität", "nicht verwendbar", "gut"),
  bad("ausgeschlossen", "ja", "nein"),
  bad("verwendbar", "nein", "ja"),
  bad("qualité", "mauvaise", "bonne"),
  bad("exclu", "oui", "non"),
  bad("calidad", "mala", "buena"),
  bad("estado", "excluido", "incluido"),
  bad("qualità", "scarsa", "buona"),
  bad("stato", "scartato", "incluso"),
  {
    name: "a status that says nothing of it",
    images: names,
    files: table("id,label,status", (i) => [i % 2, i % 3 ? "alive" : "dead"]),
    right: even,
    notes: [/"label" the classes; not used: "status"$/],
  },
  {
    name: "another organ's status beside a finding is asked about",
    images: names,
    files: table("id,edema,graft_status", (i) => [i % 2, i % 3 ? "stable" : "rejected"]),
    right: /2 columns may be it: "edema", "graft_status"/,
  },
  {
    name: "a qc of 0 and 1 is asked about",
    images: names,
    files: table("id,hemorrhage,qc", (i) => [i % 2, i % 3 ? 1 : 0]),
    right: even,
    notes: [
      /not used: "qc"$/,
      /^column "qc" of labels\.csv says "0", "1", and not which of them is to be left out/,
    ],
  },
  {
    name: "a status beside folders of classes",
    images: names.map((name, i) => `${i % 2 ? "tumor" : "normal"}/${name}`),
    files: table("id,status", (i) => [i < 2 ? "excluded" : "included"]),
    options: { excluded: "skip" },
    right: { normal: 11, tumor: 11 },
    notes: [/^2 images of 24 left out: column "status" of labels\.csv says "excluded"/],
  },
];

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
