import { text } from "./public-tables";
import { range, type Case } from "./verify-case";

const ids = range(12).map((i) => `00${i}a-b${i}`);
const lesions = range(12).map((i) => `ISIC_00${24306 + i}`);
const hot = (i: number, of: number): string[] => range(of).map((j) => (j === i % 3 ? "1.0" : "0.0"));

/** Public data sets of skin, eyes and chests whose labels lie in tables, drawn small in their layout. */
export const publicLists: readonly Case[] = [
  {
    name: "ISIC 2018",
    images: lesions.map((id) => `ISIC2018_Task3_Training_Input/${id}.png`),
    files: {
      "ISIC2018_Task3_Training_Input/LICENSE.txt": "CC-BY-NC\nsee the site",
      "ISIC2018_Task3_Training_GroundTruth/ISIC2018_Task3_Training_GroundTruth.csv": text(
        ["image", "MEL", "NV", "BCC", "AKIEC"],
        ...lesions.map((id, i) => [id, ...hot(i, 4)]),
      ),
      "ISIC2018_Task3_Training_GroundTruth/README.txt": "labels of the images",
    },
    right: { MEL: 4, NV: 4, BCC: 4 },
    notes: [/"MEL", "NV", "BCC" the classes/],
  },
  {
    name: "ISIC 2019",
    images: lesions.map((id, i) => `ISIC_2019_Training_Input/${id}${i === 3 ? "_downsampled" : ""}.png`),
    files: {
      "ISIC_2019_Training_GroundTruth.csv": text(
        ["image", "MEL", "NV", "BCC", "UNK"],
        ...lesions.map((id, i) => [`${id}${i === 3 ? "_downsampled" : ""}`, ...hot(i, 4)]),
      ),
      "ISIC_2019_Training_Metadata.csv": text(
        ["image", "age_approx", "anatom_site_general", "lesion_id", "sex"],
        ...lesions.map((id, i) => [
          `${id}${i === 3 ? "_downsampled" : ""}`,
          i % 5 ? 55 : "",
          "anterior torso",
          i % 6 ? `BCN_000${i >> 1}` : "",
          "female",
        ]),
      ),
    },
    right: { MEL: 4, NV: 4, BCC: 4 },
    groups: 6,
    ungrouped: 2,
    notes: [
      /"MEL", "NV", "BCC" the classes/,
      /column "lesion_id" of ISIC_2019_Training_Metadata\.csv names the patients; it has none for 2 images/,
    ],
  },
  {
    name: "ISIC 2017, with ages of which some are unknown",
    images: lesions.map((id) => `data/${id}.png`),
    files: {
      "ISIC-2017_Training_Part3_GroundTruth.csv": text(
        ["image_id", "melanoma", "seborrheic_keratosis"],
        ...lesions.map((id, i) => [id, i % 3 ? "0.0" : "1.0", i % 3 === 1 ? "1.0" : "0.0"]),
      ),
      "ISIC-2017_Training_Data_metadata.csv": text(
        ["image_id", "age_approximate", "sex"],
        ...lesions.map((id, i) => [id, i % 4 ? 35 : "unknown", "female"]),
      ),
    },
    right: /2 columns may be it: "melanoma", "seborrheic_keratosis"/,
  },
  {
    name: "CBIS-DDSM: the view is no label",
    images: lesions.map((id) => `jpeg/${id}.png`),
    files: {
      "mass_case_description_train_set.csv": text(
        ["patient_id", "left or right breast", "image view", "pathology", "image file path"],
        ...lesions.map((id, i) => [
          `P_0000${i >> 1}`,
          "LEFT",
          i % 2 ? "CC" : "MLO",
          (i >> 1) % 2 ? "MALIGNANT" : "BENIGN",
          `${id}.dcm`,
        ]),
      ),
    },
    right: { malignant: 6, benign: 6 },
    groups: 6,
    notes: [/"pathology" the classes, "patient_id" the patients; not used: .*"image view"/, /files' endings/],
  },
  {
    name: "OASIS-1: M/F is no label",
    images: lesions.map((_, i) => `OAS1_00${10 + i}_MR1/OAS1_00${10 + i}_MR1_mpr-1.png`),
    files: {
      "oasis_cross-sectional.csv": text(
        ["ID", "M/F", "Hand", "Age", "CDR"],
        ...lesions.map((_, i) => [
          `OAS1_00${10 + i}_MR1`,
          i % 3 ? "M" : "F",
          "R",
          70 + i,
          i % 2 ? "0.5" : "0",
        ]),
      ),
    },
    right: { 0: 6, 0.5: 6 },
    groups: 12,
    notes: [/"CDR" the classes.*not used: "M\/F"/, /a row per patient/],
  },
  {
    name: "HAM10000",
    images: lesions.map((id, i) => `HAM10000_images_part_${1 + (i >> 3)}/${id}.png`),
    files: {
      "HAM10000_metadata.csv": text(
        ["lesion_id", "image_id", "dx", "dx_type", "age", "sex", "localization"],
        ...lesions.map((id, i) => [
          `HAM_000${i >> 1}`,
          id,
          ["bkl", "nv", "mel"][(i >> 1) % 3],
          i % 2 ? "histo" : "follow_up",
          "80.0",
          "male",
          i % 3 ? "scalp" : "ear",
        ]),
      ),
      "hmnist_8_8_L.csv": text(
        [...range(64).map((k) => `pixel${String(k).padStart(4, "0")}`), "label"],
        ...range(12).map((i) => [...range(64).map((k) => (i * k) % 255), i % 3]),
      ),
    },
    right: { bkl: 4, nv: 4, mel: 4 },
    groups: 6,
    notes: [/"image_id" names the images, "dx" the classes, "lesion_id" the patients/],
  },
  {
    name: "VinBigData: a finding",
    images: ids.map((id) => `train/${id}.png`),
    files: {
      "train.csv": text(
        ["image_id", "class_name", "class_id", "rad_id", "x_min", "y_min", "x_max", "y_max"],
        ...ids.flatMap((id, i) =>
          i % 2
            ? [
                [id, "Nodule/Mass", 8, "R9", 10 + i, 20, 30 + i, 40],
                [id, "Cardiomegaly", 3, "R8", 11, 21, 31, 41],
              ]
            : [[id, "No finding", 14, "R1", "", "", "", ""]],
        ),
      ),
    },
    options: { labelColumn: "Cardiomegaly" },
    right: { 0: 6, 1: 6 },
    notes: [/"Cardiomegaly" the classes/, /among whose findings/],
  },
  {
    name: "IDRiD: grades, with empty columns",
    images: range(12).map((i) => `Training Set/IDRiD_${String(i + 1).padStart(3, "0")}.png`),
    files: {
      "IDRiD_Disease Grading_Training Labels.csv": text(
        ["Image name,Retinopathy grade,Risk of macular edema ,,,,,,,"],
        ...range(12).map((i) => [
          `IDRiD_${String(i + 1).padStart(3, "0")}`,
          i % 4,
          i % 3,
          "",
          "",
          "",
          "",
          "",
          "",
          "",
        ]),
      ),
    },
    options: { labelColumn: "Retinopathy grade" },
    right: { 0: 3, 1: 3, 2: 3, 3: 3 },
    notes: [/"Retinopathy grade" the classes; not used: "Risk of macular edema"/],
  },
  {
    name: "COVIDx: its list has no headings",
    images: range(8).map((i) => `train/x${i}.png`),
    files: {
      "train.txt": range(8)
        .map((i) => `p${i >> 1} x${i}.png ${i % 2 ? "positive" : "negative"} rsna`)
        .join("\n"),
    },
    right: /train\.txt: its first line names an image, x0\.png, expected a line of headings/,
  },
  {
    name: "COVIDx with a line of headings",
    images: range(8).map((i) => `train/x${i}.png`),
    files: {
      "train.txt": [
        "patient file class source",
        ...range(8).map((i) => `p${i >> 1} x${i}.png ${i % 2 ? "positive" : "negative"} rsna`),
      ].join("\n"),
    },
    right: { negative: 4, positive: 4 },
    groups: 4,
    notes: [/"file" names the images, "class" the classes, "patient" the patients/],
  },
];
