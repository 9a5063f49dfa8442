import { describe, expect, test } from "vitest";
import { askAboutNames } from "../../../lib/data/labels/ask-about-names";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** What the pattern of a question finds in each path. */
const patients = (files: readonly string[]): string[] => {
  const pattern = /data\.groupPattern='(.*)' would/.exec(askAboutNames(files) ?? "")?.[1];
  return pattern === undefined ? [] : files.map((file) => new RegExp(pattern).exec(file)?.[1] ?? "");
};

describe("names that name patients, or begin with patients are asked about", () => {
  test.each<[string, (i: number) => string, (i: number) => string]>([
    [
      "OCT2017",
      (i) => `train/CNV/CNV-${1016042 + (i >> 1)}-${i % 2}.jpeg`,
      (i) => `CNV-${1016042 + (i >> 1)}`,
    ],
    [
      "EyePACS",
      (i) => `train/${10 + (i >> 1)}_${i % 2 ? "right" : "left"}.jpeg`,
      (i) => String(10 + (i >> 1)),
    ],
    ["chest_xray", (i) => `P/person${i >> 1}_bacteria_${i % 2}.jpeg`, (i) => `person${i >> 1}`],
    [
      "one image of each patient in training and one in the test",
      (i) => `${i % 2 ? "train" : "test"}/n/P${i >> 1}_${i % 2}.png`,
      (i) => `P${i >> 1}`,
    ],
    ["patches", (i) => `1/${8863 + (i >> 2)}_idx5_x${i}51_y${i}_class1.png`, (i) => String(8863 + (i >> 2))],
    ["a word", (i) => `a/${100 + i}_patient${i >> 1}_x.png`, (i) => `patient${i >> 1}`],
    [
      "a word between class and view",
      (i) => `normal-patient0${i >> 1}-axial-${i % 2}.png`,
      (i) => `patient0${i >> 1}`,
    ],
    ["a P behind a method", (i) => `ct_P${100 + (i >> 1)}_slice${i % 2}.png`, (i) => `P${100 + (i >> 1)}`],
    ["a P behind a running number", (i) => `n/${i}_P0${i >> 1}.png`, (i) => `P0${i >> 1}`],
    [
      "a P behind the number of a slice",
      (i) => `n/slice${i % 4}_P${7 + (i >> 2)}.png`,
      (i) => `P${7 + (i >> 2)}`,
    ],
    ["three patients by a word", (i) => `${i}_sub-${i % 3}.png`, (i) => `sub-${i % 3}`],
    [
      "three patients by a P, of 12, 8 and 4 images",
      (i) => `${i}_P0${i < 12 ? 1 : i < 20 ? 2 : 3}_a.png`,
      (i) => `P0${i < 12 ? 1 : i < 20 ? 2 : 3}`,
    ],
    [
      "TCGA",
      (i) => `MSS/blk-${i}A-TCGA-AA-${3500 + (i >> 2)}-01Z-DX1.png`,
      (i) => `TCGA-AA-${3500 + (i >> 2)}`,
    ],
    ["a name alone and with a view", (i) => `n/${i >> 1}${i % 2 ? "" : "_left"}.png`, (i) => String(i >> 1)],
    [
      "a name with dots, alone and with a view",
      (i) => `n/1.${i >> 1}${i % 2 ? "" : "-pa"}.png`,
      (i) => `1.${i >> 1}`,
    ],
    [
      "two words, alone and with a view",
      (i) => `n/im_${i >> 1}${i % 2 ? "" : "_left"}.png`,
      (i) => `im_${i >> 1}`,
    ],
    ["a number, a letter and a number", (i) => `n/P${i >> 1}S${i % 2}.png`, (i) => `P${i >> 1}`],
    [
      "a number and a side",
      (i) => `n/${100 + (i >> 1)}${i % 2 ? "L" : "R"}.png`,
      (i) => String(100 + (i >> 1)),
    ],
    ["numbers with a dot between", (i) => `n/P${i >> 1}.${i % 2}.png`, (i) => `P${i >> 1}`],
    ["people", (i) => `n/${"abcdefghijkl"[i >> 1]!}nna_${i % 2}.png`, (i) => `${"abcdefghijkl"[i >> 1]!}nna`],
    ["two sides", (i) => `n/${i % 2 ? "left" : "right"}/n${i >> 1}.png`, (i) => `n${i >> 1}`],
    [
      "kinds of volumes above the classes",
      (i) => `${["T1", "T2", "FLAIR"][i % 3]!}/tumor/${Math.floor(i / 3)}.nii.gz`,
      (i) => String(Math.floor(i / 3)),
    ],
    [
      "kinds of pictures, and a word",
      (i) => `n/${i % 2 ? "T1" : "T2"}/patient0${i >> 1}.png`,
      (i) => `patient0${i >> 1}`,
    ],
  ])("%s, with the pattern that finds them", (_, name, patient) => {
    const files = range(24).map(name);
    expect(patients(files)).toEqual(range(24).map(patient));
  });

  test.each<[string, (i: number) => string]>([
    ["ISIC", (i) => `ISIC_00${12345 + i}.jpg`],
    ["numbers", (i) => `${i}.png`],
    ["copies of a word", (i) => `Covid (${i}).png`],
    ["a sequence of one scan", (i) => `1-${i}.png`],
    ["numbers of each class", (i) => `${i % 2}/${i >> 1}_image.png`],
    ["equal names in folders that may be patients'", (i) => `n/${String(i >> 1)}/${i % 2}.png`],
    ["names of one folder of images", (i) => `n/images/a${i}.png`],
    ["two scans", (i) => `scan${i % 2}_${i}.png`],
    ["hashes", (i) => `n/a${i >> 1}${"0f3b9c2d4e5a6b7c".slice(i % 8)}${i}.png`],
    [
      "names of classes before numbers",
      (i) => `${"abcdefghijkl"[i >> 1]!}ma/${"abcdefghijkl"[i >> 1]!}ma_${i}.png`,
    ],
    ["kinds of pictures", (i) => `n${i % 4}/T${1 + (i % 3)}w${i}.png`],
    ["projections", (i) => `n/${i}_${i % 2 ? "AP" : "PA"}${i % 3}.png`],
    ["slices by a word", (i) => `n/${i}_slice_0${i % 3}.png`],
    ["two patients by a P", (i) => `n/${i}_P0${i % 2}.png`],
    ["views by a P", (i) => `n/${i}_P${i % 3}.png`],
    ["a P in every name, each its own", (i) => `n/x_P${10 + i}_y${i}.png`],
    ["a P in some names", (i) => `n/${i}_${i < 20 ? `P1${i >> 2}` : "x"}.png`],
    ["letters before a P", (i) => `n/${i}_SP1${i >> 1}.png`],
    ["names of their own", (i) => `IM-${1000 + i}-0001.jpeg`],
  ])("%s are not", (_, name) => {
    expect(askAboutNames(range(24).map(name))).toBeUndefined();
  });
});
