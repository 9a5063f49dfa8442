import { even, lines, names } from "./table-of-images";
import { range, type Case } from "./verify-case";

const table = (head: string, cells: (i: number) => readonly unknown[]): Pick<Case, "images" | "files"> => ({
  images: names,
  files: { "labels.csv": lines(head, cells) },
});
const classes = (head: string, ...values: readonly (string | number)[]): Case => ({
  name: `${values.join(", ")} under ${head}`,
  ...table(`id,${head}`, (i) => [values[i % values.length]]),
  right: values.reduce<Record<string, number>>((counts, value, k) => {
    counts[value] = range(24).filter((i) => i % values.length === k).length;
    return counts;
  }, {}),
});
const places = ["Aster", "Berta"].flatMap((place) => range(12).map((i) => `${place}/${place}${i}.png`));
const ofPlaces = (cell: (i: number) => string): Record<string, string> =>
  Object.fromEntries(
    ["Aster", "Berta"].map((place) => [
      `${place}/labels.csv`,
      ["id,label", ...range(12).map((i) => `${place}${i}.png,${cell(i)}`)].join("\n"),
    ]),
  );
const scans = table("id,label,scan_id", (i) => [i % 2, 20 + (i >> 1)]);

/** Data that look as what stops a run does, and are plain. */
export const falseAlarms: readonly Case[] = [
  classes("label", ...range(10)),
  classes("label", ...range(9).map((i) => i + 1)),
  classes("label", 0, 1, 2, 3, 4, 5, 7, 8, 9),
  classes("label", "stable", "rejection", "infection"),
  classes("label", "sharp", "blurry", "corrupt"),
  classes("artifact", "clean", "motion", "corrupted"),
  classes("verdict", "poorly differentiated", "well differentiated"),
  classes("label", "pass", "fail"),
  classes("label", "accepted", "rejected"),
  classes("label", "t1/t2", "t3/t4", "t0"),
  classes("rejection", 0, 1),
  ...["bmi_class", "target_lesion"].map((head): Case => ({
    name: `label beside ${head}, which is no form of it`,
    ...table(`id,label,${head}`, (i) => [i % 2, i % 3 ? 0 : 1]),
    right: even,
    notes: [new RegExp(`not used: "${head}"$`)],
  })),
  ...["excluded fracture", "exclude malignancy", "invalid pacemaker", "Ausschluss einer Fraktur"].map(
    (remark): Case => ({
      name: `a remark that says "${remark}" of a finding`,
      ...table("id,hemorrhage,remarks", (i) => [i % 2, i % 3 ? "" : remark]),
      right: even,
      notes: [/"hemorrhage" the classes; not used: "remarks"$/],
    }),
  ),
  ...["poorly differentiated", "insufficiency"].map((word): Case => ({
    name: `a status of ${word}`,
    ...table("id,label,status", (i) => [i % 2, i % 3 ? "other" : word]),
    right: even,
    notes: [/not used: "status"$/],
  })),
  ...["patient_id,age", "number,age,patient_id"].map((head): Case => ({
    name: `scans that are numbers beside ${head}`,
    ...scans,
    files: {
      ...scans.files,
      "clinical.csv": [
        head,
        ...range(12).map((i) => (head.startsWith("p") ? `P${i >> 1},${20 + i}` : `${20 + i},50,P${i >> 1}`)),
      ].join("\n"),
    },
    right: even,
    groups: 12,
    notes: [/"scan_id" the patients$/],
  })),
  {
    name: "tables within folders that may be classes: the note says which are taken",
    images: places,
    files: ofPlaces((i) => (i % 2 ? "astro" : "oligo")),
    right: { astro: 12, oligo: 12 },
    notes: [
      /put together$/,
      /says the classes, and not the sub-folders "Aster", "Berta": --set data\.labelPattern='\^\(\[\^\/\]\+\)\/'/,
    ],
  },
  {
    name: "and its pattern takes the folders",
    images: places,
    files: ofPlaces((i) => (i % 2 ? "astro" : "oligo")),
    options: { labelPattern: "^([^/]+)/" },
    right: { Aster: 12, Berta: 12 },
  },
];

/** Remedies that a message says are those that help. */
export const remedies: readonly Case[] = [
  {
    name: "labels of words: no row can be taken as 0",
    ...table("id,label", (i) => [["tumor", "normal", "NA"][i % 3]]),
    right: /decide: --set data\.unlabelled=skip leaves rows without a label out\.$/,
  },
  {
    name: "unknown may be a class",
    ...table("id,label", (i) => [["tumor", "normal", "unknown"][i % 3]]),
    right: /leaves rows without a label out\. Where such a label is a class, write another word for it/,
  },
  {
    name: "patients of several sites who are one: one table, as a note says",
    images: ["siteA", "siteB"].flatMap((site) => range(12).map((i) => `${site}/${i}.png`)),
    files: {
      "labels.csv": [
        "id,label,patient",
        ...["siteA", "siteB"].flatMap((site) =>
          range(12).map((i) => `${site}/${i}.png,${i % 2},${1 + (i >> 1)}`),
        ),
      ].join("\n"),
    },
    right: even,
    groups: 6,
    notes: [/"patient" the patients$/],
  },
  {
    name: "labels of 0 and 1: a row can",
    ...table("id,label", (i) => [["1", "0", "NA"][i % 3]]),
    right: /data\.unlabelled=skip leaves rows without a label out, data\.unlabelled=0 takes them as 0\.$/,
  },
  {
    name: "-1 beside 1 and 2 cannot be taken as 0; it may be a class",
    ...table("id,label", (i) => [[-1, 1, 2][i % 3]]),
    right:
      /data\.uncertain=skip leaves rows with -1 out\. Where such a label is a class, write another word for it/,
  },
  {
    name: "two findings joined by a line: not the same with another line between",
    ...table("id,grade", (i) => [["I", "II", "II_III", "III"][i % 4]]),
    right: /If such a cell names a class of its own, give it a name without the others .*such as "mixed"\.$/,
  },
  {
    name: "and the name that it proposes",
    ...table("id,grade", (i) => [["I", "II", "mixed", "III"][i % 4]]),
    right: { i: 6, ii: 6, mixed: 6, iii: 6 },
  },
  {
    name: "a column of what is to be left out beside an age: it is named",
    ...table("id,rejected,age", (i) => [i % 2, 30 + i]),
    right: /column "rejected" of labels\.csv .*--set "data\.labelColumn=rejected"/,
  },
];
