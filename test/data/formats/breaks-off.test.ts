import { describe, expect, test } from "vitest";
import { decode } from "../../../lib/data";
import { breaksOff } from "../../../lib/data/formats/breaks-off";
import { npyFile } from "../made-arrays";
import { made } from "../made-folder";
import { bitmap } from "./made-bmp";
import { dicom, nifti } from "./made-medical";

const [width, height] = [64, 64];
const noise = (i: number): number => 40 + ((Math.imul(i, 2654435761) >>> 8) % 150);
const drawn = (value: (x: number, y: number, i: number) => number): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width), i));
const isBroken = (values: Uint8Array): boolean => breaksOff({ values, width, height });
const full = drawn((_x, _y, i) => noise(i));
const figure = drawn((x, y, i) => ((x - 32) ** 2 / 600 + (y - 32) ** 2 / 900 < 1 ? noise(i) : 0));

describe("breaksOff()", () => {
  test.each([
    ["a full picture", full],
    ["a figure on black", figure],
  ])("finds what is lost at the lower or upper end of %s, whatever fills it", (_, values) => {
    for (const [from, to] of [
      [32 * width + 30, width * height],
      [0, 20 * width + 33],
      [20 * width + 33, 40 * width + 25],
    ])
      for (const filling of [0, 255])
        expect(isBroken(Uint8Array.from(values).fill(filling, from, to))).toBe(true);
  });

  test("says nothing of whole pictures, margins, and shapes whose lower edge is slanted, stepped or round", () => {
    const whole = [
      full,
      figure,
      drawn((_x, y, i) => (y < 8 || y > 50 ? 0 : noise(i))),
      drawn((x, y, i) => (y > 50 - x / 4 ? 0 : noise(i))),
      drawn((x, y, i) => (y > 40 + 8 * Math.floor(x / 16) ? 0 : noise(i))),
      drawn((_x, _y, i) => (i % 3 ? 255 : 0)),
      drawn(() => 7),
    ];
    expect(whole.map(isBroken)).toEqual(whole.map(() => false));
  });
});

describe("a file whose end was overwritten by zeros", () => {
  const stored = Array.from(full, (v) => v - 60);
  const files: Readonly<Record<string, Buffer>> = {
    BMP: bitmap([width, height], (x, y) => [
      full[y * width + x]!,
      full[y * width + x]!,
      full[y * width + x]!,
    ]),
    NPY: npyFile(full, [height, width]),
    DICOM: dicom({ width, height, values: stored, modality: "MR" }),
    NIfTI: nifti(stored, [width, height]),
  };
  test.each(Object.keys(files))("is doubted: %s", async (name) => {
    const whole = files[name]!;
    const zeroed = Buffer.from(whole).fill(0, Math.floor(whole.length * 0.57));
    const folder = made({ whole, zeroed });
    expect((await decode(`${folder}/whole`)).doubt ?? "").not.toMatch("cut off");
    expect(await decode(`${folder}/zeroed`)).toHaveProperty(
      "doubt",
      expect.stringMatching(/^may be cut off/),
    );
  });
});

test("DICOM whose preamble is that of a TIFF is DICOM", async () => {
  const bytes = dicom({ width: 4, height: 3, values: Array.from({ length: 12 }, (_, i) => 4 * i) });
  bytes.write("II*\0", 0, "latin1");
  expect(await decode(`${made({ a: bytes })}/a`)).toMatchObject({ format: "DICOM", width: 4 });
});
