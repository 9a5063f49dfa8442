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
  {
    name: "a column of patients in another table than the labels",
    images: names,
    files: {
      "labels.csv": ["file,label", ...names.map((name, i) => `${name},${i % 2}`)].join("\n"),
      "meta.csv": ["file,who,sex", ...names.map((name, i) => `${name},Z${i >> 1},${i % 3 ? "F" : "M"}`)].join(
        "\n",
      ),
    },
    options: { groupColumn: "who" },
    right: { 0: 12, 1: 12 },
    groups: 12,
    notes: [/column "who" of meta\.csv names the patients/],
  },
  {
    name: "a column of patients that is not there beside one that is called so in the table of labels",
    images: names,
    files: { "labels.csv": table("file,patient,label") },
    options: { groupColumn: "who" },
    right: /data\.groupColumn "who": labels\.csv has no such column/,
  },
  {
    name: "numbers from 0 for images from 1, what is missing left out",
    images: range(12).map((i) => `${i + 1}.png`),
    files: { "labels.csv": ["id,label", ...range(12).map((i) => `${i},${i % 2}`)].join("\n") },
    options: { missing: "skip" },
    right: /ids count from 0 to 11, and "0" \(line 2\) has no image.* each row labels its neighbour/,
  },
  {
    name: "a label column that contradicts classes as folders",
    images: per(classes, 4),
    files: {
      "cells.csv": [
        "Image,Class",
        ...per(classes, 4).map((f, i) => `${f},${i % 2 ? "stroma" : "tumor"}`),
      ].join("\n"),
    },
    right: /column "Class" of cells\.csv, .* and the sub-folders normal, tumor say different things/,
  },
  {
    name: "a pattern of classes and folders that are called as patients are",
    images: per(["patient1", "patient2", "patient3"], 2).map((f, i) =>
      f.replace("/", `/${classes[i % 2]!}_`),
    ),
    options: { labelPattern: "(normal|tumor)_" },
    right: { normal: 3, tumor: 3 },
    groups: 3,
    notes: [/numbered as patients are taken as patients/],
  },
  {
    name: "a table of labels and folders of people",
    images: per(["TCGA_CS_4941", "TCGA_CS_4942", "TCGA_DU_5851"], 2),
    files: {
      "labels.csv": [
        "file,label",
        ...per(["TCGA_CS_4941", "TCGA_CS_4942", "TCGA_DU_5851"], 2).map((f, i) => `${f},${i % 2}`),
      ].join("\n"),
    },
    right: { 0: 3, 1: 3 },
    groups: 3,
    notes: [/numbered as patients are taken as patients/],
  },
  ...["x", "yes"].map((mark): Case => ({
    name: `${mark} or an empty cell, which is taken as 0`,
    images: names,
    files: {
      "labels.csv": ["file,tumor", ...names.map((name, i) => `${name},${i % 2 ? mark : ""}`)].join("\n"),
    },
    options: { unlabelled: "0" },
    right: { 0: 12, 1: 12 },
    notes: [/12 rows with an empty label taken as 0/, new RegExp(`"${mark}" is taken as 1`)],
  })),
];
