import { cross, per, range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const images = names.map((name) => `scans/${name}`);
const rows = (head: string, cells: (i: number) => unknown[]): Record<string, string> => ({
  "labels.csv": [head, ...names.map((name, i) => [name, ...cells(i)].join(","))].join("\n"),
});
const diagnoses = ["CN", "MCI", "AD"];
const thirds = { ad: 8, cn: 8, mci: 8 };
const people = range(12).map((i) => `sub-${String(i).padStart(2, "0")}`);
const participants = (head: string, cells: (i: number) => unknown[]): Pick<Case, "images" | "files"> => ({
  images: per(cross(people, ["anat"]), 1),
  files: {
    "participants.tsv": [head, ...people.map((id, i) => [id, ...cells(i)].join(","))]
      .join("\n")
      .replaceAll(",", "\t"),
  },
});

/** A column called group, case and the like: patients, or classes. */
export const groupColumns: readonly Case[] = [
  ...["group", "case", "lesion"].flatMap((head): Case[] => [
    {
      name: `three diagnoses under ${head}`,
      images,
      files: rows(`filename,${head}`, (i) => [diagnoses[i % 3]]),
      right: thirds,
    },
    {
      name: `three diagnoses under ${head} beside a site and a sex`,
      images,
      files: rows(`filename,site,${head},sex`, (i) => [
        i % 2 ? "NYU" : "KKI",
        diagnoses[i % 3],
        i % 4 ? "m" : "f",
      ]),
      right: thirds,
      notes: [/the classes; not used: "site", "sex"$/],
    },
  ]),
  ...["site", "sex", "male"].map((head): Case => ({
    name: `a table of participants with a ${head} and a group`,
    ...participants(`participant_id,${head},group`, (i) => [i % 2, diagnoses[i % 3]]),
    right: { ad: 4, cn: 4, mci: 4 },
    groups: 12,
    notes: [/"group" the classes, "participant_id" the patients/, /a row per patient/],
  })),
  {
    name: "a table of participants whose group is n/a for some",
    ...participants("participant_id,age,group", (i) => [60 + i, i < 8 ? diagnoses[i % 2] : "n/a"]),
    options: { unlabelled: "skip" },
    right: { cn: 4, mci: 4 },
    groups: 8,
    notes: [/"group" the classes/, /4 rows with the label "n\/a" left out/, /a row per patient/],
  },
  {
    name: "a table of participants with a sex and a group in numbers",
    ...participants("participant_id,sex,group", (i) => [i % 2 ? "m" : "f", 1 + (i % 3)]),
    right:
      /label column of participants\.tsv: "group" has few values of many rows each.*data\.labelColumn=group/,
  },
  {
    name: "a sex and a group in numbers",
    images,
    files: rows("filename,sex,group", (i) => [i % 2 ? "m" : "f", 1 + (i % 3)]),
    right: /label column of labels\.csv: "group" has few values of many rows each/,
  },
  {
    name: "a group in numbers, named for the classes",
    images,
    files: rows("filename,sex,group", (i) => [i % 2 ? "m" : "f", 1 + (i % 3)]),
    options: { labelColumn: "group" },
    right: { 1: 8, 2: 8, 3: 8 },
    notes: [/"group" the classes; not used: "sex"$/],
  },
  {
    name: "a column of patients, named for the classes, beside another",
    images,
    files: rows("filename,case_id,subject", (i) => [`C${i % 2}`, i >> 1]),
    options: { labelColumn: "case_id" },
    right: { c0: 12, c1: 12 },
    groups: 12,
    notes: [/"case_id" the classes, "subject" the patients$/],
  },
  {
    name: "a column that is named for the classes and for the patients",
    images,
    files: rows("filename,group", (i) => [diagnoses[i % 3]]),
    options: { labelColumn: "group", groupColumn: "group" },
    right: /column "group" of labels\.csv as classes: it names the patients/,
  },
  {
    name: "three words under group beside a finding",
    images,
    files: rows("filename,edema,group", (i) => [i % 2, ["anna", "bert", "carla"][i % 3]]),
    right:
      /2 columns may be it: "edema", "group".*If "group" names patients: --set "data\.groupColumn=group"/,
  },
  {
    name: "three words under group beside a finding, named for the patients",
    images,
    files: rows("filename,edema,group", (i) => [i % 2, ["anna", "bert", "carla"][i >> 3]]),
    options: { groupColumn: "group" },
    right: { 0: 12, 1: 12 },
    groups: 3,
    notes: [/"edema" the classes, "group" the patients$/],
  },
  {
    name: "three words under group beside a label",
    images,
    files: rows("filename,label,group", (i) => [i % 2, ["anna", "bert", "carla"][i >> 3]]),
    right: { 0: 12, 1: 12 },
    notes: [/"label" the classes; not used: "group"$/, /does column "group" name patients\? It has 3 values/],
  },
  ...[
    "Patienten-ID",
    "PatientenID",
    "ID_Patient",
    "anon_patient_id",
    "src_subject_id",
    "patient uid",
    "NumPatient",
    "USUBJID",
    "StudyUID",
  ].map((head): Case => ({
    name: `patients under ${head}, beside a column called label`,
    images,
    files: rows(`filename,${head},label`, (i) => [`K${100 + Math.floor(i / 1.6)}`, i % 2]),
    right: { 0: 12, 1: 12 },
    groups: 15,
    notes: [new RegExp(`"label" the classes, "${head}" the patients$`)],
  })),
  ...["patient_age", "PatientStatus"].map((head): Case => ({
    name: `${head} is no patient`,
    images,
    files: rows(`filename,${head},label`, (i) => [`K${i % 3}`, i % 2]),
    right: { 0: 12, 1: 12 },
    notes: [new RegExp(`not used: "${head}"$`)],
  })),
  {
    name: "ids that repeat a little, under a heading that ends as ids do, are asked about",
    images,
    files: rows("filename,anon_id,label", (i) => [`K${100 + Math.floor(i / 1.6)}`, i % 2]),
    right: { 0: 12, 1: 12 },
    notes: [/not used: "anon_id"$/, /does column "anon_id" name patients\? It has 15 values for 24 rows/],
  },
  {
    name: "patients in merged cells of a spreadsheet",
    images,
    files: rows("filename,patient,label", (i) => [i % 3 ? "" : `P${i}`, i % 2]),
    right: /8 names stand in one row each, and 16 rows below them are empty \(labels\.csv line 3\)/,
  },
  {
    name: "patients whose long numbers a spreadsheet has rounded",
    images,
    files: rows("filename,patient,label", (i) => [`${i % 3}.23457E+11`, i % 2]),
    right: /rounded numbers: "0\.23457E\+11" \(labels\.csv line 2\)/,
  },
];
