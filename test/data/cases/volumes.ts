import sharp from "sharp";
import { dicom, nifti } from "../formats/made-medical";
import { pictures } from "../made-arrays";
import { grey } from "../made-folder";
import { range } from "./verify-case";
import { each, placeOf, type Files, type Reading } from "./verify-reading";

/** Values of the slices of volume `i`: brighter from slice to slice. */
const volumeValues = (i: number, slices: number): number[] =>
  range(12 * slices).map((k) => (i * 3 + Math.floor(k / 12) * 10 + (k % 12) * 2) % 80);
/** A volume of 4 x 3 pixels and some slices. */
const volume = (i: number, slices = 5): Buffer => nifti(volumeValues(i, slices), [4, 3, slices]);
/** `n` volumes of two classes. */
export const volumes = (n: number, slices = 5): Files =>
  each(n, (i) => [`${placeOf(i)}/scan${i}.nii`, volume(i, slices)]);
const frames = (i: number, patient: string): Buffer =>
  dicom({ width: 4, height: 3, frames: 3, values: volumeValues(i, 3), patient, modality: "CT" });
const shown = (values: readonly number[]): number[] => values.map((v) => Math.floor((v / 80) * 255 + 0.5));
/** The upper row of a volume's slice as it is seen: the last one of the file. */
const topRow = (i: number, slice: number): number[] =>
  shown(volumeValues(i, slice + 1).slice(12 * slice + 8, 12 * slice + 12));
const table = (n: number, id: (i: number) => string): string =>
  ["file,tumor,patient", ...range(n).map((i) => `${id(i)},${i % 2},p${i >> 2}`)].join("\n");

const both = { normal: 10, tumor: 10 };

/** Files of several images: volumes, frames, pages. */
export const severalPerFile: readonly Reading[] = [
  {
    name: "volumes without a setting are asked about",
    files: volumes(20),
    right: /20 of 20 files hold several images: normal\/scan0.nii \(5 slices\).*data\.slices=middle, or all/,
  },
  {
    name: "volumes: the middle slice, no groups",
    files: volumes(20),
    options: { slices: "middle" },
    right: both,
    begins: { "scan0#2": topRow(0, 2), "scan7#2": topRow(7, 2) },
    notes: [/20 of 100 slices of 20 files are taken \(data.slices=middle\)/],
  },
  {
    name: "volumes: all slices, each volume a group",
    files: volumes(20),
    options: { slices: "all" },
    right: { normal: 50, tumor: 50 },
    groups: 20,
    begins: { "scan0#0": topRow(0, 0), "scan3#4": topRow(3, 4) },
    notes: [/100 of 100 slices of 20 files/],
  },
  {
    name: "volumes: every second slice from the first on",
    files: volumes(20),
    options: { slices: "every:2" },
    right: { normal: 30, tumor: 30 },
    groups: 20,
    begins: { "scan5#4": topRow(5, 4) },
    notes: [/60 of 100 slices/],
  },
  {
    name: "volumes of one slice beside others",
    files: { ...volumes(20), "normal/one.nii": volume(3, 1) },
    options: { slices: "all" },
    right: { normal: 51, tumor: 50 },
    groups: 20,
    begins: { one: topRow(3, 0) },
    notes: [/normal\/one\.nii is named unlike/, /100 of 100 slices of 20 files/],
  },
  {
    name: "four volumes with enough slices each",
    files: volumes(4),
    options: { slices: "all" },
    right: both,
    groups: 4,
    notes: [/20 of 20 slices of 4 files/],
  },
  {
    name: "a setting that is none",
    files: volumes(20),
    options: { slices: "every:0" },
    right: /data\.slices "every:0", expected middle, all or every:5/,
  },
  {
    name: "one setting over pictures of one image changes nothing",
    files: async () =>
      Object.fromEntries(
        await Promise.all(range(20).map(async (i) => [`${placeOf(i)}/${i}.png`, await grey(i)] as const)),
      ),
    options: { slices: "all" },
    right: both,
  },
  {
    name: "volumes: a table's patients go before the files",
    files: {
      ...each(20, (i) => [`scan${i}.nii`, volume(i)]),
      "labels.csv": table(20, (i) => `scan${i}.nii`),
    },
    options: { slices: "every:4" },
    right: { normal: 20, tumor: 20 },
    groups: 5,
    notes: [/"patient" the patients/, /40 of 100 slices/],
  },
  {
    name: "volumes: a pattern's patients go before the files",
    files: volumes(20),
    options: { slices: "all", groupPattern: "scan(\\d)" },
    right: { normal: 50, tumor: 50 },
    groups: 10,
    notes: [/slices/],
  },
  {
    name: "volumes: folders of patients go before the files",
    files: each(20, (i) => [`${placeOf(i)}/patient ${i >> 2}/scan${i}.nii`, volume(i)]),
    options: { slices: "all" },
    right: { normal: 50, tumor: 50 },
    groups: 5,
    notes: [/slices/, /taken as patients/],
  },
  {
    name: "BraTS: masks of volumes are left out",
    files: each(80, (k) => {
      const i = k >> 2;
      const kind = ["flair", "t1", "t2", "seg"][k % 4]!;
      return [
        `${placeOf(i)}/BraTS20_Training_${String(i).padStart(3, "0")}/BraTS20_Training_${String(i).padStart(3, "0")}_${kind}.nii`,
        volume(k, 3),
      ];
    }),
    options: { slices: "middle" },
    right: { normal: 30, tumor: 30 },
    groups: 20,
    notes: [/60 of 180 slices/, /patients/, /20 masks left out/],
  },
  {
    name: "frames: DICOM's patients go before the files",
    files: each(20, (i) => [`${placeOf(i)}/${i}.dcm`, frames(i, `patient ${i >> 2}`)]),
    options: { slices: "all" },
    right: { normal: 30, tumor: 30 },
    groups: 5,
    begins: { "4#1": shown(volumeValues(4, 3).slice(12, 16)) },
    notes: [/60 of 60 frames/],
  },
  {
    name: "frames: one patient for all names nobody, the files stay together",
    files: each(20, (i) => [`${placeOf(i)}/${i}.dcm`, frames(i, "H-4711")]),
    options: { slices: "all" },
    right: { normal: 30, tumor: 30 },
    groups: 20,
    notes: [/60 of 60 frames/, /names nobody/],
  },
  {
    name: "pages of a TIFF",
    files: async () => {
      const pages = sharp(pictures(3), { raw: { width: 4, height: 9, channels: 1, pageHeight: 3 } });
      const bytes = await pages.tiff({ compression: "none" }).toBuffer();
      return each(20, (i) => [`${placeOf(i)}/${i}.tif`, bytes]);
    },
    options: { slices: "middle" },
    right: both,
    begins: { "5#1": [...pictures(1, 1).subarray(0, 4)] },
    notes: [/20 of 60 pages/],
  },
];
