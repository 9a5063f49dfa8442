import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDicom } from "../../../lib/data/formats/dicom";
import { readNifti } from "../../../lib/data/formats/nifti";
import { UnusableImage } from "../../../lib/data/formats/reject-image";
import type { Values } from "../../../lib/data/formats/apply-window";
import { pythonEnvironment } from "../../python-environment";

/** Reading of a file by pydicom or nibabel. */
interface Sums {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly sum: number;
  /** Each value times its place modulo 1009. */
  readonly placed: number;
  readonly largest: number;
  /** Compressed so that decoders may differ by a few levels: only the mean is compared. */
  readonly lossy: boolean;
}

const packages = ["pydicom==3.0.1", "nibabel==5.4.2", "numpy==2.4.6", "imagecodecs==2026.3.6"];
const decoders = ["pylibjpeg==2.1.0", "pylibjpeg-libjpeg==2.5.0", "pylibjpeg-openjpeg==2.6.0"];
const folder = mkdtempSync(join(tmpdir(), "graft-medical-"));
let expected: Sums[];
const readings = new Map<string, Values | UnusableImage>();

beforeAll(async () => {
  const python = pythonEnvironment("medical", [...packages, ...decoders]);
  const said = execFileSync(python, ["test/data/formats/medical_sums.py", folder], { encoding: "utf8" });
  expected = said
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Sums);
  for (const { file } of expected) {
    const bytes = readFileSync(file);
    const reading = /\.nii(\.gz)?$/.test(file) ? readNifti(bytes) : readDicom(bytes);
    readings.set(
      file,
      await reading.catch((e: unknown) => {
        if (e instanceof UnusableImage) return e;
        throw e;
      }),
    );
  }
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("whatever is read has the pixels that pydicom and nibabel find, value by value in its place", () => {
  const different = expected.filter((sums) => {
    const reading = readings.get(sums.file);
    if (reading === undefined || reading instanceof UnusableImage) return false;
    const { width, height, values } = reading;
    const close = (a: number, b: number): boolean =>
      Math.abs(a - b) <= 1e-6 * sums.largest * values.length * 1009;
    const sum = values.reduce((total, v) => total + v, 0);
    const placed = values.reduce((total, v, i) => total + v * (i % 1009), 0);
    const isAlike = Math.abs(sum - sums.sum) <= 1.5 * values.length;
    if (sums.lossy) return width !== sums.width || height !== sums.height || !isAlike;
    const exact = Math.abs(sum - sums.sum) <= 1e-6 * sums.largest * values.length;
    return width !== sums.width || height !== sums.height || !exact || !close(placed, sums.placed);
  });
  expect(different.map(({ file }) => basename(file))).toEqual([]);
});

test("little, big and implicit endian, deflated, RLE, JPEG 2000 and lossless JPEG, and all NIfTI are read", () => {
  const read = expected.flatMap(({ file }) =>
    readings.get(file) instanceof UnusableImage ? [] : [basename(file)],
  );
  const wanted = [
    "CT_small.dcm",
    "MR_small_bigendian.dcm",
    "MR_small_implicit.dcm",
    "MR_small_RLE.dcm",
    "MR_small_jp2klossless.dcm",
    "image_dfl.dcm",
    "lossless-70-CT_small.dcm",
    "lossless-57-MR_small.dcm",
    "examples_rgb_color.dcm",
    "examples_palette.dcm",
    "SC_rgb_rle.dcm",
    "SC_rgb_rle_16bit.dcm",
    "SC_rgb_small_odd.dcm",
    "SC_rgb_small_odd_big_endian.dcm",
    "SC_ybr_full_422_uncompressed.dcm",
    "SC_rgb_jpeg_dcmtk.dcm",
    "uint8.nii",
    "int16.nii.gz",
    "uint16.nii",
    "float32.nii.gz",
    "float64.nii",
  ];
  expect(read).toEqual(expect.arrayContaining(wanted));
});

test("what is refused is refused for its compression or its damage, in words", () => {
  for (const [file, reading] of readings)
    if (reading instanceof UnusableImage)
      expect(`${basename(file)} ${reading.message}`).toMatch(
        /compression|bits|cut off|without pixels|damaged|no size|not read/,
      );
});
