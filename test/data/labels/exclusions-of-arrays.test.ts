import { expect, test } from "vitest";
import { exclusionsOfArrays } from "../../../lib/data/labels/exclusions-of-arrays";
import type { Reading } from "../cases/verify-reading";
import { verifyReading } from "../cases/verify-reading";
import { labels, medMnist, npyFile, npyTexts, npzFile, stack } from "../made-arrays";

/** Says yes of images 2 and 3 of n. */
const marks = (n: number): Buffer =>
  npyFile(
    Uint8Array.from({ length: n }, (_, i) => Number(i === 2 || i === 3)),
    [n],
  );
const words = npyTexts(Array.from({ length: 24 }, (_, i) => (i === 2 || i === 3 ? "yes" : "no")));
const npz = (exclude: Buffer) => ({ "set.npz": npzFile({ X: stack(24), y: labels(24), exclude }) });
const even = { 0: 12, 1: 12 };

test.each<Reading>([
  {
    name: "numbers, and no decision",
    files: npz(marks(24)),
    right:
      /^Cannot use all images of .*: array exclude of set\.npz says yes for 2 images of 24: set\.npz#2, set\.npz#3, expected a decision .*data\.excluded=skip.*data\.excluded=keep/,
  },
  {
    name: "they are left out",
    files: npz(words),
    options: { excluded: "skip" },
    right: { 0: 11, 1: 11 },
    notes: [
      /^2 images of 24 left out: array exclude of set\.npz says yes \(data\.excluded=skip\): set\.npz#2, set\.npz#3$/,
    ],
  },
  {
    name: "they are used",
    files: npz(marks(24)),
    options: { excluded: "keep" },
    right: even,
    notes: [/^2 images of 24 used all the same: array exclude of set\.npz says yes \(data\.excluded=keep\)$/],
  },
  {
    name: "nothing is to be left out",
    files: npz(npyFile(new Uint8Array(24), [24])),
    right: even,
  },
  {
    name: "numbers of reasons in place of yes",
    files: npz(
      npyFile(
        Uint8Array.from({ length: 24 }, (_, i) => i % 4),
        [24, 1],
      ),
    ),
    right: even,
    notes: [/^array exclude of set\.npz says "2", "3", which is neither yes nor no: not used/],
  },
  {
    name: "a file of its own beside X.npy and y.npy",
    files: { "X.npy": stack(24), "y.npy": labels(24), "is_excluded.npy": words },
    options: { excluded: "skip" },
    right: { 0: 11, 1: 11 },
    notes: [/^2 images of 24 left out: array is_excluded of is_excluded\.npy .*: X\.npy#2, X\.npy#3$/],
  },
  {
    name: "one part's array, behind another part",
    files: { "set.npz": medMnist({ val_exclude: npyFile(Uint8Array.of(1, 0, 0, 0), [4]) }) },
    options: { excluded: "skip" },
    right: { 0: 10, 1: 11 },
    notes: [
      /are parts of one set/,
      /^1 image of 22 left out: array val_exclude of set\.npz .*: set\.npz#12$/,
    ],
  },
  {
    name: "fewer values than images",
    files: npz(marks(23)),
    right:
      /^Cannot read the arrays in set\.npz: exclude holds 23 values, and X 24 images, expected one yes or no per image\. Save exclude as an array/,
  },
])("an array of images to be left out: $name", verifyReading);

test("exclusionsOfArrays() reads no array where none is called so", () => {
  const untouched = (): never => {
    throw new Error("read");
  };
  const pairs = new Map([["X", "y"]]);
  const arrays = { pairs, rest: ["patient"], files: ["a.npz"], fileOf: () => "a.npz" };
  expect(exclusionsOfArrays({ ...arrays, read: untouched, readCells: untouched })).toEqual([]);
});
