import { even, lines, names, table } from "./table-of-images";
import { range, type Case } from "./verify-case";

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
  ...["label_corrected", "label2", "final_label", "consensus"].map((head): Case => ({
    name: `label beside ${head} that differs is asked about`,
    images: names,
    files: table(`id,label,${head}`, (i) => [i % 2, i === 3 ? 0 : i % 2]),
    right: new RegExp(`2 columns may be it: "label", "${head}"`),
  })),
  ...["old_label", "contrast"].map((head): Case => ({
    name: `label beside ${head}`,
    images: names,
    files: table(`id,label,${head}`, (i) => [i % 2, i === 3 ? 0 : i % 2]),
    right: even,
    notes: [new RegExp(`not used: "${head}"$`)],
  })),
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
  ...["sex", "age", "scanner", "split", "fold", "laterality"].map((head): Case => ({
    name: `only ${head}`,
    images: names,
    files: table(`id,${head}`, (i) => [50 + (i % 2)]),
    right: new RegExp(
      `^Cannot take column "${head}" of labels\\.csv for the labels: it seems to say something else.*--set "data\\.labelColumn=${head}"`,
    ),
  })),
  {
    name: "an age beside the images, and labels further down",
    images: names.map((name) => `scans/${name}`),
    files: {
      "meta.csv": lines("id,age", (i) => [50 + (i % 2)]),
      "scans/classes.csv": lines("id,label", (i) => [i % 2]),
    },
    right: even,
  },
  {
    name: "a table of one class beside one of several is asked about",
    images: [...names, ...range(6).map((i) => `b${i}.png`)],
    files: {
      "train.csv": lines("id,label", (i) => [i % 2]),
      "test.csv": ["id,label", ...range(6).map((i) => `b${i}.png,0`)].join("\n"),
    },
    right: { 0: 18, 1: 12 },
    notes: [/^test\.csv says "0" in all its 6 rows: labels, or a form to fill in\?$/, /parts of one set/],
  },
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
