import { cross, per, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const given = { split: "given" } as const;
const kept = /kept as training, validation and test/;

/** Parts of a split that a data set brings, kept by data.split=given. */
export const givenParts: readonly Case[] = [
  ...[
    ["train", "val", "test"],
    ["TRAIN", "VALID", "TEST"],
    ["seg_train", "seg_dev", "seg_test"],
    ["Training", "validation", "Testing"],
    ["train_images", "val_images", "test_images"],
    ["trainset", "validset", "testset"],
    ["images_train", "images_val", "holdout"],
  ].map((parts): Case => ({
    name: `parts ${parts.join(", ")}`,
    images: per(cross(["set"], parts, classes), 2),
    options: given,
    right: { normal: 6, tumor: 6 },
    parts: { train: 4, validation: 4, test: 4 },
    notes: [kept],
  })),
  {
    name: "training and test only",
    images: [...per(cross(["Training"], classes), 3), ...per(cross(["Testing"], classes), 1)],
    options: given,
    right: { normal: 4, tumor: 4 },
    parts: { train: 6, test: 2 },
    notes: [kept],
  },
  {
    name: "parts inside classes",
    images: per(cross(classes, ["train", "test"]), 2),
    options: given,
    right: { normal: 4, tumor: 4 },
    parts: { train: 4, test: 4 },
    notes: [kept],
  },
  {
    name: "parts of folders that a table labels",
    images: per(["train", "test"], 4, "s"),
    files: {
      "labels.csv": [
        "id,label",
        ...range(2).flatMap((k) => range(4).map((i) => `s${k}_${i}.png,${i % 2}`)),
      ].join("\n"),
    },
    options: given,
    right: { 0: 4, 1: 4 },
    parts: { train: 4, test: 4 },
    notes: [/^sub-folders test, train are parts of one set, kept as training/],
  },
  {
    name: "parts of paths that a pattern labels",
    images: per(["train", "val", "test"], 4).map((file, i) =>
      file.replace(".", i % 2 ? "_normal." : "_tumor."),
    ),
    options: { ...given, labelPattern: "(normal|tumor)" },
    right: { normal: 6, tumor: 6 },
    parts: { train: 4, validation: 4, test: 4 },
    notes: [/^sub-folders test, train, val are parts of one set, kept as training, validation and test/],
  },
  {
    name: "parts of paths that a pattern labels, put together",
    images: per(["train", "test"], 4).map((file, i) => file.replace(".", i % 2 ? "_normal." : "_tumor.")),
    options: { labelPattern: "(normal|tumor)" },
    right: { normal: 4, tumor: 4 },
    notes: [/^sub-folders test, train are parts of one set, put together \(--set data\.split=given/],
  },
  {
    name: "training and validation only",
    images: per(cross(["train", "val"], classes), 2),
    options: given,
    right: /data\.split=given\): it brings train and validation only, expected training and test/,
  },
  {
    name: "folds",
    images: per(cross(["fold1", "fold2"], classes), 2),
    options: given,
    right: /8 of 8 images lie in no part: fold1\/normal\/i0_0\.png.*Leave data\.split out/,
  },
  {
    name: "a part that mixes two",
    images: per(cross(["train_val", "test"], classes), 2),
    options: given,
    right: /4 of 8 images lie in no part: train_val/,
  },
  { name: "classes only", images: per(classes, 2), options: given, right: /4 of 4 images lie in no part/ },
  {
    name: "a part without a class",
    images: [...per(cross(["train", "val"], classes), 2), ...per(["test/tumor"], 2)],
    options: given,
    right: /test has no image of normal, expected each class in each part/,
  },
];
