import { labels, medMnist, npyFile, npyTexts, npzFile, pictures, stack } from "../made-arrays";
import { grey } from "../made-folder";
import { range } from "./verify-case";
import { each, placeOf, type Reading } from "./verify-reading";
import { volumes } from "./volumes";

const begin = (i: number): number[] => [...pictures(1, i).subarray(0, 4)];
const both = { normal: 10, tumor: 10 };

const numbers = (n: number, value: (i: number) => number): Buffer =>
  npyFile(Uint8Array.from(range(n), value), [n]);
/** -1, 0, 1, -1 ... */
const signed = (n: number): Buffer =>
  npyFile(
    Float32Array.from(range(n), (i) => (i % 3) - 1),
    [n],
  );

/** Arrays of NumPy, and files of many images in forms that are not read. */
export const arrays: readonly Reading[] = [
  {
    name: "stacks of a class each are asked about",
    files: { "normal/a.npy": stack(12), "tumor/b.npy": stack(12, 12) },
    options: { slices: "all" },
    right: { normal: 12, tumor: 12 },
    groups: 2,
    begins: { "b#3": begin(15) },
    notes: [/24 of 24 images of 2 files/],
  },
  {
    name: "arrays, one picture per file",
    files: each(20, (i) => [`${placeOf(i)}/${i}.npy`, npyFile(pictures(1, i), [2, 6])]),
    right: both,
    begins: { 7: begin(7) },
  },
  {
    name: "arrays by a table without endings",
    files: {
      ...each(20, (i) => [`arrays/${i}.npy`, npyFile(pictures(1, i), [2, 6])]),
      "labels.csv": ["id,tumor", ...range(20).map((i) => `${i},${i % 2}`)].join("\n"),
    },
    right: both,
    positive: "tumor",
  },
  {
    name: "arrays of floats by the range that the set uses",
    files: each(20, (i) => [
      `${placeOf(i)}/${i}.npy`,
      npyFile(
        Float32Array.from(range(12), (k) => (i * 12 + k) / 255),
        [2, 6],
      ),
    ]),
    right: both,
    begins: { 0: [0, 1, 2, 3], 19: [228, 229, 230, 231] },
    notes: [/20 images of floating-point or negative values: 0 becomes black, 1 white; one range/],
  },
  {
    name: "arrays of floats by a window that is given",
    files: each(20, (i) => [
      `${placeOf(i)}/${i}.npy`,
      npyFile(
        Float32Array.from(range(12), (k) => i + k),
        [2, 6],
      ),
    ]),
    options: { window: { center: 10, width: 20 } },
    right: both,
    begins: { 2: [26, 38, 51, 64] },
    notes: [/window 10\/20/],
  },
  {
    name: "an array without pixels in a class is named",
    files: { ...volumes(20, 1), "tumor/features.npy": npyFile(Uint8Array.from([1, 2, 3]), [3]) },
    right: /tumor\/features.npy is an array of 3:/,
  },
  {
    name: "MedMNIST in a folder: parts put together",
    files: { "toymnist.npz": medMnist() },
    right: { 0: 11, 1: 11 },
    positive: "1",
    begins: { "toymnist#0": begin(0), "toymnist#13": begin(13), "toymnist#21": begin(21) },
    notes: [/arrays train_images, val_images, test_images are parts of one set, put together/],
  },
  {
    name: "MedMNIST given as a file beside others",
    files: { "toymnist.npz": medMnist(), "other.npz": medMnist(), "notes.txt": "x" },
    given: "toymnist.npz",
    right: { 0: 11, 1: 11 },
    notes: [/parts/],
  },
  {
    name: "MedMNIST: parts kept",
    files: { "toymnist.npz": medMnist() },
    options: { split: "given" },
    right: { 0: 11, 1: 11 },
    parts: { train: 12, validation: 4, test: 6 },
    notes: [/kept as training, validation and test/],
  },
  {
    name: "MedMNIST: names of its classes, whose 1 is not always the disease",
    files: { "breastmnist_64.npz": medMnist() },
    right: { malignant: 11, "benign or normal": 11 },
    positive: "malignant",
    notes: [/parts/],
  },
  {
    name: "MedMNIST: pneumonia",
    files: { "pneumoniamnist.npz": medMnist() },
    right: { normal: 11, pneumonia: 11 },
    positive: "pneumonia",
    notes: [/parts/],
  },
  {
    name: "MedMNIST in colour",
    files: {
      "toymnist.npz": npzFile({
        train_images: npyFile(pictures(60), [20, 2, 6, 3]),
        train_labels: labels(20),
      }),
    },
    right: { 0: 10, 1: 10 },
    notes: [/parts/],
  },
  {
    name: "MedMNIST of several labels asks which",
    files: {
      "chestmnist.npz": npzFile({
        train_images: stack(20),
        train_labels: npyFile(
          Uint8Array.from(range(60), (k) => Number(k % 2 === 0 || k % 3 === 0)),
          [20, 3],
        ),
      }),
    },
    right: /3 columns may be it: "atelectasis", "cardiomegaly", "effusion".*data\.labelColumn=atelectasis/,
  },
  {
    name: "MedMNIST of several labels: one named",
    files: {
      "chestmnist.npz": npzFile({
        train_images: stack(20),
        train_labels: npyFile(
          Uint8Array.from(range(60), (k) => Number(k % 3 === 1 ? (k / 3) % 2 >= 1 : k % 2)),
          [20, 3],
        ),
      }),
    },
    options: { labelColumn: "cardiomegaly" },
    right: { 0: 10, 1: 10 },
    notes: [/parts/],
  },
  {
    name: "labels of one column per class",
    files: {
      "set.npz": npzFile({
        images: stack(30),
        labels: npyFile(
          Uint8Array.from(range(90), (k) => Number(k % 3 === Math.floor(k / 3) % 3)),
          [30, 3],
        ),
      }),
    },
    right: { 0: 10, 1: 10, 2: 10 },
  },
  {
    name: "x_train and y_train of Keras, as PyTorch lays channels",
    files: {
      "set.npz": npzFile({
        x_train: npyFile(pictures(20), [20, 1, 2, 6]),
        y_train: npyFile(
          Uint8Array.from(range(20), (i) => i % 2),
          [20],
        ),
      }),
    },
    right: { 0: 10, 1: 10 },
    begins: { "set#9": begin(9) },
    notes: [/arrays x_train are parts/],
  },
  {
    name: "X.npy and y.npy",
    files: { "X.npy": stack(20), "y.npy": labels(20) },
    right: { 0: 10, 1: 10 },
    begins: { "X#19": begin(19) },
  },
  {
    name: "patients in an array beside",
    files: {
      "set.npz": npzFile({
        X: stack(24),
        y: labels(24),
        patient_id: numbers(24, (i) => i >> 1),
        age: numbers(24, (i) => 40 + i),
      }),
    },
    right: { 0: 12, 1: 12 },
    groups: 12,
    notes: [/^1 array without labels left out: age$/, /^array patient_id names the patients$/],
  },
  {
    name: "patients in arrays of texts, for each part",
    files: {
      "set.npz": medMnist({
        train_subjects: npyTexts(range(12).map((i) => `P${i >> 1}`)),
        val_subjects: npyTexts(range(4).map((i) => `V${i >> 1}`)),
        test_subjects: npyTexts(range(6).map((i) => `T${i >> 1}`)),
      }),
    },
    right: { 0: 11, 1: 11 },
    groups: 11,
    notes: [/parts/, /^array train_subjects, val_subjects, test_subjects names the patients$/],
  },
  {
    name: "patients in an array of another name, and X.npy",
    files: { "X.npy": stack(24), "y.npy": labels(24), "who.npy": numbers(24, (i) => i >> 1) },
    options: { groupColumn: "who" },
    right: { 0: 12, 1: 12 },
    groups: 12,
    notes: [/^array who names the patients$/],
  },
  {
    name: "patients in an array that is not there",
    files: { "set.npz": npzFile({ X: stack(24), y: labels(24), age: numbers(24, (i) => i) }) },
    options: { groupColumn: "who" },
    right: /data\.groupColumn "who": set\.npz has no such array beside the images, expected age/,
  },
  {
    name: "patients of another number than images",
    files: { "set.npz": npzFile({ X: stack(24), y: labels(24), patients: numbers(23, (i) => i) }) },
    right: /patients holds 23 values, and X 24 images/,
  },
  {
    name: "labels of -1 beside 0 and 1",
    files: { "set.npz": npzFile({ images: stack(36), labels: signed(36) }) },
    right: /array labels: 12 images have the label "-1": set\.npz#0, .*data\.uncertain=skip/,
  },
  {
    name: "labels of -1 beside 0 and 1, left out",
    files: { "set.npz": npzFile({ images: stack(36), labels: signed(36) }) },
    options: { uncertain: "skip" },
    right: { 0: 12, 1: 12 },
    begins: { "set#1": begin(1), "set#35": begin(35) },
    notes: [/^array labels: 12 rows with the label "-1" left out$/],
  },
  {
    name: "labels of another number than images",
    files: { "set.npz": medMnist({ val_labels: labels(5) }) },
    right: /val_labels is an array of 5x1, and val_images one of 4x2x6/,
  },
  {
    name: "labels that are no whole numbers",
    files: {
      "set.npz": npzFile({ images: stack(20), labels: npyFile(new Float32Array(20).fill(0.5), [20]) }),
    },
    right: /no whole numbers/,
  },
  {
    name: "images and labels beside other images",
    files: async () => ({
      "set.npz": medMnist(),
      "normal/a.png": await grey(1),
      "tumor/b.png": await grey(2),
    }),
    right: /set.npz holds images with their labels, and normal\/a.png, tumor\/b.png lies beside/,
  },
  {
    name: "rows of values in place of pictures",
    files: { "set.npz": npzFile({ images: npyFile(pictures(20), [20, 12]), labels: labels(20) }) },
    right: /set.npz is an array of 20x12: height x width/,
  },
  {
    name: "a file of arrays that are no images with labels",
    files: { "set.npz": npzFile({ a: stack(3), b: stack(3) }) },
    given: "set.npz",
    right: /no labels for its 1 image/,
  },
  {
    name: "files of MATLAB alone",
    files: each(30, (i) => [`${i}.mat`, "x"]),
    right: /none of its 30 files is an image .*Save the images in 0.mat .*as PNG, or as .npy/,
  },
  {
    name: "a file of HDF5 beside pictures is counted by name",
    files: async () => ({
      ...Object.fromEntries(
        await Promise.all(range(20).map(async (i) => [`${placeOf(i)}/${i}.png`, await grey(i)] as const)),
      ),
      "train.h5": "x",
      "notes.txt": "x",
    }),
    right: both,
    notes: [/1 other file ignored: notes.txt/, /1 file of arrays or archives not read: train.h5/],
  },
];
