import { labels, npyFile, npyTexts, npzFile, pictures, stack } from "../made-arrays";
import { range } from "./verify-case";
import { each, placeOf, type Reading } from "./verify-reading";

const picture = (i: number): Buffer => npyFile(pictures(1, i), [2, 6]);
const number = (value: number): Buffer => npyFile(Uint8Array.from([value]), []);
const even = { 0: 10, 1: 10 };

/** Arrays of NumPy under other names and in other forms than MedMNIST's. */
export const arraysByName: readonly Reading[] = [
  {
    name: "a file per picture, with its label",
    files: each(20, (i) => [`case${i}.npz`, npzFile({ image: picture(i), label: number(i % 2) })]),
    right: even,
    begins: { case7: [...pictures(1, 7).subarray(0, 4)] },
  },
  {
    name: "a file per picture, with its label, in folders of classes",
    files: each(20, (i) => [`${placeOf(i)}/${i}.npz`, npzFile({ image: picture(i), label: number(i % 2) })]),
    right: { normal: 10, tumor: 10 },
  },
  {
    name: "a file per picture, with a label that contradicts its folder",
    files: each(20, (i) => [
      `${placeOf(i)}/${i}.npz`,
      npzFile({ image: picture(i), label: number((i >> 1) % 2) }),
    ]),
    right: /the labels in the files and the sub-folders say different things/,
  },
  {
    name: "a file per picture, with a label of -1 for some",
    files: each(30, (i) => [
      `${i}.npz`,
      npzFile({ image: picture(i), label: npyFile(Float32Array.from([(i % 3) - 1]), [1]) }),
    ]),
    right: /10 images have the label "-1": 0\.npz, .*data\.uncertain=skip/,
  },
  {
    name: "arrays without names",
    files: { "set.npz": npzFile({ arr_0: stack(20), arr_1: labels(20) }) },
    right:
      /set\.npz holds the arrays arr_0, arr_1, expected images with their labels.*numpy\.savez\(file, images=/,
  },
  {
    name: "Xtrain.npy and ytrain.npy, Xtest.npy and ytest.npy",
    files: {
      "Xtrain.npy": stack(12),
      "ytrain.npy": labels(12),
      "Xtest.npy": stack(8, 12),
      "ytest.npy": labels(8),
    },
    options: { split: "given" },
    right: even,
    parts: { train: 12, test: 8 },
    notes: [/^arrays .*train.* are parts of one set, kept as training/],
  },
  {
    name: "an array that names each image's part",
    files: {
      "set.npz": npzFile({
        images: stack(20),
        labels: labels(20),
        split: npyTexts(range(20).map((i) => (i < 12 ? "train" : "test"))),
      }),
    },
    options: { split: "given" },
    right: even,
    parts: { train: 12, test: 8 },
    notes: [/^array split's test, train are parts of one set, kept as training/],
  },
  {
    name: "X.npy, y.npy and an array of parts that are not asked for",
    files: {
      "X.npy": stack(20),
      "y.npy": labels(20),
      "split.npy": npyTexts(range(20).map((i) => ["train", "val", "test"][i % 3]!)),
    },
    right: even,
    notes: [/^array split's test, train, validation are parts of one set, put together/],
  },
  {
    name: "an array of parts by number, which do not say which is which",
    files: { "set.npz": npzFile({ images: stack(20), labels: labels(20), split: labels(20) }) },
    options: { split: "given" },
    right: /20 of 20 images lie in no part/,
  },
  {
    name: "labels of one column per class, with an axis of length 1 behind",
    files: {
      "set.npz": npzFile({
        images: stack(20),
        labels: npyFile(
          Float32Array.from(range(40), (k) => Number(k % 2 === (k >> 1) % 2)),
          [20, 2, 1],
        ),
      }),
    },
    right: even,
  },
  {
    name: "labels as texts",
    files: {
      "set.npz": npzFile({
        images: stack(20),
        labels: npyTexts(range(20).map((i) => (i % 2 ? "Tumor" : "normal"))),
      }),
    },
    right: { normal: 10, tumor: 10 },
  },
];
