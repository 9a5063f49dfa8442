import { expect, test } from "vitest";
import type { Slice } from "../../lib/data";
import { readFolder } from "../../lib/data";
import { pictureWarnings } from "../../lib/data/picture-warnings";
import { dicom, nifti } from "./formats/made-medical";
import { encoded, made } from "./made-folder";

const picture = (source: string, value: (i: number) => number): Slice => ({
  id: source,
  label: 0,
  source,
  width: 10,
  height: 10,
  channels: 1,
  grey: Uint8Array.from({ length: 100 }, (_, i) => value(i)),
});

const wordsOf = (slices: readonly Slice[]): string[] =>
  pictureWarnings(slices).map(({ value, how }) => `${value} ${how}`);

test("pictureWarnings() names each kind of picture that shows little, and no other", () => {
  expect(
    wordsOf([
      picture("plain", (i) => 2 * i),
      picture("flat", (i) => 100 + (i % 15)),
      picture("constant", () => 0),
      picture("mask", (i) => (i % 3 ? 0 : 255)),
      picture("window", (i) => (i < 40 ? 0 : Math.min(255, (i - 40) * 20))),
    ]),
  ).toEqual([
    expect.stringMatching(/^2 images have almost no contrast .*: flat, constant$/),
    expect.stringMatching(/^1 image has at most 4 levels of grey.*: mask$/),
    expect.stringMatching(/^1 image is white in more than half of what is not black.*: window$/),
  ]);
});

test("pictureWarnings() says nothing of a skull in a brain's window, and of a picture on black", () => {
  const skull = picture("skull", (i) => (i < 30 ? 0 : i < 50 ? 255 : i + 20));
  const small = picture("small", (i) => (i < 90 ? 0 : i));
  expect(pictureWarnings([skull, small])).toEqual([]);
});

test("pictureWarnings() names a few pictures of a far smaller or larger area than the others", () => {
  const sized = (source: string, width: number): Slice => ({
    ...picture(source, () => 0),
    width,
    height: width,
    grey: Uint8Array.from({ length: width * width }, (_, i) => (i * 7) % 200),
  });
  const most = Array.from({ length: 40 }, (_, i) => sized(`a${i}`, 20 + (i % 8)));
  expect(wordsOf([...most, sized("thumb", 5), sized("sheet", 200), sized("small", 8)])).toEqual([
    expect.stringMatching(
      /^2 images are of less than a sixteenth, .*: a thumbnail.*\? thumb \(5 x 5\), sheet \(200 x 200\)$/,
    ),
  ]);
  const many = Array.from({ length: 8 }, (_, i) => sized(`b${i}`, 5));
  expect(wordsOf([...most, ...many])).toEqual([]);
});

const side = 32;
const values = (value: (i: number) => number): number[] =>
  Array.from({ length: side * side }, (_, i) => value(i));
const onBlack = (i: number): boolean => i % side < 8; // a quarter of each row lies beside the picture
const shown = {
  mask: values((i) => (onBlack(i) ? 0 : 255)),
  fine: values((i) => (onBlack(i) ? 0 : 40 + (i % 160))),
};
const sources: Readonly<Record<string, (v: number[]) => Promise<Buffer>>> = {
  "png (8 bits)": (v) => encoded(Uint8Array.from(v), [side, side, 1]),
  "png (16 bits)": (v) =>
    encoded(
      Uint16Array.from(v, (x) => 257 * x),
      [side, side, 1],
    ),
  jpeg: (v) => encoded(Uint8Array.from(v), [side, side, 1], "jpeg"),
  "dicom (a CT in a brain's window)": (v) =>
    Promise.resolve(
      dicom({ width: side, height: side, values: v.map((x) => (x * 80) / 255), modality: "CT" }),
    ),
  "nifti (in a brain's window)": (v) =>
    Promise.resolve(
      nifti(
        v.map((x) => (x * 80) / 255),
        [side, side],
      ),
    ),
};

test.each(Object.entries(sources))(
  "readFolder() names pictures that show little, in notes and in the table, whatever the source: %s",
  async (_, encode) => {
    const files: Record<string, Buffer> = {};
    for (let i = 0; i < 10; i++) {
      files[`normal/${i}`] = await encode(shown.fine.map((v) => (v === 0 ? 0 : v + i)));
      files[`tumor/${i}`] = await encode(
        i === 7 ? shown.mask : shown.fine.map((v) => (v === 0 ? 0 : v + 10 + i)),
      );
    }
    const { warnings, reading } = await readFolder(made(files), { positive: "auto" });
    expect(warnings).toEqual([expect.stringMatching(/^1 image .*: tumor\/7$/)]);
    expect(reading.filter(({ what }) => what === "look at").map(({ value }) => value)).toEqual(["1 image"]);
  },
);
