import { cross, per, range, type Case } from "./verify-case";

const six = range(6);
const table = (head: string, id: (i: number) => string | number): string =>
  [head, ...six.map((i) => `${id(i)},${i % 2}`)].join("\n");
const perPatient = /a row per patient or scan: ".*" names folders, or beginnings of names, of 12 images/;
const right = { 0: 6, 1: 6 };

/** Tables with a row per patient or scan, whose images lie in folders of its name, or bear a name that begins with it. */
export const tablePatients: readonly Case[] = [
  ...(
    [
      ["LGG segmentation", (i) => `kaggle_3m/TCGA_CS_494${i}_19960909`, (i) => `TCGA_CS_494${i}`, "Patient"],
      ["RSNA-MICCAI", (i) => `train/0000${i}/FLAIR`, (i) => `0000${i}`, "BraTS21ID"],
      ["BraTS 2021", (i) => `BraTS2021_0000${i}`, (i) => `0000${i}`, "BraTS21ID"],
      ["MIMIC", (i) => `files/p10/p1000000${i}/s5000000${i}`, (i) => `1000000${i}`, "subject_id"],
      ["CQ500", (i) => `CQ500CT${i} CQ500CT${i}/Unknown Study/CT Plain`, (i) => `CQ500-CT-${i}`, "name"],
      ["TCIA", (i) => `LIDC-IDRI-000${i}/01-01-2000-30178`, (i) => `LIDC-IDRI-000${i}`, "TCIA Patient ID"],
      ["numbers", (i) => `patient00${i}`, (i) => String(i), "ID"],
    ] as readonly [string, (i: number) => string, (i: number) => string, string][]
  ).map(([name, place, id, heading]): Case => ({
    name: `folders of ${name}`,
    images: six.flatMap((i) => per([place(i)], 2)),
    files: { "labels.csv": table(`${heading},label`, id) },
    right,
    groups: 6,
    notes: [/names the images, "label" the classes, ".*" the patients/, perPatient],
  })),
  ...(
    [
      ["OASIS", (i) => `disc1/OAS1_000${i}_MR1_mpr-`, (i) => `OAS1_000${i}_MR1`, "ID"],
      ["nnU-Net", (i) => `imagesTr/case_00${i}_000`, (i) => `case_00${i}`, "case"],
      ["eyes", (i) => `${i + 1}_`, (i) => String(i + 1), "patient"],
    ] as readonly [string, (i: number) => string, (i: number) => string, string][]
  ).map(([name, begin, id, heading]): Case => ({
    name: `beginnings of names: ${name}`,
    images: six.flatMap((i) => [`${begin(i)}0.png`, `${begin(i)}1.png`]),
    files: { "labels.csv": table(`${heading},label`, id) },
    right,
    groups: 6,
    notes: [/names the images, "label" the classes, ".*" the patients/, perPatient],
  })),
  {
    name: "numbers of two figures and of slices",
    images: range(24).flatMap((i) => [`${i + 1}_1.png`, `${i + 1}_2.png`]),
    files: { "labels.csv": ["patient,label", ...range(24).map((i) => `${i + 1},${i % 2}`)].join("\n") },
    right: { 0: 24, 1: 24 },
    groups: 24,
    notes: [/"patient" the patients/, /of 48 images/],
  },
  {
    name: "numbers of which some have no row: 11 is not 1_1",
    images: range(24).flatMap((i) => [`${i + 1}_1.png`, `${i + 1}_2.png`]),
    files: { "labels.csv": ["patient,label", ...range(13).map((i) => `${i + 11},${i % 2}`)].join("\n") },
    right: { 0: 14, 1: 12 },
    groups: 13,
    unlabelled: 22,
    notes: [/"patient" the patients/, /of 26 images/],
  },
  {
    name: "numbers of folders that are those of slices, too",
    images: six.flatMap((i) => range(7).map((k) => `00${i + 1}/${k + 1}.png`)),
    files: { "labels.csv": ["ID;Diagnose", ...six.map((i) => `${i + 1};${i % 2}`)].join("\n") },
    right: { 0: 21, 1: 21 },
    groups: 6,
    notes: [/"Diagnose" the classes, "ID" the patients/, /of 42 images/],
  },
  {
    name: "equal numbers at two sites",
    images: cross(
      ["site A", "site B"],
      six.map((i) => `patient00${i}`),
      ["a.png", "b.png"],
    ),
    files: { "labels.csv": table("id,label", String) },
    right:
      /"0" fits images in site A\/patient000, site B\/patient000, and so do 5 others: each site may count/,
  },
  {
    name: "equal numbers at two sites, with the folders",
    images: cross(
      ["site A", "site B"],
      six.map((i) => `patient00${i}`),
      ["a.png", "b.png"],
    ),
    files: {
      "labels.csv": [
        "id,label",
        ...cross(
          ["site A", "site B"],
          six.map((i) => `patient00${i}`),
        ).map((id, i) => `${id},${i % 2}`),
      ].join("\n"),
    },
    right: { 0: 12, 1: 12 },
    groups: 12,
    notes: [/"id" the patients/, /of 24 images$/],
  },
  {
    name: "MURA: paths of studies, with a slash behind",
    images: six.flatMap((i) => per([`XR_WRIST/patient0000${i}/study1`], 2)),
    files: { "labels.csv": table("study,label", (i) => `MURA-v1.1/train/XR_WRIST/patient0000${i}/study1/`) },
    right,
    groups: 6,
    notes: [/names the images, "label" the classes/, perPatient],
  },
  {
    name: "a patient without images",
    images: per(cross(["a"], ["K_101", "K_102", "K_103"]), 2),
    files: { "labels.csv": "patient,label\nK_101,0\nK_102,1\nK_103,0\nK_999,1" },
    right: /1 of 7 labels have no image: "K_999" \(line 5\)/,
  },
  {
    name: "two rows of a patient that differ",
    images: per(["K_101", "K_102", "K_103"], 2),
    files: { "labels.csv": "patient,label\nK_101,0\nK_102,1\nK_103,0\nK_103,1" },
    right: /is "0" \(line 4\) and "1" \(line 5\)/,
  },
  {
    name: "running numbers that fit names of files",
    images: six.map((i) => `scan_00${i}.png`),
    files: { "labels.csv": table("number,label", String) },
    right: /no labels for its 6 images/,
  },
  {
    name: "Label Studio: running numbers beside names with eight letters in front",
    images: six.map((i) => `images/${i}.png`),
    files: {
      "project.csv": [
        "annotation_id,choice,id,image,lead_time",
        ...six.map((i) => `${i + 100},${i % 2},${i},/data/upload/1/1f0a2b3${i}-${5 - i}.png,1.${i}`),
      ].join("\n"),
    },
    right: { 0: 3, 1: 3 },
    notes: [/"image" names the images, "choice" the classes/, /overlooking Label Studio's eight letters/],
  },
  {
    name: "running numbers that fit images beside files that are not there",
    images: six.map((i) => `${i}.png`),
    files: {
      "labels.csv": ["id,file,label", ...six.map((i) => `${i},IMG_${i}.jpg,${i % 2}`)].join("\n"),
    },
    right: /"id" holds numbers that fit images, but "file" names files, most of which are not there/,
  },
];
