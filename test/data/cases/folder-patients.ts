import { cross, per, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const put = /put together/;
const pngBegin = Buffer.from("89504e470d0a1a0a", "hex");
const dicomBegin = Buffer.concat([Buffer.alloc(128), Buffer.from("DICM\0\0\0\0")]);
const asPatients = /taken as patients/;

/** Folders of patients above, below and beside the classes. */
export const folderPatients: readonly Case[] = [
  ...[
    ["Patient", "patient"],
    ["N\u00e9_00", "Ne\u0301_00"],
    ["patient", "Patient_0"],
  ].map(([one, other]): Case => ({
    name: `patients that two hands write differently: ${one!}, ${other!}`,
    images: per(
      range(8).map((i) => `${classes[i % 2]!}/${i % 2 ? one! : other!}${i >> 1}`),
      3,
    ),
    right: { normal: 12, tumor: 12 },
    groups: 4,
    notes: [asPatients],
  })),
  {
    name: "patients above 0 and 1",
    images: per(
      cross(
        range(12).map((i) => `${8860 + i}`),
        ["0", "1"],
      ),
      2,
    ),
    right: { 0: 24, 1: 24 },
    groups: 12,
    notes: [asPatients],
  },
  {
    name: "patients above classes of unknown names",
    images: per(
      cross(
        range(6).map((i) => `pat${i}`),
        ["alpha", "beta"],
      ),
      2,
    ),
    right: { alpha: 12, beta: 12 },
    groups: 6,
    notes: [asPatients],
  },
  {
    name: "patients of one class each",
    images: per(
      range(8).map((i) => `p${i}/${classes[i % 2]!}`),
      2,
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "patients named by words",
    images: per(cross(["anna", "bert", "cleo", "dora", "emil"], classes), 2),
    right: { normal: 10, tumor: 10 },
    groups: 5,
    notes: [asPatients],
  },
  {
    name: "patients inside classes",
    images: per(
      range(8).map((i) => `${classes[i % 2]!}/p${i}`),
      2,
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "patients inside classes of unknown names",
    images: per(
      range(8).map((i) => `${i % 2 ? "alpha" : "beta"}/p${i}`),
      2,
    ),
    right: { alpha: 8, beta: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "patients of equal numbers inside classes",
    images: per(cross(["glioma", "meningioma"], ["1", "2", "3"]), 2),
    right: { glioma: 6, meningioma: 6 },
    groups: 3,
    notes: [asPatients],
  },
  {
    name: "patients inside parts inside classes",
    images: per(
      range(8).map((i) => `${i % 4 < 2 ? "train" : "test"}/${classes[i % 2]!}/p${i}`),
      2,
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    notes: [put, asPatients],
  },
  {
    name: "BreakHis: class, kind, patient, magnification",
    images: per(
      range(8).flatMap((i) =>
        ["40X", "100X"].map(
          (x) => `breast/${i % 2 ? "malignant/SOB/ductal" : "benign/SOB/adenosis"}/SOB_14-${i}/${x}`,
        ),
      ),
      1,
    ),
    right: { benign: 8, malignant: 8 },
    groups: 8,
    notes: [asPatients],
  },
  ...["grade", "batch", "fold", "T", "202", "visit"].map((begin): Case => ({
    name: `folders inside classes that count, but no patients: ${begin}1`,
    images: per(cross(classes, [`${begin}1`, `${begin}2`]), 2),
    right: { normal: 4, tumor: 4 },
  })),
  {
    name: "views inside classes",
    images: per(cross(["glioma", "meningioma"], ["axial", "coronal"]), 2),
    right: { glioma: 4, meningioma: 4 },
  },
];

/** Folders that do not tell the class by themselves. */
export const folderMixtures: readonly Case[] = [
  ...[
    ["CT", "MRI"],
    ["T1", "T2"],
    ["axial", "coronal"],
  ].map((kinds): Case => ({
    name: `kinds of pictures (${kinds.join(", ")}) above numbers`,
    images: per(cross(kinds, ["a1", "a2", "a3"]), 2),
    right: new RegExp(`both the folders "${kinds.join(", ")}" and "a1, a2, a3" could be the classes`),
  })),
  {
    name: "kinds of pictures above others each",
    images: per(["axial/a", "axial/b", "coronal/c", "coronal/d"], 2),
    right: /both the folders "axial, coronal" and "a, b, c and 1 more" could be the classes/,
  },
  {
    name: "kinds of pictures above classes",
    images: per(cross(["axial", "coronal"], classes), 2),
    right: { normal: 4, tumor: 4 },
    notes: [put],
  },
  ...["patient", "sub-", "p"].map((begin): Case => ({
    name: `only patients: ${begin}0`,
    images: per(
      range(6).map((i) => `${begin}${i}`),
      2,
    ),
    right: /the 6 folders .* are called as patients are/,
  })),
  {
    name: "only patients, as parts of a split",
    images: per([...range(4).map((i) => `train/p${i}`), ...range(4).map((i) => `test/p${i + 4}`)], 2),
    right: /the 8 folders .* are called as patients are/,
  },
  {
    name: "only patients, by an archive's names",
    images: per(
      range(12).map((i) => `TCGA_CS_49${i}_1996`),
      2,
    ),
    right: /the 12 folders .* are called as patients are/,
  },
  {
    name: "patients with a table in a sub-folder",
    images: per(
      range(6).map((i) => `patient${i}`),
      2,
      "s",
    ),
    files: {
      "meta/labels.csv": [
        "id,label",
        ...range(6).flatMap((i) => [0, 1].map((k) => `s${i}_${k}.png,${i % 2}`)),
      ].join("\n"),
    },
    right: { 0: 6, 1: 6 },
    groups: 6,
    notes: [asPatients],
  },
  ...[
    ["AugmentedAlzheimerDataset", "OriginalDataset"],
    ["augmented", "original"],
    ["images", "images_aug"],
  ].map((kinds): Case => ({
    name: `pictures made from others: ${kinds.join(", ")}`,
    images: per(cross(kinds, classes), 2),
    right: /pictures made from others/,
  })),
  {
    name: "numbered folders of a class each",
    images: per(["Normal_1", "Normal_2", "Tumor_1", "Tumor_2"], 2),
    right: /Normal_1, Normal_2, Tumor_1, Tumor_2 number Normal, Tumor.*labelPattern='\(Normal\|Tumor\)'/,
  },
  {
    name: "MURA: numbered studies of a class each",
    images: range(8).flatMap((i) =>
      per([`train/XR_WRIST/patient0000${i}/study${1 + (i >> 2)}_${i % 2 ? "positive" : "negative"}`], 2),
    ),
    right:
      /study2_negative, study2_positive number negative, positive.*labelPattern='\(negative\|positive\)'/,
  },
  {
    name: "grades of two kinds are classes",
    images: per(["grade1_tumor", "grade2_tumor", "grade1_lesion", "grade2_lesion"], 2),
    right: { grade1_tumor: 2, grade2_tumor: 2, grade1_lesion: 2, grade2_lesion: 2 },
  },
  {
    name: "two levels of words for classes",
    images: per(cross(["lung cancer", "colon"], ["normal", "cancerous"]), 2),
    right: /both the folders "colon, lung cancer" and "cancerous, normal" could be the classes/,
  },
  {
    name: "one usual name of a class above numbers and words",
    images: per(cross(["Normal", "Glaucoma"], ["OD", "OS"]), 2),
    right: { Normal: 4, Glaucoma: 4 },
  },
  {
    name: "copies that programs leave behind",
    images: per(classes, 2),
    files: { "normal/i0_0.png~": pngBegin, "tumor/i1_0.png.bak": pngBegin, "tumor/DICOMDIR": dicomBegin },
    right: { normal: 2, tumor: 2 },
  },
  {
    name: "classes that parts spell differently",
    images: per([...cross(["train"], classes), ...cross(["test"], ["Normal", "Tumor"])], 2),
    right: /Normal, normal differ in upper and lower case only/,
  },
  {
    name: "numbers above numbers",
    images: per(cross(["11", "12", "13"], ["4", "5"]), 2),
    right: /both the folders "11, 12, 13" and "4, 5" could be the classes/,
  },
  {
    name: "numbers above numbers, told by a pattern",
    images: per(cross(["11", "12", "13"], ["4", "5"]), 2),
    options: { labelPattern: "/(4|5)/" },
    right: { 4: 6, 5: 6 },
  },
  {
    name: "the class in the name",
    images: range(8).map((i) => `p${i}_${classes[i % 2]!}.png`),
    options: { labelPattern: "_(normal|tumor)" },
    right: { normal: 4, tumor: 4 },
  },
  {
    name: "a pattern that does not always find a class",
    images: range(8).map((i) => `p${i}_${i % 2 ? "normal" : "x"}.png`),
    options: { labelPattern: "normal" },
    right: /data\.labelPattern "normal": it finds nothing in 4 of 8 paths: p0_x\.png/,
  },
  {
    name: "a pattern that is none",
    images: ["a.png"],
    options: { labelPattern: "(" },
    right: /data\.labelPattern "\(": .*expected a regular expression/,
  },
  {
    name: "parts beside classes",
    images: [...per(cross(["train"], classes), 2), ...per(classes, 2)],
    right: /mixed levels: train\/normal, train\/tumor beside|mixed levels/,
  },
  {
    name: "a part beside classes",
    images: per([...classes, "train"], 2),
    right: /mixed levels: train beside normal, tumor/,
  },
  {
    name: "unlabelled images beside classes",
    images: per(["yes", "no", "pred"], 2),
    right: { yes: 2, no: 2 },
    unlabelled: 2,
  },
  {
    name: "classes beside another set of parts",
    images: [...per(["yes", "no"], 2), ...per(cross(["Br35H-RCNN"], ["TRAIN", "TEST"]), 2)],
    right: /mixed levels: Br35H-RCNN\/TEST, Br35H-RCNN\/TRAIN beside no, yes/,
  },
  {
    name: "an inner set that is no copy",
    images: [...per(classes, 2), ...per(cross(["inner"], classes), 2, "j")],
    right: /mixed levels: inner\/normal, inner\/tumor beside normal, tumor/,
  },
  {
    name: "Windows' and macOS' hidden files",
    images: per(classes, 2),
    files: { "normal/.DS_Store": "x", "__MACOSX/normal/._i0_0.png": "x" },
    right: { normal: 2, tumor: 2 },
  },
];
