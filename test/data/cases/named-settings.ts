import { cross, per, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const names = range(24).map((i) => `${classes[i % 2]!}_${i}.png`);
const right = { normal: 12, tumor: 12 };
const table = (head: string): string =>
  [head, ...names.map((name, i) => `${name},P${i >> 1},${i % 2}`)].join("\n");

/** Settings that name what is not there, contradict each other, or go with a table of patients. */
export const namedSettings: readonly Case[] = [
  {
    name: "a column of patients that no table has, beside classes as folders",
    images: per(classes, 3),
    options: { groupColumn: "who" },
    right: /data\.groupColumn "who": no table of labels lies in/,
  },
  {
    name: "a column of patients that no table has, beside one that is called so",
    images: per(classes, 3),
    files: { "meta.csv": ["file,patient", ...per(classes, 3).map((file, i) => `${file},${i}`)].join("\n") },
    options: { groupColumn: "who" },
    right: /data\.groupColumn "who": meta\.csv has no such column, expected "file", "patient"/,
  },
  {
    name: "a column of patients beside folders that are numbered as patients",
    images: per(cross(classes, ["patient1", "patient2", "patient3"]), 2),
    files: {
      "meta.csv": [
        "file,who",
        ...per(cross(classes, ["patient1", "patient2", "patient3"]), 2).map((file, i) => `${file},${i >> 2}`),
      ].join("\n"),
    },
    options: { groupColumn: "who" },
    right: { normal: 6, tumor: 6 },
    groups: 3,
    notes: [/column "who" of meta\.csv names the patients/],
  },
  {
    name: "a label column of a table that names none of the images",
    images: per(cross(["a"], ["TCGA_CS_4941_1996", "TCGA_CS_4942_1997", "TCGA_DU_5851_1995"]), 3),
    files: { "a/data.csv": "Patient,death01\nx,1\ny,0\nz,1" },
    options: { labelColumn: "death01" },
    right: /data\.labelColumn "death01": the rows of the tables in .* name none of its images/,
  },
  {
    name: "a pattern of classes and a label column",
    images: names,
    files: { "labels.csv": table("file,who,label") },
    options: { labelPattern: "^(normal|tumor)_", labelColumn: "label" },
    right: /data\.labelPattern and data\.labelColumn are both set, expected one of them/,
  },
  {
    name: "a pattern of classes and a table of patients",
    images: names,
    files: { "meta.csv": table("file,patient_id,age") },
    options: { labelPattern: "^(normal|tumor)_" },
    right,
    groups: 12,
    notes: [/column "patient_id" of meta\.csv names the patients/],
  },
  {
    name: "a pattern of classes and a column of patients by name",
    images: names,
    files: { "meta.csv": table("file,who,age") },
    options: { labelPattern: "^(normal|tumor)_", groupColumn: "who" },
    right,
    groups: 12,
    notes: [/column "who" of meta\.csv names the patients/],
  },
];
