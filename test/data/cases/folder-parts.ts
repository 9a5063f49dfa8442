import { cross, per, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const put = /put together/;

/** Sub-folders of classes, alone, wrapped, and as parts of a split. */
export const folderParts: readonly Case[] = [
  { name: "classes", images: per(classes, 3), right: { normal: 3, tumor: 3 } },
  {
    name: "parts that call the classes by other names",
    images: [...per(cross(["train"], classes), 3), ...per(cross(["test"], ["neg", "pos"]), 3)],
    right: /test \(neg, pos\) and train \(normal, tumor\) have no class in common/,
  },
  {
    name: "parts of which one adds the stage to the classes (chest-ctscan)",
    images: [
      ...per(
        cross(["Data"], ["train", "valid"], ["normal", "adenocarcinoma_left.lower.lobe_T2", "large.cell_T2"]),
        3,
      ),
      ...per(cross(["Data"], ["test"], ["normal", "adenocarcinoma", "large.cell"]), 3),
    ],
    right:
      /"adenocarcinoma" of test and "adenocarcinoma_left\.lower\.lobe_T2" of train may be one class.*data\.labelPattern='\/\(.*\)'/,
  },
  {
    name: "parts of which one adds the stage to the classes, by the pattern that is said",
    images: [
      ...per(
        cross(["Data"], ["train", "valid"], ["normal", "adenocarcinoma_left.lower.lobe_T2", "large.cell_T2"]),
        3,
      ),
      ...per(cross(["Data"], ["test"], ["normal", "adenocarcinoma", "large.cell"]), 3),
    ],
    options: { labelPattern: "/(adenocarcinoma|normal|large.cell)" },
    right: { normal: 9, adenocarcinoma: 9, "large.cell": 9 },
    notes: [put],
  },
  {
    name: "parts of which one lacks a class",
    images: [...per(cross(["train"], classes), 3), ...per(["test/normal"], 3)],
    right: { normal: 6, tumor: 3 },
    notes: [put, /tumor lies in train only/],
  },
  {
    name: "classes in two wrappings",
    images: per(cross(["a"], ["a"], classes), 3),
    right: { normal: 3, tumor: 3 },
  },
  {
    name: "images/ inside each class",
    images: per(cross(classes, ["images"]), 3),
    right: { normal: 3, tumor: 3 },
  },
  {
    name: "images/ around the classes",
    images: per(cross(["images"], classes), 3),
    right: { normal: 3, tumor: 3 },
  },
  ...[
    ["train", "val", "test"],
    ["seg_train", "seg_test"],
    ["Training", "Testing"],
    ["TRAIN", "VALID"],
    ["train_set", "test_set"],
    ["train1", "train2"],
    ["dev", "holdout"],
    ["fold1", "fold2", "fold3"],
    ["part_a", "part_b"],
    ["site A", "site B"],
    ["berlin", "paris"],
  ].flatMap((parts): Case[] => [
    {
      name: `parts ${parts.join(", ")} above classes`,
      images: per(cross(["set"], parts, ["glioma", "meningioma", "normal"]), 2),
      right: { glioma: 2 * parts.length, meningioma: 2 * parts.length, normal: 2 * parts.length },
      notes: [put],
    },
    {
      name: `parts ${parts.join(", ")} above classes of unknown names`,
      images: per(cross(parts, ["alpha", "beta"]), 2),
      right: { alpha: 2 * parts.length, beta: 2 * parts.length },
      notes: [put],
    },
  ]),
  {
    name: "parts that repeat the class in their folders' names",
    images: per(cross(["train", "test"], ["train", "test"], classes), 1),
    right: { normal: 4, tumor: 4 },
    notes: [put, put],
  },
  {
    name: "parts inside classes",
    images: per(cross(classes, ["train", "test"]), 2),
    right: { normal: 4, tumor: 4 },
    notes: [put],
  },
  {
    name: "a part of test images without classes",
    images: [...per(cross(["train"], classes), 2), ...per(["test"], 3)],
    right: { normal: 2, tumor: 2 },
  },
  { name: "parts only", images: per(["train", "test"], 3), right: /parts of a split/ },
];

/** A set that lies in the folder twice. */
export const copies: readonly Case[] = [
  {
    name: "an archive's inner copy",
    images: [...per(["yes", "no"], 3), ...per(cross(["brain"], ["yes", "no"]), 3)],
    right: { yes: 3, no: 3 },
    notes: [/^brain holds the same images as the folder around it: left out$/],
  },
  {
    name: "an inner copy of parts",
    images: ["c", "c/c"].flatMap((p) => per(cross([p], ["train", "test"], classes), 2)),
    right: { normal: 4, tumor: 4 },
    notes: [/^c\/c holds the same images as c: left out$/, put],
  },
  {
    name: "an archive unpacked twice",
    images: ["archive", "archive (1)"].flatMap((p) => per(cross([p], classes), 2)),
    right: { normal: 2, tumor: 2 },
    notes: [/holds the same images as archive/],
  },
  {
    name: "parts beside the whole",
    images: [
      ...classes.flatMap((c) => range(6).map((i) => `all/${c}/${c === "tumor" ? 1 : 0}${i}.png`)),
      ...classes.flatMap((c) =>
        range(6).map((i) => `${i < 4 ? "train" : "test"}/${c}/${c === "tumor" ? 1 : 0}${i}.png`),
      ),
    ],
    right: { normal: 6, tumor: 6 },
    notes: [
      /^train holds copies of images in all: left out$/,
      /^test holds copies of images in all: left out$/,
    ],
  },
  {
    name: "IDC: patients above 0 and 1, and all of it once more",
    images: ["", "IDC_regular_ps50_idx5/"].flatMap((p) =>
      range(4).flatMap((k) => ["0", "1"].map((c) => `${p}886${k}/${c}/x_${k}${c}.png`)),
    ),
    right: { 0: 4, 1: 4 },
    groups: 4,
    notes: [/^IDC_regular_ps50_idx5 holds the same images as the folder around it/, /are taken as patients/],
  },
];
