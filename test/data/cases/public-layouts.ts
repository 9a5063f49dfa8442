import { cross, per, range, type Case } from "./verify-case";

const ids = range(12).map((i) => `ID_${i.toString(16).padStart(6, "0")}`);
const findings = ["epidural", "subdural", "any"];
const long = [
  "ID,Label",
  ...ids.flatMap((id, i) => findings.map((f, k) => `${id}_${f},${Number(k === 2 ? i % 2 : i % 4 === 1)}`)),
].join("\n");

/** Public data sets by name, drawn small in their layout. */
export const publicLayouts: readonly Case[] = [
  {
    name: "RSNA hemorrhage: asks which finding",
    images: ids.map((id) => `stage_2_train/${id}.png`),
    files: { "stage_2_train.csv": long },
    right: /3 columns may be it: "epidural", "subdural", "any"/,
  },
  {
    name: "RSNA hemorrhage: any",
    images: ids.map((id) => `stage_2_train/${id}.png`),
    files: { "stage_2_train.csv": long },
    options: { labelColumn: "any" },
    right: { 0: 6, 1: 6 },
    notes: [/"any" the classes; not used: "epidural", "subdural"/],
  },
  {
    name: "chest_xray",
    images: per(cross(["chest_xray"], ["train", "val", "test"], ["NORMAL", "PNEUMONIA"]), 2),
    right: { NORMAL: 6, PNEUMONIA: 6 },
    notes: [/sub-folders test, train, val are parts/],
  },
  {
    name: "APTOS",
    images: [
      ...range(8).map((i) => `train_images/${i}f.png`),
      ...range(3).map((i) => `test_images/${i}e.png`),
    ],
    files: {
      "train.csv": `id_code,diagnosis\n${range(8)
        .map((i) => `${i}f,${i % 2}`)
        .join("\n")}`,
      "test.csv": `id_code\n${range(3)
        .map((i) => `${i}e`)
        .join("\n")}`,
    },
    right: { 0: 4, 1: 4 },
  },
  {
    name: "COVID radiography",
    images: per(cross(["R"], ["COVID", "Lung_Opacity", "Normal", "Viral Pneumonia"], ["images"]), 2),
    files: { "R/COVID.metadata.xlsx": "x", "R/README.md.txt": "x" },
    right: { COVID: 2, Lung_Opacity: 2, Normal: 2, "Viral Pneumonia": 2 },
  },
  {
    name: "COVID-CT",
    images: per(["CT_COVID", "CT_NonCOVID"], 3),
    right: { CT_COVID: 3, CT_NonCOVID: 3 },
  },
  {
    name: "OASIS",
    images: per(["Mild Dementia", "Moderate Dementia", "Non Demented"], 2),
    right: { "Mild Dementia": 2, "Moderate Dementia": 2, "Non Demented": 2 },
  },
  {
    name: "brain MRI: yes and no",
    images: per(["yes", "no"], 2),
    right: { yes: 2, no: 2 },
  },
  {
    name: "brain tumour: Training and Testing",
    images: per(cross(["Training", "Testing"], ["glioma", "meningioma", "notumor", "pituitary"]), 2),
    right: { glioma: 4, meningioma: 4, notumor: 4, pituitary: 4 },
    notes: [/sub-folders Testing, Training are parts/],
  },
  {
    name: "ISIC 2020: asks",
    images: range(8).map((i) => `train/ISIC_${i}.png`),
    files: {
      "train.csv": `image_name,patient_id,diagnosis,target\n${range(8)
        .map((i) => `ISIC_${i},IP_${i >> 1},${i % 2 ? "melanoma" : "nevus"},${i % 2}`)
        .join("\n")}`,
    },
    right: /2 columns may be it: "diagnosis", "target"/,
  },
  {
    name: "ISIC 2020: target",
    images: range(8).map((i) => `train/ISIC_${i}.png`),
    files: {
      "train.csv": `image_name,patient_id,diagnosis,target\n${range(8)
        .map((i) => `ISIC_${i},IP_${i >> 1},${i % 2 ? "melanoma" : "nevus"},${i % 2}`)
        .join("\n")}`,
    },
    options: { labelColumn: "target" },
    right: { 0: 4, 1: 4 },
    groups: 4,
    notes: [/"patient_id" the patients/],
  },
  {
    name: "CheXpert: one finding of several",
    images: range(8).map((i) => `CheXpert-v1.0-small/train/patient${i >> 1}/study1/view${i % 2}.png`),
    files: {
      "train.csv": `Path,Sex,Age,Edema,Pneumonia\n${range(8)
        .map(
          (i) =>
            `CheXpert-v1.0-small/train/patient${i >> 1}/study1/view${i % 2}.png,Male,${50 + i},${i % 2}.0,${Number(i > 3)}.0`,
        )
        .join("\n")}`,
    },
    options: { labelColumn: "Edema" },
    right: { 0: 4, 1: 4 },
    groups: 4,
    notes: [/"Path" names the images, "Edema" the classes/, /are taken as patients/],
  },
  {
    name: "BUSI",
    images: ["benign", "malignant", "normal"]
      .flatMap((name) =>
        range(3).flatMap((i) => [
          `Dataset_BUSI_with_GT/${name}/${name} (${i + 1}).png`,
          `Dataset_BUSI_with_GT/${name}/${name} (${i + 1})_mask.png`,
        ]),
      )
      .concat("Dataset_BUSI_with_GT/benign/benign (1)_mask_1.png"),
    right: { benign: 3, malignant: 3, normal: 3 },
    masks: 10,
  },
  {
    name: "BreakHis",
    images: [
      ["benign", "adenosis", "SOB_B_A_14-22549AB"],
      ["benign", "adenosis", "SOB_B_A_14-22549CD"],
      ["benign", "fibroadenoma", "SOB_B_F_14-14134"],
      ["malignant", "ductal_carcinoma", "SOB_M_DC_14-10926"],
      ["malignant", "ductal_carcinoma", "SOB_M_DC_14-11031"],
      ["malignant", "lobular_carcinoma", "SOB_M_LC_14-12204"],
    ].flatMap(([kind, type, patient]) =>
      ["40X", "100X"].map(
        (zoom) =>
          `BreaKHis_v1/histology_slides/breast/${kind!}/SOB/${type!}/${patient!}/${zoom}/${patient!}-${zoom}-001.png`,
      ),
    ),
    right: { benign: 6, malignant: 6 },
    groups: 6,
    notes: [/are taken as patients/],
  },
  {
    name: "BRISC, its classification",
    images: per(
      cross(["classification_task"], ["train", "test"], ["glioma", "meningioma", "no_tumor", "pituitary"]),
      2,
    ),
    given: "classification_task",
    right: { glioma: 4, meningioma: 4, no_tumor: 4, pituitary: 4 },
    notes: [/sub-folders test, train are parts/],
  },
  {
    name: "Br35H",
    images: [...per(["yes", "no"], 3), ...per(["pred"], 2)],
    right: { yes: 3, no: 3 },
    unlabelled: 2,
  },
];
