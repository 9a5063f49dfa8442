import { range, type Case } from "./verify-case";

/** Rows of three patients, 47 to 49, of four slices each. */
const sliceNumbers = (rows: readonly number[], ...more: (readonly number[])[]): Record<string, string> => ({
  "labels.csv": [
    "PatientNumber,SliceNumber,label",
    ...[...rows.map((i) => [47 + (i >> 2), (i % 4) + 1]), ...more].map((ids, i) => [...ids, i % 2].join(",")),
  ].join("\n"),
});
const twelve = range(12);
const masked = [...range(4).flatMap((i) => [`a${i}.png`, `a${i}_mask.png`]), "a4.png"];

/** Ids that several images fit, or only files that are no images. */
export const idsWithinPatients: readonly Case[] = [
  {
    name: "numbers of patients and of their slices, in folders of the patients",
    images: twelve.map((i) => `ct/0${47 + (i >> 2)}/brain/${(i % 4) + 1}.png`),
    files: sliceNumbers(twelve),
    right: { 0: 6, 1: 6 },
    groups: 3,
    notes: [
      /"SliceNumber" names the images, "label" the classes, "PatientNumber" the patients/,
      /12 images found by overlooking all folders but the patient's/,
    ],
  },
  {
    name: "a slice that is there for another patient only",
    images: twelve.map((i) => `ct/0${47 + (i >> 2)}/brain/${(i % 4) + (i > 7 ? 2 : 1)}.png`),
    files: sliceNumbers([...range(8), 9, 10, 11], [47, 5]),
    right: /1 of 12 labels have no image: "5" \(line 13\); files of that name .* \(ct\/049\/brain\/5\.png\)/,
  },
  {
    name: "numbers of slices that lie in two folders of each patient",
    images: ["brain", "bone"].flatMap((kind) =>
      twelve.map((i) => `ct/${47 + (i >> 2)}/${kind}/${(i % 4) + 1}.png`),
    ),
    files: sliceNumbers(twelve),
    right:
      /"1" \(line 2\) fits ct\/47\/brain\/1\.png, ct\/47\/bone\/1\.png|"1" \(line 2\) fits ct\/47\/bone\/1\.png, ct\/47\/brain\/1\.png.*Choose folders by their name: --set data\.folder=bone or --set data\.folder=brain\. Or write the path of each image into a column.*data\.idColumn=NAME/,
  },
  {
    name: "numbers of slices that lie in two folders of each patient, of which one is chosen",
    images: ["brain", "bone"].flatMap((kind) =>
      twelve.map((i) => `ct/${47 + (i >> 2)}/${kind}/${(i % 4) + 1}.png`),
    ),
    files: sliceNumbers(twelve),
    options: { onlyFolder: "Brain" },
    right: { 0: 6, 1: 6 },
    groups: 3,
    notes: [/"SliceNumber" names the images/, /12 images found by overlooking all folders but the patient's/],
  },
  {
    name: "folders that are chosen, and are not there",
    images: twelve.map((i) => `${i % 2 ? "normal" : "tumor"}/full/${i}.png`),
    options: { onlyFolder: "cropped" },
    right:
      /data\.folder "cropped": no image of .* lies in a folder of this name, expected one of full, normal, tumor/,
  },
  {
    name: "folders of classes with cropped images beside full ones",
    images: ["full", "cropped"].flatMap((kind) =>
      twelve.map((i) => `${i % 2 ? "normal" : "tumor"}/${kind}/${kind === "full" ? "" : "c"}${i}.png`),
    ),
    options: { onlyFolder: "full" },
    right: { normal: 6, tumor: 6 },
  },
  {
    name: "rows of masks",
    images: masked,
    files: { "labels.csv": ["filename,label", ...masked.map((file, i) => `${file},${i % 2}`)].join("\n") },
    right:
      /4 of 9 labels are of files that are left out as masks: "a0_mask\.png" \(line 3\).*data\.missing=skip/,
  },
];
