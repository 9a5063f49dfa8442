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
  ...[
    ..."0_mask mask_0 0_msk 0_seg_mask 0_lesion_mask 0_Annotation 0_mask_2 0-mask 0.mask 0mask Mask0".split(
      " ",
    ),
    ..."0_manual1 0_segmentation 0_GT 0_roi 0_labels 0_label 0_HGE_Seg 0_mask_tumor seg-0 gt0".split(" "),
    ..."0_outline 0_anno 0_delineation 0_1stHO 0_ground_truth".split(" "),
  ].map((name): Case => ({
    name: `masks called ${name}`,
    images: beside((i) => name.replace("0", String(i))),
    right,
    masks: 20,
  })),
  ...[
    ..."masks mask_images GT_png masks2 annots labelsTr BinaryMasks SegmentationClass".split(" "),
    ..."1st_manual GroundTruth Contours rois".split(" "),
    "lung masks",
  ].map((name): Case => ({
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
  ...["0_binary", "0_overlay", "0_heatmap", "0_bbox", "0_flip", "0_segmented"].map((name): Case => ({
    name: `companions of images, not called as masks are: ${name}`,
    images: beside((i) => name.replace("0", String(i))),
    right: new RegExp(`10 files bear the name of an image beside them and "${name.slice(2)}"`),
  })),
  ...["left", "t2", "1", "b", "lateral", "PA", "followup"].map((name): Case => ({
    name: `two views of a slice: 0 and 0_${name}`,
    images: beside((i) => `${i}_${name}`),
    right: { normal: 20, tumor: 20 },
  })),
  ...["binary", "preprocessed", "lesions"].map((folder): Case => ({
    name: `a folder inside the class with pictures of its images' names: ${folder}`,
    images: same([...cross(classes, ["images"]), ...cross(classes, [folder])]),
    right: /10 files bear the names of images in normal\/images: normal\//,
  })),
  ...[
    ["images", "masks"],
    ["Image", "Label"],
    ["img", "gt"],
    ["Original", "Ground truth"],
    ["scans", "segmentations"],
  ].map(([images, drawn]): Case => ({
    name: `only ${images!} and ${drawn!}: not two classes`,
    images: same([images!, drawn!]),
    right: { [images!]: 10 },
    masks: 10,
  })),
  ...["overlays", "heatmaps", "predictions of x"].map((folder): Case => ({
    name: `only images and ${folder}: not two classes`,
    images: same(["images", folder]),
    right: /images beside (overlays|heatmaps|predictions of x)|mixed levels/,
  })),
  {
    name: "heatmaps of each class",
    images: same([...cross(["images"], classes), ...cross(["heatmaps"], classes)]),
    right: /heatmaps beside images: pictures made from others/,
  },
  {
    name: "DRIVE: images and 1st_manual, called 21_training and 21_manual1",
    images: range(8).flatMap((i) =>
      classes.flatMap((c) => [`${c}/images/${i}_training.png`, `${c}/1st_manual/${i}_manual1.png`]),
    ),
    right: { normal: 8, tumor: 8 },
    masks: 16,
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
  ...[
    ["image.png", "mask.png"],
    ["image.jpg", "mask.jpg"],
    ["ct.nii.gz", "seg.nii.gz"],
    ["img.png", "label.png", "label_viz.png"],
    ["image.png", "tumor_mask.png"],
    ["image.png", "mask_1.png", "mask_2.png"],
    ["image.png", "imageMask.png", "GT.png"],
  ].map(([image, ...drawn]): Case => ({
    name: `in each patient's folder ${image!} and ${drawn.join(", ")}`,
    images: classes.flatMap((c) =>
      range(10).flatMap((i) =>
        [image!, ...(c === "tumor" ? drawn : [])].map((file) => `${c}/${c}${i}/${file}`),
      ),
    ),
    right,
    groups: 20,
    masks: 10 * drawn.length,
    notes: [/are taken as patients/],
  })),
  {
    name: "a mask beside the slices of each patient, and one whose slices are missing",
    images: [...classes.flatMap((c) => range(5).map((i) => `${c}/p${c}${i}`)), "tumor/ptumor9"].flatMap(
      (p) => (p.endsWith("9") ? [`${p}/mask.png`] : [`${p}/0.png`, `${p}/1.png`, `${p}/mask.png`]),
    ),
    right,
    groups: 10,
    masks: 11,
    notes: [/are taken as patients/],
  },
  {
    name: "people with and without a mask, a folder each",
    images: classes.flatMap((c) =>
      range(5).flatMap((i) => [`${c}/p${i}/with_mask.png`, `${c}/p${i}/no_mask.png`]),
    ),
    right,
    groups: 5,
    notes: [/are taken as patients/],
  },
  {
    name: "images that are called rois, beside an overview of each class",
    images: [
      ...same(classes, "roi"),
      ...["normal", "tumor", "cyst"].map((c) => `${c}/overview.png`),
      ...same(["cyst"], "roi"),
    ],
    right: { cyst: 11, normal: 11, tumor: 11 },
    notes: [/^cyst\/overview\.png, normal\/overview\.png, tumor\/overview\.png are named unlike/],
  },
  ...["tumour_region", "attribute_pigment", "GT.fine.drawn"].map((end): Case => ({
    name: `masks of two words: ${end}`,
    images: classes.flatMap((c) => range(10).flatMap((i) => [`${c}/a${i}.png`, `${c}/a${i}_${end}.png`])),
    right: /10 files bear the name of an image beside them and "/,
  })),
  {
    name: "views of two words",
    images: classes.flatMap((c) =>
      range(10).flatMap((i) => [`${c}/a${i}.png`, `${c}/a${i}_left_lateral.png`]),
    ),
    right: { normal: 20, tumor: 20 },
  },
  ...[
    ["image", "truth"],
    ["input", "target"],
    ["img", "lesions"],
  ].map((kinds): Case => ({
    name: `masks above the classes: ${kinds.join(", ")}`,
    images: cross(
      kinds,
      classes,
      range(10).map((i) => `a${i}.png`),
    ),
    right: new RegExp(`20 files bear the names of images in ${kinds[0]!}/normal: ${kinds[1]!}/normal/a0`),
  })),
  {
    name: "masks above the classes, in a folder whose name says nothing",
    images: cross(
      ["X", "Y"],
      classes,
      range(10).map((i) => `a${i}.png`),
    ),
    right: { normal: 20, tumor: 20 },
    notes: [/do X, Y name patients\?.*Their files have equal names: if one holds masks/],
  },
];
