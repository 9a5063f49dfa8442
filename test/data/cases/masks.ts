import { cross, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const right = { normal: 10, tumor: 10 };
/** Images of the numbers 0 to 9 in each place. */
const same = (places: readonly string[], before = ""): string[] =>
  places.flatMap((place) => range(10).map((i) => `${place}/${before}${i}.png`));
const beside = (mask: (i: number) => string): string[] => [
  ...same(classes),
  ...classes.flatMap((c) => range(10).map((i) => `${c}/${mask(i)}.png`)),
];

/** Masks beside images, and classes that are called as masks are. */
export const masks: readonly Case[] = [
  ...["0_mask", "mask_0", "0_msk", "0_seg_mask", "0_lesion_mask", "0_Annotation", "0_mask_2"].map(
    (name): Case => ({
      name: `masks called ${name}`,
      images: beside((i) => name.replace("0", String(i))),
      right,
      masks: 20,
    }),
  ),
  ...["masks", "mask_images", "GT_png", "masks2", "annots", "labelsTr", "lung masks"].map((name): Case => ({
    name: `a folder of masks called ${name}`,
    images: same([...cross(["images"], classes), ...cross([name], classes)]),
    right,
    masks: 20,
  })),
  {
    name: "a folder of masks of other names beside images/",
    images: [...same(cross(classes, ["images"])), ...same(cross(classes, ["masks"]), "m")],
    right,
    masks: 20,
  },
  {
    name: "folders of masks that name their class",
    images: same([...classes, "normal_mask", "tumor_mask"]),
    right,
    masks: 20,
  },
  ...["roi", "seg", "labels", "GT"].map((name): Case => ({
    name: `a class called ${name} beside two with images of the same numbers`,
    images: same([name, "band", "lymph"]),
    right: new RegExp(`the folder ${name} is called as folders of masks are.* images in band, lymph`),
  })),
  {
    name: "faces with, without and with half a mask",
    images: same(["mask_weared_incorrect", "with_mask", "without_mask"]),
    right: { mask_weared_incorrect: 10, with_mask: 10, without_mask: 10 },
  },
  {
    name: "a study that is called after masks",
    images: same(cross(["patient_mask_study"], classes)),
    right,
  },
  {
    name: "images that are called as masks are",
    images: same(classes).map((f) => f.replace(".", "_label.")),
    right,
  },
];
