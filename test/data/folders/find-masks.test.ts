import { describe, expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { findMasks } from "../../../lib/data/folders/find-masks";
import { images, made } from "../made-folder";

const found = (...files: string[]): Record<string, string | undefined> =>
  Object.fromEntries(findMasks(files));

describe("a mask beside its image", () => {
  test.each([
    ["a.png", "a_mask.png"],
    ["a.png", "a_Mask.tif"],
    ["a.png", "a-mask.png"],
    ["benign (3).png", "benign (3)_mask_1.png"],
    ["p/a.dcm", "p/a_seg.nii.gz"],
    ["a.jpg", "a_segmentation.png"],
    ["a.jpg", "a_label.png"],
    ["a.jpg", "a_gt.png"],
    ["a_image.png", "a_mask.png"],
    ["12.bmp", "12_mask2.bmp"],
    ["001.jpg", "001_HGE_Seg.jpg"],
    ["p/brain.nii.gz", "p/brain_Segmentation.nii.gz"],
    ["21_training.tif", "21_manual1.gif"],
    ["scan7.dcm", "mask_scan7.png"],
    ["7.png", "Mask7.png"],
    ["a.png", "a.mask.png"],
    ["a.png", "a_mask_tumor.png"],
    ["a.png", "a_outline.png"],
  ])("of %s is %s", (image, mask) => {
    expect(found(image, mask)).toEqual({ [mask]: image });
  });
  test.each([
    ["a_mask.png", "b.png"], // no image of that name
    ["a.png", "q/a_mask.png"], // another folder, not one for masks
    ["amask.png", "a.png"], // the word is part of the name
    ["mask.png", "a.png"],
    ["gamma.png", "gammamask.png"], // no number before the word
    ["a.png", "a_binary.png"],
  ])("is neither of %s and %s", (...files) => {
    expect(found(...files)).toEqual({});
  });
});

describe("a folder of masks", () => {
  test.each([
    ["images/yes/a.png", "masks/yes/a.png"],
    ["COVID/images/a.png", "COVID/masks/a.png"],
    ["train/images/a.jpg", "train/GT/a.png"],
    ["a.png", "labels/a.png"],
    ["CT/a.png", "ground truth/a_mask.png"],
    ["lungs/a.png", "infection_masks/a.png"],
    ["images/21_training.tif", "1st_manual/21_manual1.gif"],
    ["images/a.jpg", "BinaryMasks/a.png"],
    ["images/a.jpg", "SegmentationClass/a.png"],
  ])("beside the image %s holds %s", (image, mask) => {
    expect(found(image, mask)).toEqual({ [mask]: image });
  });
  test("holds masks only, of images that are missing too; but not where most have no image", () => {
    expect(found("i/a.png", "masks/a.png", "masks/b.png")).toEqual({
      "masks/a.png": "i/a.png",
      "masks/b.png": undefined,
    });
    expect(found("i/a.png", "masks/a.png", "masks/b.png", "masks/c.png")).toEqual({});
  });
  test("holds the mask of the image in the folder that is called alike", () => {
    expect(found("i/yes/a.png", "i/no/a.png", "masks/no/a.png", "masks/yes/a.png")).toEqual({
      "masks/no/a.png": "i/no/a.png",
      "masks/yes/a.png": "i/yes/a.png",
    });
    expect(found("no/a.png", "yes/a.png", "yes_mask/a.png")).toEqual({ "yes_mask/a.png": "yes/a.png" });
  });
  test("is a class where its opposite lies beside it", () => {
    expect(found("mask/1.png", "no_mask/1.png")).toEqual({});
    expect(found("with_mask/1.png", "without_mask/1.png")).toEqual({});
  });
});

test("readFolder() leaves masks out and counts them: BUSI's layout", async () => {
  const files = {
    ...(await images(14, (i) => `benign/benign (${i}).png`)),
    ...(await images(14, (i) => `benign/benign (${i})_mask.png`, 20)),
    ...(await images(1, () => "benign/benign (3)_mask_1.png", 50)),
    ...(await images(12, (i) => `malignant/malignant (${i}).png`, 60)),
    ...(await images(12, (i) => `malignant/malignant (${i})_mask.png`, 80)),
  };
  const { slices, classes, warnings } = await readFolder(made(files), { positive: "auto" });
  expect(classes).toEqual(["benign", "malignant"]);
  expect(classes.map((_, label) => slices.filter((s) => s.label === label).length)).toEqual([14, 12]);
  expect(warnings).toEqual([expect.stringMatching(/^27 masks left out: benign\/benign \(0\)_mask\.png, /)]);
  expect(slices.find((s) => s.id === "benign (3)")?.maskFiles).toEqual([
    "benign/benign (3)_mask.png",
    "benign/benign (3)_mask_1.png",
  ]);
  expect(slices.every((s) => s.mask === undefined)).toBe(true);
});

test("readFolder() takes classes inside a folder of images beside a folder of masks", async () => {
  const files = {
    ...(await images(12, (i) => `images/glioma/${i}.png`)),
    ...(await images(12, (i) => `images/no_tumor/n${i}.png`, 20)),
    ...(await images(12, (i) => `masks/glioma/${i}.png`, 40)),
  };
  const { slices, classes } = await readFolder(made(files), { positive: "glioma" });
  expect(slices).toHaveLength(24);
  expect([...classes].sort()).toEqual(["glioma", "no_tumor"]);
});
