import { basename } from "node:path";

/** Names of the classes of MedMNIST's sets of two classes, and of the findings of its set of several labels. */
const known: Readonly<Record<string, readonly string[]>> = {
  breastmnist: ["malignant", "benign or normal"],
  pneumoniamnist: ["normal", "pneumonia"],
  chestmnist: [
    "atelectasis",
    "cardiomegaly",
    "effusion",
    "infiltration",
    "mass",
    "nodule",
    "pneumonia",
    "pneumothorax",
    "consolidation",
    "edema",
    "emphysema",
    "fibrosis",
    "pleural",
    "hernia",
  ],
};

/**
 * Names of the classes 0, 1 ... in a file of MedMNIST, by the file's name (`breastmnist_64.npz`): its 1 is not always
 * the disease. None for other files, whose classes are numbers.
 *
 * Source: medmnist/info.py of https://github.com/MedMNIST/MedMNIST
 */
export function medMnistClasses(file: string): readonly string[] {
  const name = /^([a-z]+mnist)(_\d+)?\.npz$/.exec(basename(file).toLowerCase())?.[1];
  return known[name ?? ""] ?? [];
}
