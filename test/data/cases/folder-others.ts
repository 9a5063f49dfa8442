import { cross, per, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];

/** Folders that are no classes: people, parts of other names, treated images, what programs leave. */
export const folderOthers: readonly Case[] = [
  ...["contact_sheet", "preview", "montage", "histogram", "i0_0_thumb", "i0_0_copy", "i0_0_annotated"].map(
    (name): Case => ({
      name: `a single picture among those of a class: ${name}`,
      images: [...per(classes, 12), `normal/${name}.png`],
      right: { normal: 13, tumor: 12 },
      notes: [new RegExp(`^normal/${name}\\.png is named unlike the other images of the folder`)],
    }),
  ),
  {
    name: "a name without a number whose word the others have",
    images: [...per(classes, 12, "no "), "normal/no.png"],
    right: { normal: 13, tumor: 12 },
  },
  {
    name: "a view, and names without numbers",
    images: [
      ...per(classes, 12),
      "normal/i0_0_lateral.png",
      ..."abcdef".split("").map((name) => `tumor/${name}.png`),
    ],
    right: { normal: 13, tumor: 18 },
  },
  ...["to_review", "archive", "misc", "New folder (2)", "contact_sheets"].map((name): Case => ({
    name: `a folder beside the classes called ${name}`,
    images: per([...classes, name], 3),
    right: /called as what was left out: |pictures made from others/,
  })),
  {
    name: "images without labels in a folder that says so",
    images: per([...classes, "no_label"], 3),
    right: { normal: 3, tumor: 3 },
    unlabelled: 3,
  },
  ...[
    ["TCGA_CS_4941_19960909", "TCGA_CS_4942_19970222", "TCGA_DU_5851_19950428"],
    ["LIDC-IDRI-0001", "LIDC-IDRI-0002", "LIDC-IDRI-0003"],
    ["a3f9c2e1", "b71d00aa", "c0ffee12"],
    ["AB_1956", "CD_1947", "EF_1933"],
    ["Huber, Max", "Meier, Eva", "Müller, Hans"],
  ].map((people): Case => ({
    name: `people for classes: ${people.join("; ")}`,
    images: per(people, 3),
    right: new RegExp(`the 3 folders ${people[0]!}, .* are called as patients are`),
  })),
  ...[
    ["TRAIN", "TEST", "TEST_SIMPLE"],
    ["train", "test_easy", "test_hard", "val"],
  ].map((parts): Case => ({
    name: `parts ${parts.join(", ")}`,
    images: per(cross(parts, classes), 2),
    right: { normal: 2 * parts.length, tumor: 2 * parts.length },
    notes: [/are parts of one set, put together/],
  })),
  ...[
    ["raw", "stain_normalized"],
    ["original", "CLAHE"],
    ["original", "resized"],
    ["slices", "preprocessed"],
  ].map((kinds): Case => ({
    name: `the same images under ${kinds.join(" and ")}`,
    images: per(cross(kinds, classes), 3),
    right: new RegExp(`${kinds[1]!} beside ${kinds[0]!}: pictures made from others`),
  })),
  {
    name: "treated images only",
    images: per(cross(["resized"], classes), 3),
    right: { normal: 3, tumor: 3 },
  },
  ...[
    ["FLAIR", "T1", "T2"],
    ["axial", "coronal"],
    ["left", "right"],
  ].map((kinds): Case => ({
    name: `kinds of pictures for classes: ${kinds.join(", ")}`,
    images: per(kinds, 3),
    right: new RegExp(`the folders ${kinds.join(", ")} are called as kinds of pictures are`),
  })),
  {
    name: "left and right as classes, by a pattern",
    images: per(["left", "right"], 3),
    options: { labelPattern: "(left|right)/" },
    right: { left: 3, right: 3 },
  },
  {
    name: "scanners for classes",
    images: per(["GE", "Philips", "Siemens"], 3),
    right: /the folders GE, Philips, Siemens are called as sites or folds are/,
  },
  {
    name: "men and women above classes",
    images: per(cross(["female", "male"], classes), 3),
    right: { normal: 6, tumor: 6 },
    notes: [/sub-folders female, male are parts of one set/],
  },
  {
    name: "augmented pictures by a word in front, with other numbers",
    images: classes.flatMap((c) =>
      range(4).flatMap((i) => [`${c}/im${i}.png`, `${c}/aug_${i}_${4000 + i}.png`]),
    ),
    right: /4 files are called as pictures made from others, beside normal\/im0\.png/,
  },
  {
    name: "classes of letters",
    images: per(["Normal_A", "Normal_B", "Tumor_A"], 3),
    right: /the folders Normal_A, Normal_B, Tumor_A number Normal, Tumor/,
  },
  ...["results", "figures", "Output"].map((name): Case => ({
    name: `${name} beside classes`,
    images: per([...classes, name], 3),
    right: new RegExp(`${name} beside normal, tumor, expected folders that are called after classes`),
  })),
  ...["excluded", "Rejected", "unused", "bad quality", "duplicates", "_old"].map((name): Case => ({
    name: `${name} beside classes`,
    images: per([...classes, name], 3),
    right: new RegExp(`3 of 9 lie in folders that are called as what was left out: ${name}, expected`),
  })),
  {
    name: "excluded images inside a class",
    images: [...per(classes, 3), ...per(["tumor/excluded"], 3, "x")],
    right: /3 of 9 lie in folders that are called as what was left out: tumor\/excluded/,
  },
  {
    name: "excluded images of each class beside parts",
    images: per(cross(["train", "test", "excluded"], classes), 3),
    right: /6 of 18 lie in folders that are called as what was left out: excluded/,
  },
  ...["tumor - Copy", "tumor copy 2", "Copy of tumor", "tumor (1)", "Tumor_backup", "tumor - Kopie (3)"].map(
    (name): Case => ({
      name: `a copy of a class: ${name}`,
      images: per([...classes, name], 3),
      right: new RegExp(`called as copies of others: ${name.replace(/[()]/g, "\\$&")} beside tumor`),
    }),
  ),
  {
    name: "a copy of a patient's folder",
    images: per(["normal/p1", "normal/p2", "tumor/p3", "tumor/p3 - Copy"], 3),
    right: /called as copies of others: tumor\/p3 - Copy beside tumor\/p3/,
  },
  {
    name: "excluded images, and the class by a pattern",
    images: [...per(classes, 3), ...per(["tumor/excluded"], 3, "x")],
    options: { labelPattern: "(normal|tumor)" },
    right: /3 of 9 lie in folders that are called as what was left out/,
  },
  {
    name: "names that only look like copies: grades and numbers",
    images: per(["grade (1)", "grade (2)", "grade (3)"], 3),
    right: { "grade (1)": 3, "grade (2)": 3, "grade (3)": 3 },
  },
  ...[
    ["good quality", "poor quality"],
    ["unusable", "usable"],
    ["old", "young"],
  ].map((two): Case => ({
    name: `classes ${two.join(" and ")}`,
    images: per(two, 3),
    right: Object.fromEntries(two.map((name) => [name, 3])),
  })),
  {
    name: "all of a set in a folder of what was left out",
    images: per(cross(["unused"], classes), 3),
    right: { normal: 3, tumor: 3 },
  },
];

/** Masks by names that share a beginning only, and by nnU-Net's folders. */
export const masksByBeginning: readonly Case[] = [
  {
    name: "BraTS: _seg beside _t1 and _t2",
    images: classes.flatMap((c) =>
      range(4).flatMap((i) =>
        ["t1", "t2", "seg"].map((kind) => `${c}/Brats18_${c}${i}_1/Brats18_${i}_1_${kind}.png`),
      ),
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    masks: 8,
    notes: [/are taken as patients/],
  },
  {
    name: "img_7 and mask_7",
    images: classes.flatMap((c) => range(6).flatMap((i) => [`${c}/img_${i}.png`, `${c}/mask_${i}.png`])),
    right: { normal: 6, tumor: 6 },
    masks: 12,
  },
  {
    name: "nnU-Net: imagesTr and labelsTr beside a table",
    images: range(6).flatMap((i) => [`imagesTr/case_${i}.png`, `labelsTr/case_${i}.png`]),
    files: { "labels.csv": ["file,label", ...range(6).map((i) => `case_${i},${i % 2}`)].join("\n") },
    right: { 0: 3, 1: 3 },
    masks: 6,
  },
];
