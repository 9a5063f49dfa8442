import { range, type Case } from "./verify-case";

const ids = range(12).map((i) => `00${i}a-b${i}`);
/** A table of rows of cells. */
export const text = (...rows: (readonly unknown[])[]): string =>
  rows.map((cells) => cells.join(",")).join("\n");

const pneumonia: Pick<Case, "images" | "files"> = {
  images: [...ids.map((id) => `stage_2_train_images/${id}.png`), "stage_2_test_images/t1.png"],
  files: {
    "stage_2_train_labels.csv": text(
      ["patientId", "x", "y", "width", "height", "Target"],
      ...ids.flatMap((id, i) =>
        i % 2
          ? [
              [id, "264.0", "152.0", "213.0", "379.0", 1],
              [id, "562.0", "152.0", "256.0", "453.0", 1],
            ]
          : [[id, "", "", "", "", 0]],
      ),
    ),
    "stage_2_detailed_class_info.csv": text(
      ["patientId", "class"],
      ...ids.flatMap((id, i) =>
        i % 2
          ? [
              [id, "Lung Opacity"],
              [id, "Lung Opacity"],
            ]
          : [[id, i % 4 ? "Normal" : "No Lung Opacity / Not Normal"]],
      ),
    ),
    "stage_2_sample_submission.csv": text(["patientId", "PredictionString"], ["t1", "0.5 0 0 100 100"]),
  },
};

const xrays = range(16).map((i) => `0000000${i >> 2}_00${i % 4}.png`);
const findings = ["No Finding", "Effusion", "Cardiomegaly|Effusion", "Mass"];
const chest: Pick<Case, "images" | "files"> = {
  images: xrays.map((name, i) => `images_00${1 + (i >> 3)}/images/${name}`),
  files: {
    "Data_Entry_2017.csv": text(
      [
        "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],",
      ],
      ...xrays.map((name, i) => [
        name,
        findings[i % 4],
        i % 4,
        i >> 2,
        `0${57 + i}Y`,
        i % 3 ? "M" : "F",
        "PA",
        2682,
        2749,
        0.143,
        0.143,
        "",
      ]),
    ),
    "BBox_List_2017.csv": text(
      ["Image Index,Finding Label,Bbox [x,y,w,h],,,"],
      [xrays[1], "Effusion", 225.08, 547.02, 86.78, 79.19, "", "", ""],
      [xrays[2], "Cardiomegaly", 225.08, 547.02, 86.78, 79.19, "", "", ""],
      [xrays[2], "Effusion", 25.08, 47.02, 86.78, 79.19, "", "", ""],
    ),
    "train_val_list.txt": xrays.slice(0, 12).join("\n"),
    "test_list.txt": xrays.slice(12).join("\n"),
    "README_CHESTXRAY.pdf": "x",
  },
};

const expert = range(12).map(
  (i) =>
    `CheXpert-v1.0-small/${i < 8 ? "train" : "valid"}/patient6454${i >> 1}/study1/view${1 + (i % 2)}_frontal.png`,
);
const expertRow = (i: number): unknown[] => [
  expert[i],
  i % 3 ? "Male" : "Female",
  50 + i,
  "Frontal",
  "AP",
  i % 4 ? "" : "1.0",
  ["1.0", "", "-1.0", "0.0"][i % 4],
  i % 2 ? "1.0" : "",
];
const expertHead = ["Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Edema,Support Devices"];
const cheXpert: Pick<Case, "images" | "files"> = {
  images: expert,
  files: {
    "CheXpert-v1.0-small/train.csv": text(expertHead, ...range(8).map(expertRow)),
    "CheXpert-v1.0-small/valid.csv": text(
      expertHead,
      ...range(4).map((i) => [...expertRow(i + 8).slice(0, 6), `${i % 2}.0`, "0.0"]),
    ),
  },
};

/** Public data sets whose labels lie in tables, drawn small in their layout. */
export const publicTables: readonly Case[] = [
  {
    name: "RSNA pneumonia: asks",
    ...pneumonia,
    right:
      /stage_2_detailed_class_info\.csv and stage_2_train_labels\.csv both hold labels.*\("class"\), .*\("Target"\).*data\.labelColumn=NAME/,
  },
  {
    name: "RSNA pneumonia: Target",
    ...pneumonia,
    options: { labelColumn: "Target" },
    right: { 0: 6, 1: 6 },
    notes: [
      /"patientId" names the images, "Target" the classes/,
      /stage_2_detailed_class_info\.csv lacks/,
      /stage_2_sample_submission\.csv is called as a form/,
    ],
  },
  {
    name: "RSNA pneumonia: class",
    ...pneumonia,
    options: { labelColumn: "class" },
    right: { "lung opacity": 6, normal: 3, "no lung opacity / not normal": 3 },
    notes: [/stage_2_train_labels\.csv lacks/, /form to fill in/],
  },
  {
    name: "ChestX-ray14: asks for a finding",
    ...chest,
    right:
      /"Finding Labels" of Data_Entry_2017\.csv: a cell holds several findings: "Cardiomegaly\|Effusion" \(line 4\); there are Effusion \(8\), No Finding \(4\), Cardiomegaly \(4\), Mass \(4\).*data\.labelColumn=Effusion/,
  },
  {
    name: "ChestX-ray14: one finding",
    ...chest,
    options: { labelColumn: "Effusion" },
    right: { 0: 8, 1: 8 },
    groups: 4,
    notes: [
      /"Image Index" names the images, "Effusion" the classes, "Patient ID" the patients/,
      /among whose findings is "Effusion"/,
      /BBox_List_2017\.csv holds boxes of some of the images: passed over/,
    ],
  },
  {
    name: "CheXpert: asks for a finding",
    ...cheXpert,
    right: /columns may be it: .*"Edema", "Support Devices"|both hold labels/,
  },
  {
    name: "CheXpert: empty and uncertain cells",
    ...cheXpert,
    options: { labelColumn: "Edema" },
    right:
      /column "Edema" of CheXpert-v1\.0-small\/train\.csv: 2 images have an empty label: .* line 3, .* 2 images have the label "-1": .* line 4, .*data\.unlabelled=skip.*data\.uncertain=skip/,
  },
  {
    name: "CheXpert: what is not sure left out",
    ...cheXpert,
    options: { labelColumn: "Edema", unlabelled: "skip", uncertain: "skip" },
    right: { 0: 4, 1: 4 },
    groups: 6,
    notes: [
      /train\.csv: "Path" names/,
      /train\.csv: 2 rows with an empty label left out/,
      /2 rows with the label "-1" left out/,
      /valid\.csv: "Path" names/,
      /tables of train, validation are parts of one set/,
      /taken as patients/,
    ],
  },
  {
    name: "CheXpert: U-ones",
    ...cheXpert,
    options: { labelColumn: "Edema", unlabelled: "0", uncertain: "1" },
    right: { 0: 6, 1: 6 },
    groups: 6,
    notes: [
      /"Path"/,
      /2 rows with an empty label taken as 0/,
      /2 rows with the label "-1" taken as 1/,
      /"Path"/,
      /parts of one set/,
      /taken as patients/,
    ],
  },
];
