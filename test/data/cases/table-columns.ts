import { range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const images = names.map((name) => `scans/${name}`);
/** A table of 24 rows for these images. */
const rows = (head: string, cells: (i: number, name: string) => unknown[]): Record<string, string> => ({
  "labels.csv": [head, ...names.map((name, i) => cells(i, name).join(","))].join("\n"),
});
const even = { 0: 12, 1: 12 };
const note = /^labels\.csv: /;
const hot = (k: number, of: number): number[] => range(of).map((j) => Number(j === k));

/** Which column of a table is what. */
export const tableColumns: readonly Case[] = [
  ...[
    "id",
    "Image",
    "image_id",
    "File Name",
    "path",
    "id_code",
    "image_name",
    "dicom_id",
    "whatever",
    "SOPInstanceUID",
  ].map((head): Case => ({
    name: `ids under ${head}`,
    images,
    files: rows(`${head},label`, (i, n) => [n, i % 2]),
    right: even,
  })),
  ...[
    "patient_id",
    "pid",
    "PatientID",
    "Patient ID",
    "subject",
    "case",
    "scan",
    "StudyInstanceUID",
    "lesion_id",
    "MRN",
  ].map((head): Case => ({
    name: `patients under ${head}`,
    images,
    files: rows(`filename,${head},label`, (i, n) => [n, `P${i >> 2}`, i % 2]),
    right: even,
    groups: 6,
    notes: [/"filename" names the images, "label" the classes, ".+" the patients$/],
  })),
  {
    name: "patients under a word that says nothing",
    images,
    files: rows("filename,label,who", (i, n) => [n, i % 2, `P${i >> 2}`]),
    right: even,
    notes: [
      /not used: "who"$/,
      /does column "who" name patients\? It has 6 values for 24 rows.*data\.groupColumn=who/,
    ],
  },
  {
    name: "patients under a word that says nothing, named",
    images,
    files: rows("filename,label,who", (i, n) => [n, i % 2, `P${i >> 2}`]),
    options: { groupColumn: "WHO" },
    right: even,
    groups: 6,
    notes: [note],
  },
  {
    name: "several label columns",
    images,
    files: rows("image_id,patient_id,sex,age,diagnosis,benign_malignant,target", (i, n) => [
      n,
      `P${i >> 1}`,
      i % 3 ? "m" : "f",
      40 + (i % 5),
      i % 4 ? "nevus" : "melanoma",
      i % 2 ? "malignant" : "benign",
      i % 2,
    ]),
    right: /3 columns may be it: "diagnosis", "benign_malignant", "target".*data\.labelColumn=diagnosis/,
  },
  {
    name: "several label columns, one named",
    images,
    files: rows("image_id,diagnosis,target", (i, n) => [n, i % 4 ? "nevus" : "melanoma", i % 2]),
    options: { labelColumn: "target" },
    right: even,
    notes: [/"target" the classes; not used: "diagnosis"/],
  },
  {
    name: "several findings as columns",
    images,
    files: rows("path,edema,effusion,pneumonia", (i, n) => [n, i % 2, i % 3 ? 0 : 1, i % 4 ? 0 : 1]),
    right: /3 columns may be it: "edema", "effusion", "pneumonia"/,
  },
  {
    name: "a column that is not there",
    images,
    files: rows("id,label", (i, n) => [n, i % 2]),
    options: { labelColumn: "tumour" },
    right: /data\.labelColumn "tumour": labels\.csv has no such column, expected "id", "label"/,
  },
  {
    name: "an id column that is named",
    images,
    files: rows("name,key,label", (i, n) => [names[23 - i]!, n, Number(i < 6)]),
    options: { idColumn: "key", labelColumn: "label" },
    right: { 0: 18, 1: 6 },
    notes: [/"key" names the images/],
  },
  {
    name: "a running number called id beside the file",
    images,
    files: rows("id,filename,label", (i, n) => [i + 1000, n, i % 2]),
    right: even,
    notes: [/"filename" names the images.*not used: "id"/],
  },
  {
    name: "age, sex and view beside the label",
    images,
    files: rows("file,age,sex,view,label", (i, n) => [
      n,
      30 + i,
      i % 3 ? "M" : "F",
      i % 4 ? "PA" : "AP",
      i % 2,
    ]),
    right: even,
    notes: [/not used: "age", "sex", "view"/],
  },
  {
    name: "a column of one value, and one of measurements",
    images,
    files: rows("file,source,volume,hemorrhage", (i, n) => [n, "here", i * 1.5, i % 2]),
    right: even,
    notes: [/"hemorrhage" the classes; not used: "source", "volume"/],
  },
  {
    name: "one-hot columns",
    images,
    files: rows("image,MEL,NV,BCC", (i, n) => [n, ...hot(i % 3, 3).map((x) => x.toFixed(1))]),
    right: { MEL: 8, NV: 8, BCC: 8 },
    notes: [/"MEL", "NV", "BCC" the classes/],
  },
  {
    name: "one-hot columns of True and False, as pandas writes them",
    images,
    files: rows("image,MEL,NV,BCC", (i, n) => [n, ...hot(i % 3, 3).map((x) => (x === 1 ? "True" : "False"))]),
    right: { MEL: 8, NV: 8, BCC: 8 },
    notes: [/"MEL", "NV", "BCC" the classes/],
  },
  {
    name: "one-hot columns of two classes beside patients",
    images,
    files: rows("image,patient,benign,malignant", (i, n) => [n, `P${i >> 1}`, ...hot(i % 2, 2)]),
    right: { benign: 12, malignant: 12 },
    groups: 12,
    notes: [note],
  },
  {
    name: "several findings in a cell",
    images,
    files: rows("Image Index,Finding Labels", (i, n) => [n, i % 2 ? "Edema|Mass" : "No Finding"]),
    right: /column "Finding Labels".*several findings: "Edema\|Mass" \(line 3\)/,
  },
  {
    name: "a row per box",
    images: range(12).map((i) => `p${i}.png`),
    files: {
      "boxes.csv": [
        "patientId,x,y,width,height,Target",
        ...range(24).map((i) =>
          [
            `p${i >> 1}`,
            ...((i >> 1) % 2 ? [i * 3, i * 2, i + 5, i + 9] : ["", "", "", ""]),
            (i >> 1) % 2,
          ].join(","),
        ),
      ].join("\n"),
    },
    right: { 0: 6, 1: 6 },
    notes: [/"patientId" names the images, "Target" the classes; not used: "x", "y", "width", "height"/],
  },
  {
    name: "a column called group that holds two classes",
    images,
    files: rows("image,group,sex", (i, n) => [n, i % 2 ? "control" : "AD", i % 3 ? "m" : "f"]),
    right: { ad: 12, control: 12 },
    notes: [/"group" the classes; not used: "sex"$/],
  },
  {
    name: "cases and controls beside an age",
    images,
    files: rows("image,case,age", (i, n) => [n, i % 2 ? "case" : "control", 40 + (i % 3)]),
    right: { case: 12, control: 12 },
    notes: [/"case" the classes; not used: "age"$/],
  },
  {
    name: "two sites under the word study",
    images,
    files: rows("image,study,label", (i, n) => [n, i % 2 ? "A" : "B", i % 2]),
    right: even,
    notes: [/"label" the classes; not used: "study"$/],
  },
  {
    name: "two patients named by words beside a finding",
    images,
    files: rows("image,finding,patient", (i, n) => [n, i % 2, i % 4 < 2 ? "anna" : "bert"]),
    right: even,
    groups: 2,
    notes: [/"finding" the classes, "patient" the patients$/],
  },
  {
    name: "two patients and nothing else",
    images,
    files: rows("image,patient", (i, n) => [n, `P${i % 2}`]),
    right: /no labels for its 24 images.*"image", "patient"/,
  },
  {
    name: "a scan per image beside a column that repeats",
    images,
    files: rows("image,scan_id,who,label", (i, n) => [n, `S${i}`, `P${i >> 2}`, i % 2]),
    right: even,
    notes: [/"label" the classes; not used: "scan_id", "who"$/, /does column "who" name patients/],
  },
  {
    name: "a constant label beside a site",
    images,
    files: rows("image,label,site", (i, n) => [n, 1, i % 2 ? "A" : "B"]),
    right: { 1: 24 },
    notes: [/"label" the classes; not used: "site"$/],
  },
  {
    name: "many stages beside a sex",
    images,
    files: rows("image,stage,male", (i, n) => [n, i % 12, i % 2]),
    right: Object.fromEntries(range(12).map((i) => [i, 2])),
    notes: [/"stage" the classes; not used: "male"$/],
  },
  {
    name: "ages that are numbers of images too",
    images: range(24).map((i) => `${i}.png`),
    files: {
      "labels.csv": ["age,nr,label", ...range(24).map((i) => `${(i * 7) % 24},${i},${Number(i < 8)}`)].join(
        "\n",
      ),
    },
    right: { 0: 16, 1: 8 },
    notes: [/"nr" names the images, "label" the classes; not used: "age"$/],
  },
  {
    name: "two columns that number the images differently",
    images: range(24).map((i) => `${i}.png`),
    files: {
      "labels.csv": ["row,score,label", ...range(24).map((i) => `${i},${(i * 7) % 24},${i % 2}`)].join("\n"),
    },
    right: /id column of labels\.csv: "row" and "score" both name images.*data\.idColumn=row/,
  },
  ...["label", "target"].map((head): Case => ({
    name: `words beside a ${head} of 0 and 1, of which 1 is normal`,
    images,
    files: rows(`filename,${head},label_name`, (i, n) => [n, i % 2, i % 2 ? "normal" : "tumor"]),
    right: { normal: 12, tumor: 12 },
    notes: [new RegExp(`"label_name" the classes; not used: "${head}"$`)],
  })),
  {
    name: "words beside a label of 0 and 1 that divide the images in another way",
    images,
    files: rows("filename,label,view_name", (i, n) => [n, i % 2, i % 3 ? "lateral" : "frontal"]),
    right: even,
    notes: [note],
  },
  ...[
    ["eye", "OS", "OD"],
    ["scanner_name", "Siemens", "Philips"],
  ].map(([head, one, other]): Case => ({
    name: `a label of 0 and 1 that a column of other things goes with: ${head!}`,
    images,
    files: rows(`filename,label,${head!}`, (i, n) => [n, i % 2, i % 2 ? one : other]),
    right: even,
    notes: [note],
  })),
  {
    name: "a label of 0 and 1 that is named, beside words",
    images,
    files: rows("filename,label,label_name", (i, n) => [n, i % 2, i % 2 ? "normal" : "tumor"]),
    options: { labelColumn: "label" },
    right: even,
    notes: [note],
  },
];
