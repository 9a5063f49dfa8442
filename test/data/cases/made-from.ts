import { cross, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const ten = range(10);
/** A table in which a picture and those made from it have one label, by their number. */
const table = (files: readonly string[]): Record<string, string> => ({
  "labels.csv": [
    "image,label",
    ...files.map((file) => `${file},${Number(/\d(?=\D*$)/.exec(file)?.[0]) % 2}`),
  ].join("\n"),
});
const withCopies = (place: string, copies: readonly ((i: number) => string)[]): string[] =>
  ten.flatMap((i) => [`${place}/${i}.png`, ...copies.map((name) => `${place}/${name(i)}.png`)]);

/** Pictures made from others beside these, which would count as images of their own. */
export const madeFrom: readonly Case[] = [
  ...["flip_0", "rot_0", "hflip_0", "rot90_0", "noise-0", "Copy of 0", "bright0", "0_rot_90", "0_crop_3"].map(
    (name): Case => ({
      name: `a word for changed copies in front or amid: ${name}`,
      images: classes.flatMap((c) => withCopies(c, [(i) => name.replace("0", String(i))])),
      right:
        /10 files (bear the name of an image beside them and a word|are called as pictures made from others)/,
    }),
  ),
  {
    name: "copies of some images only, in one class",
    images: [
      ...withCopies("normal", []),
      ...withCopies("tumor", []),
      ...range(3).map((i) => `tumor/zoom_${i}.png`),
    ],
    right: /3 files bear the name of an image beside them and a word for changed copies: tumor\/zoom_0/,
  },
  {
    name: "a copy in each patient's folder",
    images: classes.flatMap((c) =>
      ten.flatMap((i) => [`${c}/p${i}/scan.png`, `${c}/p${i}/shifted_scan.png`]),
    ),
    right: /10 files bear the name of an image beside them and a word for changed copies/,
  },
  ...[
    ["_rot90", "_rot180", "_flip"],
    ["_core", "_edema", "_whole"],
  ].map((ends): Case => ({
    name: `three companions of each image: ${ends.join(", ")}`,
    images: classes.flatMap((c) =>
      withCopies(
        `${c}`,
        ends.map((end) => (i: number) => `${i}${end}`),
      ),
    ),
    right: /30 files bear the name of an image beside them and "/,
  })),
  ...["aug_a0", "a0_flip", "a0_core"].map((name): Case => {
    const images = ten.flatMap((i) => [`s/a${i}.png`, `s/${name.replace("0", String(i))}.png`]);
    const files = table(images);
    return {
      name: `copies that a table labels: ${name}`,
      images,
      files,
      right: /5 files bear the name of an image beside them|10 files are called/,
    };
  }),
  ...[
    ["original", "augmented"],
    ["raw", "resized"],
  ].map((kinds): Case => {
    const images = cross(
      kinds,
      ten.map((i) => `a${i}.png`),
    );
    return {
      name: `a table that labels ${kinds.join(" and ")}`,
      images,
      files: table(images),
      right: new RegExp(`10 lie in folders of pictures made from others \\(${kinds[1]!}/a0`),
    };
  }),
  {
    name: "a table that labels the originals only",
    images: cross(
      ["original", "augmented"],
      ten.map((i) => `a${i}.png`),
    ),
    files: table(ten.map((i) => `original/a${i}.png`)),
    right: { 0: 5, 1: 5 },
    unlabelled: 10,
  },
  {
    name: "sites of which one has treated its images",
    images: [...ten.map((i) => `raw/a${i}.png`), ...ten.map((i) => `processed/b${i}.png`)],
    files: table([...ten.map((i) => `a${i}.png`), ...ten.map((i) => `b${i}.png`)]),
    right: { 0: 10, 1: 10 },
  },
  ...[
    (i: number, k: number) => `scan${i}_png.rf.${k}3f2c8a9b0d1e2f3a4b5c6d7e8f9a0b`,
    (i: number, k: number) => `normal_original_${i}.png_${k}b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed`,
  ].map((name): Case => ({
    name: `versions of one image: ${name(0, 1)}`,
    images: classes.flatMap((c) => ten.flatMap((i) => [1, 2, 3].map((k) => `${c}/${name(i, k)}.jpg`))),
    right: /20 files are further versions of one image, as Roboflow and Augmentor call them: normal\//,
  })),
  {
    name: "one version of each image, as Roboflow calls it, with the same names in two parts",
    images: cross(
      ["train", "test"],
      classes,
      ten.map((i) => `s${i}_jpg.rf.a3f2c8a9b0d1e2f3a4b5c6d7e8f9a0b`),
    ).map((file) => `${file}.jpg`),
    right: { normal: 20, tumor: 20 },
    notes: [/put together/],
  },
  {
    name: "copies by name, and the class by a pattern",
    images: classes.flatMap((c) => ten.flatMap((i) => [`${c}_${i}.png`, `aug_${c}_${i}.png`])),
    options: { labelPattern: "(normal|tumor)" },
    right: /20 files are called as pictures made from others, beside|bear the name/,
  },
  {
    name: "kinds of pictures that a pattern takes for classes",
    images: cross(
      ["original", "CLAHE"],
      ten.map((i) => `a${i}.png`),
    ),
    options: { labelPattern: "(original|CLAHE)/" },
    right: { original: 10, CLAHE: 10 },
  },
  {
    name: "two sources whose numbers meet",
    images: classes.flatMap((c) => withCopies(c, [(i) => `NORMAL2-${i}`])),
    right: { normal: 20, tumor: 20 },
    notes: [/^tumor\/NORMAL2-0\.png \("tumor"\), .* bear the names of another class/],
  },
  ...[
    ["IM.dcm", "IM.png"],
    ["IM", "IM.dcm.jpg"],
    ["DICOM/IM.dcm", "PNG/IM.png"],
    ["images/IM.tif", "jpg_files/IM.jpg"],
    ["IM.nii", "IM.nii.gz"],
  ].map((pair): Case => ({
    name: `one picture in two formats: ${pair.join(" and ")}`,
    images: classes.flatMap((c) =>
      ten.flatMap((i) => pair.map((file) => `${c}/${file.replace("IM", `IM${i}`)}`)),
    ),
    right: /10 names stand for files of two formats each: normal\//,
  })),
  {
    name: "one picture in two formats, the formats above the classes",
    images: cross(["dicom", "png"], classes, ten.map(String)).map(
      (f) => `${f}.${f.slice(0, 3).replace("dic", "dcm")}`,
    ),
    right: /10 names stand for files of two formats each/,
  },
  {
    name: "one picture in two formats, the formats in the names of the classes",
    images: classes.flatMap((c) => ten.flatMap((i) => [`${c}_dcm/IM${i}.dcm`, `${c}_png/IM${i}.png`])),
    right: /10 names stand for files of two formats each/,
  },
  {
    name: "one picture in two formats, in a table",
    images: ten.flatMap((i) => [`s/a${i}.png`, `s/a${i}.jpg`]),
    files: table(ten.flatMap((i) => [`s/a${i}.png`, `s/a${i}.jpg`])),
    right: /5 names stand for files of two formats each/,
  },
  {
    name: "a few names that two formats share, and names with dots",
    images: [
      ...classes.flatMap((c) => withCopies(c, [])),
      ...["normal/0.jpg", "normal/1.jpg", "normal/2.jpg"],
      ...ten.map((i) => `tumor/1.2.840.${i}`),
    ],
    right: { normal: 13, tumor: 20 },
  },
  {
    name: "JPEG with both its endings",
    images: classes.flatMap((c) => ten.flatMap((i) => [`${c}/${i}.jpg`, `${c}/${i}.jpeg`])),
    right: { normal: 20, tumor: 20 },
  },
];
