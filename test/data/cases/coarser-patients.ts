import { cross, range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const even = { 0: 12, 1: 12 };
const lines = (head: string, n: number, cells: (i: number) => readonly unknown[]): string =>
  [head, ...range(n).map((i) => cells(i).join(","))].join("\n");
const table = (head: string, cells: (i: number) => readonly unknown[]): Record<string, string> => ({
  "labels.csv": lines(head, 24, (i) => [names[i], ...cells(i)]),
});
const patientOf = (i: number): string => `P${i >> 2}`;
const scanOf = (i: number): string => `S${i >> 1}`;

/** Scans, studies and series beside what is coarser: the patients are kept together. */
export const coarserPatients: readonly Case[] = [
  ...[
    ["scan_id", "patient_id"],
    ["study", "subject"],
    ["scan", "case"],
    ["accession", "exam"],
    ["series", "StudyInstanceUID"],
  ].map(([fine, coarse]): Case => ({
    name: `${fine!} beside ${coarse!}`,
    images: names,
    files: table(`id,${fine!},${coarse!},label`, (i) => [scanOf(i), patientOf(i), i % 2]),
    right: even,
    groups: 6,
    notes: [new RegExp(`"${coarse!}" the patients; not used: "${fine!}"$`)],
  })),
  ...["", "anonymous"].map((nobody): Case => ({
    name: `patients that are all "${nobody}" beside scans`,
    images: names,
    files: table("id,scan_id,patient_id,label", (i) => [scanOf(i), nobody, i % 2]),
    right: even,
    groups: 12,
    notes: [/"scan_id" the patients; not used: "patient_id"$/],
  })),
  ...["who", "individual", "Fall"].map((coarse): Case => ({
    name: `scans beside ${coarse}, which is asked about`,
    images: names,
    files: table(`id,scan_id,${coarse},label`, (i) => [scanOf(i), patientOf(i), i % 2]),
    right: even,
    groups: 12,
    notes: [/"scan_id" the patients/, new RegExp(`does column "${coarse}" name patients\\? It has 6 values`)],
  })),
  {
    name: "a patient per image beside scans of several is asked about",
    images: names,
    files: table("id,scan_id,patient_id,label", (i) => [scanOf(i), `P${i}`, i % 2]),
    right: even,
    groups: 24,
    notes: [/"patient_id" the patients/, /"patient_id" differs in each row, though rows share "scan_id"/],
  },
  {
    name: "scans in the labels' table, and their patients in another",
    images: names,
    files: {
      ...table("id,scan_id,label", (i) => [scanOf(i), i % 2]),
      "patients.csv": lines("scan,patient_id", 12, (i) => [`s${i}`, `P${i >> 1}`]),
    },
    right: even,
    groups: 6,
    notes: [
      /"scan_id" the patients/,
      /"patient_id" of patients\.csv says that the 12 of "scan_id" are of 6 patients/,
    ],
  },
  {
    name: "scans in the labels' table, and the images' patients in another",
    images: names,
    files: {
      ...table("id,scan_id,label", (i) => [scanOf(i), i % 2]),
      "meta.csv": lines("file,patient_id", 24, (i) => [names[i], patientOf(i)]),
    },
    right: even,
    groups: 6,
    notes: [/"scan_id" the patients/, /"patient_id" of meta\.csv names the patients/],
  },
  {
    name: "scans in a table, and folders of patients",
    images: range(24).map((i) => `patient${i >> 2}/${names[i]!}`),
    files: table("id,scan,label", (i) => [scanOf(i), i % 2]),
    right: even,
    groups: 6,
    notes: [/"scan" the patients/, /folders that are numbered as patients/],
  },
];

const sites = ["siteA", "siteB"];
const places = ["London", "Paris"];
const perImage = (): string => lines("file,patient,label", 12, (i) => [`${i}.png`, 1 + (i >> 1), i % 2]);
const perPatient = (shift = 0): string => lines("patient,label", 6, (i) => [1 + i, (i + shift) % 2]);

/** A table in the folder of each site, whose patients count from 1 on in each. */
export const patientsOfSites: readonly Case[] = [
  ...[0, 1].map((shift): Case => ({
    name: `tables of patients within sites, folders of patients, shift ${shift}`,
    images: cross(
      sites,
      range(6).map((i) => String(i + 1)),
      ["a.png", "b.png"],
    ),
    files: { "siteA/labels.csv": perPatient(), "siteB/labels.csv": perPatient(shift) },
    right: even,
    groups: 12,
    notes: [
      /"patient" the patients/,
      /a row per patient/,
      /each site counts its own patients: "1"/,
      /patients/,
      /row per/,
      /together/,
    ],
  })),
  {
    name: "tables of patients within sites, names that begin with patients",
    images: cross(
      sites,
      range(12).map((i) => `${1 + (i >> 1)}_${i % 2}.png`),
    ),
    files: { "siteA/labels.csv": perPatient(), "siteB/labels.csv": perPatient() },
    right: even,
    groups: 12,
    notes: [
      /"patient" the patients/,
      /a row per patient/,
      /each site counts its own patients: "1"/,
      /patients/,
      /row per/,
      /together/,
    ],
  },
  {
    name: "one table of patients, with the sites, names that begin with patients",
    images: cross(
      sites,
      range(12).map((i) => `${1 + (i >> 1)}_${i % 2}.png`),
    ),
    files: {
      "labels.csv": lines("patient,label", 12, (i) => [`${sites[i % 2]!}/${1 + (i >> 1)}`, i % 2]),
    },
    right: even,
    groups: 12,
    notes: [/"patient" the patients/, /a row per patient/],
  },
  {
    name: "one table of patients, without the sites, names that begin with patients",
    images: cross(
      sites,
      range(12).map((i) => `${1 + (i >> 1)}_${i % 2}.png`),
    ),
    files: { "labels.csv": perPatient() },
    right:
      /each site may count its own patients, .*Write the folders into the ids, in a copy of the table \(siteA\/1\)/,
  },
  {
    name: "tables of images within sites",
    images: cross(
      sites,
      range(12).map((i) => `${i}.png`),
    ),
    files: { "siteA/labels.csv": perImage(), "siteB/labels.csv": perImage() },
    right: even,
    groups: 12,
    notes: [
      /"patient" the patients/,
      /each site counts its own patients/,
      /"patient" the patients/,
      /together/,
    ],
  },
  {
    name: "tables of images within places that are no classes",
    images: cross(
      places,
      range(12).map((i) => `${i}.png`),
    ),
    files: { "London/labels.csv": perImage(), "Paris/labels.csv": perImage() },
    right: even,
    groups: 6,
    notes: [
      /"patient" the patients/,
      /share patients \("1"\), taken as one patient each/,
      /"patient" the patients/,
      /together/,
      /says the classes, and not the sub-folders "London", "Paris"/,
    ],
  },
  {
    name: "tables of patients beside folders of classes within sites",
    images: cross(
      sites,
      ["normal", "tumor"],
      range(6).map((i) => `${i}.png`),
    ).map((file) => file.replace(/(n|t)(\w+)\/(\d)/, "$1$2/$1$3")),
    files: Object.fromEntries(
      sites.map((site) => [
        `${site}/patients.csv`,
        ["file,patient", ...["n", "t"].flatMap((c) => range(6).map((i) => `${c}${i}.png,${i >> 1}`))].join(
          "\n",
        ),
      ]),
    ),
    right: { normal: 12, tumor: 12 },
    groups: 6,
    notes: [/parts of one set/, /each site counts its own patients: "0"/],
  },
  {
    name: "one table with a column of sites",
    images: names,
    files: table("id,site,patient,label", (i) => [i % 2, i >> 2, i % 2]),
    right: even,
    groups: 6,
    notes: [
      /not used: "site"$/,
      /^6 patients stand at several of "site" \("0", "1", "2" and 3 more\), taken as one patient each/,
    ],
  },
  {
    name: "words that may be classes, and another column within",
    images: cross(
      ["glioma", "meningioma"],
      range(12).map((i) => `${i}.png`),
    ),
    files: Object.fromEntries(
      ["glioma", "meningioma"].map((place) => [
        `${place}/info.csv`,
        lines("file,stage", 12, (i) => [`${place}/${i}.png`, i % 2]),
      ]),
    ),
    right: { glioma: 12, meningioma: 12 },
    notes: [/^the sub-folders are taken for the classes, and not column "stage" of glioma\/info\.csv/],
  },
];
