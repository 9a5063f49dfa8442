import sharp from "sharp";
import { dicom } from "../formats/made-medical";
import { npyFile, npzFile, pictures, labels } from "../made-arrays";
import { grey } from "../made-folder";
import { range } from "./verify-case";
import { each, placeOf, type Files, type Reading } from "./verify-reading";

/** A picture of 16 bits of values 0 to 4,000, with a mark of a brighter one. */
async function deep(i: number, mark = 4000): Promise<Buffer> {
  const values = Uint16Array.from({ length: 30 * 40 }, (_, k) => ((k + i) * 37) % 4001);
  values[0] = mark;
  return sharp(values, { raw: { width: 40, height: 30, channels: 1 } })
    .toColourspace("grey16")
    .png()
    .toBuffer();
}

const drawn = async (draw: (i: number) => Promise<Buffer>): Promise<Files> =>
  Object.fromEntries(
    await Promise.all(range(20).map(async (i) => [`${placeOf(i)}/${i}.png`, await draw(i)] as const)),
  );
const both = { normal: 10, tumor: 10 };
const unlike = /10 images of "tumor" became grey levels by another way than the other classes/;

/** Classes whose files differ in kind, and files that say wrongly or not at all what they are. */
export const classesUnlike: readonly Reading[] = [
  {
    name: "8 bits in one class and 16 in the other are named",
    files: () => drawn((i) => (i % 2 ? grey(i) : deep(i))),
    right: both,
    notes: [/10 images of 16 bits: no value is above 4095/, unlike],
  },
  {
    name: "8 and 16 bits in both classes are not",
    files: () => drawn((i) => (i % 4 < 2 ? grey(i) : deep(i))),
    right: both,
    notes: [/10 images of 16 bits/],
  },
  {
    name: "CT in one class and MR in the other are named",
    files: each(20, (i) => [
      `${placeOf(i)}/${i}.dcm`,
      dicom({
        width: 6,
        height: 2,
        values: [...pictures(1, i)].map((v) => v - 100),
        modality: i % 2 ? "CT" : "MR",
        patient: `p${i}`,
      }),
    ]),
    right: both,
    groups: 20,
    notes: [unlike],
  },
  {
    name: "one bright mark that makes the range of all is named",
    files: () => drawn((i) => deep(i, i === 3 ? 65535 : 4000)),
    right: both,
    notes: [/only 1 of 24000 values are above 4095: if they are marks, set data.windowCenter=2048/],
  },
  {
    name: "a window that is set is that of 16 bits too",
    files: () => drawn((i) => deep(i, i === 3 ? 65535 : 4000)),
    options: { window: { center: 2000, width: 4000 } },
    right: both,
    begins: { 0: [255, 2, 5], 3: [255, 9, 12] },
  },
  {
    name: "a pointer of Git LFS in place of a picture",
    files: async () => ({
      ...(await drawn(grey)),
      "normal/x.png": "version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n",
    }),
    right: /1 of 21 cannot be used: normal\/x.png is a pointer of Git LFS/,
  },
  {
    name: "arrays of a part without labels are named",
    files: {
      "set.npz": npzFile({
        train_images: npyFile(pictures(20), [20, 2, 6]),
        train_labels: labels(20),
        test_images: npyFile(pictures(4, 20), [4, 2, 6]),
      }),
    },
    given: "set.npz",
    right: { 0: 10, 1: 10 },
    positive: "1",
    notes: [/arrays train_images/, /1 array without labels left out: test_images/],
  },
  {
    name: "a picture beside its mask in each file",
    files: each(20, (i) => [
      `${placeOf(i)}/${i}.npz`,
      npzFile({ image: npyFile(pictures(1, i), [2, 6]), label: npyFile(new Uint8Array(12), [2, 6]) }),
    ]),
    right: both,
    begins: { 7: [...pictures(1, 7).subarray(0, 4)] },
  },
  {
    name: "arrays with channels in front, as PyTorch has them",
    files: each(20, (i) => [`${placeOf(i)}/${i}.npy`, npyFile(pictures(1, i), [1, 1, 2, 6])]),
    right: both,
    begins: { 7: [...pictures(1, 7).subarray(0, 4)] },
  },
  {
    name: "stacks whose images lie along the last axis are asked about",
    files: each(20, (i) => [`${placeOf(i)}/${i}.npy`, npyFile(new Uint8Array(6 * 9 * 2), [6, 9, 2])]),
    right: /6x9x2: do its images lie along the last axis/,
  },
];
