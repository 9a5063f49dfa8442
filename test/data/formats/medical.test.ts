import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decode, readFolder, type Dataset } from "../../../lib/data";
import { readDicom } from "../../../lib/data/formats/dicom";
import { readNifti } from "../../../lib/data/formats/nifti";
import { applyWindow } from "../../../lib/data/formats/apply-window";
import { npyFile } from "../made-arrays";
import { made, table } from "../made-folder";
import { dicom, nifti, type MadeDicom } from "./made-medical";

const ramp = Array.from({ length: 12 }, (_, i) => 200 * i - 1000);
const slice: MadeDicom = { width: 4, height: 3, values: ramp };

describe("readDicom()", () => {
  test("gives stored values times slope plus intercept, negative ones too", async () => {
    const { width, height, values } = await readDicom(dicom({ ...slice, slope: 0.5, intercept: -24 }));
    expect([width, height]).toEqual([4, 3]);
    expect([...values]).toEqual(ramp.map((v) => v * 0.5 - 24));
    const unsigned = await readDicom(dicom({ ...slice, values: ramp.map((v) => v + 1000), isSigned: false }));
    expect([...unsigned.values]).toEqual(ramp.map((v) => v + 1000));
  });

  test("turns MONOCHROME1 round, so that more is brighter, in the same range", async () => {
    const { values } = await readDicom(dicom({ ...slice, photometric: "MONOCHROME1" }));
    expect([...values]).toEqual(ramp.toReversed());
  });

  test("knows patients apart by a hash that does not tell who they are", async () => {
    const groups = await Promise.all(
      ["12345678", "12345678 ", "87654321", ""].map(
        async (patient) => (await readDicom(dicom({ ...slice, patient }))).group,
      ),
    );
    expect(groups[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(groups[1]).toBe(groups[0]);
    expect(groups[2]).not.toBe(groups[0]);
    expect(groups[3]).toBeUndefined();
    for (const patient of ["ANONYMOUS", "anonymized", "Unknown", "0000", "N/A", "xxx"])
      expect((await readDicom(dicom({ ...slice, patient }))).group, patient).toBeUndefined();
  });

  test.each<[string, Partial<MadeDicom>, RegExp]>([
    ["without pixels", { values: undefined }, /without pixels/],
    ["of several frames", { frames: 20 }, /of 20 frames: save each slice as a file of its own/],
    [
      "in colour with too few pixels",
      { samples: 3, photometric: "RGB" },
      /cut off: its DICOM pixels are fewer/,
    ],
    [
      "of a kind of colours that is not read",
      { samples: 4, photometric: "CMYK" },
      /of CMYK pixels, 4 values each/,
    ],
    ["of a palette without its tables", { photometric: "PALETTE COLOR" }, /damaged look-up table/],
    ["with too few pixels", { values: ramp.slice(0, 5) }, /cut off/],
    ["in JPEG-LS", { syntax: "1.2.840.10008.1.2.4.80" }, /without pixels|compression that is not read/],
  ])("refuses a file %s", async (_, change, message) => {
    await expect(readDicom(dicom({ ...slice, ...change }))).rejects.toThrow(message);
  });

  test("refuses a file cut off at any place, and never with a word of its header", async () => {
    const whole = dicom({ ...slice, patient: "SECRET-ID", name: "SECRET^NAME" });
    for (let end = 133; end < whole.length; end += 7)
      await readDicom(whole.subarray(0, end)).then(
        () => expect.fail(`took the first ${end} bytes`),
        (e: Error) => {
          expect(e.name).toBe("UnusableImage");
          expect(e.message).not.toContain("SECRET");
        },
      );
  });
});

describe("readNifti()", () => {
  test("gives scaled values with the first stored row at the bottom, gzipped or not", async () => {
    const file = nifti(ramp, [4, 3], [2, -10]);
    for (const bytes of [file, gzipSync(file)]) {
      const { values } = await readNifti(bytes);
      const scaled = ramp.map((v) => 2 * v - 10);
      expect([...values]).toEqual([...scaled.slice(8), ...scaled.slice(4, 8), ...scaled.slice(0, 4)]);
    }
  });

  // nibabel.as_closest_canonical(image).dataobj, squeezed, transposed, rows turned up
  test.each([
    [
      "RAS",
      [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 0],
      ],
      4,
      [8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3],
    ],
    [
      "LAS",
      [
        [-1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 0],
      ],
      4,
      [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ],
    [
      "LPS",
      [
        [-1, 0, 0, 0],
        [0, -1, 0, 0],
        [0, 0, 1, 0],
      ],
      4,
      [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8],
    ],
    [
      "ARS",
      [
        [0, 1, 0, 0],
        [1, 0, 0, 0],
        [0, 0, 1, 0],
      ],
      3,
      [3, 7, 11, 2, 6, 10, 1, 5, 9, 0, 4, 8],
    ],
    [
      "SLA",
      [
        [0, -1, 0, 0],
        [0, 0, 1, 0],
        [1, 0, 0, 0],
      ],
      3,
      [11, 7, 3, 10, 6, 2, 9, 5, 1, 8, 4, 0],
    ],
    [
      "PIR",
      [
        [0, 0, 1, 0],
        [-1, 0, 0, 0],
        [0, -1, 0, 0],
      ],
      4,
      [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8],
    ],
  ])("lays a slice of %s as nibabel does", async (_, affine, width, laid) => {
    const numbers = ramp.map((_, i) => i);
    const reading = await readNifti(nifti(numbers, [4, 3], [1, 0], affine));
    expect([reading.width, ...reading.values]).toEqual([width, ...laid]);
  });

  test("refuses volumes, cut-off files and other files", async () => {
    await expect(readNifti(nifti([...ramp, ...ramp], [4, 3, 2]))).rejects.toThrow(/of 2 slices/);
    await expect(readNifti(nifti(ramp.slice(0, 6), [4, 3]))).rejects.toThrow(/cut off|damaged/);
    await expect(readNifti(Buffer.from("no image at all"))).rejects.toThrow(/no NIfTI file|damaged/);
  });
});

test("windowed() is black below, white above and linear between", () => {
  const grey = applyWindow(Float32Array.of(-1000, 0, 20, 40, 80, 3000), { center: 40, width: 80 });
  expect([...grey]).toEqual([0, 0, 64, 128, 255, 255]);
});

describe("read()", () => {
  const files = (
    patient: (i: number) => string,
    study?: (i: number) => string,
  ): Record<string, string | Uint8Array> => ({
    "labels.csv": table(20),
    ...Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => {
        const values = ramp.map((v) => v / 20 + 8 * i);
        const name = `${i}${i < 10 ? ".dcm" : ""}`; // scanners often give no ending
        const ids = { patient: patient(i), ...(study && { study: study(i) }), name: "SECRET^NAME" };
        return [name, dicom({ ...slice, values, ...ids })];
      }),
    ),
  });
  const reading = (folder: string, window?: { center: number; width: number }): Promise<Dataset> =>
    readFolder(folder, { positive: "auto", ...(window && { window }) });

  test("takes a folder of DICOM files, with or without endings, its patients as groups, no text of its headers", async () => {
    const data = await reading(made(files((i) => `SECRET-${Math.floor(i / 2)}`)));
    expect(data.slices.map((s) => s.id)).toHaveLength(20);
    expect(new Set(data.slices.map((s) => s.group)).size).toBe(10);
    const words = JSON.stringify({ ...data, slices: data.slices.map((s) => ({ ...s, grey: [] })) });
    expect(words).not.toContain("SECRET");
  });

  test("takes studies for patients where one id for all names nobody, and says so; none where they are one too", async () => {
    const one = (): string => "SECRET";
    const studies = await reading(made(files(one, (i) => `1.2.${Math.floor(i / 4)}`)));
    expect(new Set(studies.slices.map((s) => s.group)).size).toBe(5);
    expect(studies.slices[0]?.group).toBe(studies.slices.find((s) => s.id === "1")?.group);
    expect(studies.warnings.join()).toContain(
      "one patient id for 20 of 20 images names nobody: their 5 DICOM studies (StudyInstanceUID) are taken for the patients",
    );
    for (const study of [one, undefined]) {
      const none = await reading(made(files(one, study)));
      expect(none.slices.every((s) => s.group === undefined)).toBe(true);
      expect(none.warnings.join()).toContain("names nobody: no patients are named");
    }
    const apart = await reading(
      made(
        files(
          (i) => `p${i % 4}`,
          () => "1.2.3",
        ),
      ),
    );
    expect(new Set(apart.slices.map((s) => s.group)).size).toBe(4);
    expect(apart.warnings.join()).not.toContain("names nobody");
  });

  test("shows what lies in the window that is asked for", async () => {
    const folder = made(files(() => ""));
    const narrow = await reading(folder, { center: 0, width: 10 });
    const wide = await reading(folder, { center: 0, width: 4000 });
    expect(new Set(narrow.slices[0]?.grey).size).toBeLessThan(new Set(wide.slices[0]?.grey).size);
    expect(narrow.slices.every((s) => s.group === undefined)).toBe(true);
  });

  test("decode() reads NIfTI under any name", async () => {
    const folder = made({ "a.img": nifti(ramp, [4, 3]) });
    expect(await decode(`${folder}/a.img`)).toMatchObject({ width: 4, height: 3, channels: 1 });
  });

  test("what lies outside of a NIfTI picture, NaN or infinite, is black or white and no error", async () => {
    const values = Float32Array.of(NaN, -1000, 40, 200, NaN, Infinity);
    const folder = made({ a: nifti(values, [3, 2]) });
    const { grey, doubt } = await decode(`${folder}/a`);
    expect([...grey]).toEqual([255, 0, 255, 0, 0, 128]);
    expect(doubt).toBeUndefined();
  });

  test("an image whose values are all NaN stops the reading by its file's name, in every format that has NaN", async () => {
    const nothing = new Float32Array(12).fill(NaN);
    for (const empty of [nifti(nothing, [4, 3]), npyFile(nothing, [3, 4])]) {
      const folder = made({ ...files(() => ""), "2.dcm": empty });
      await expect(reading(folder)).rejects.toThrow(
        /2\.dcm has an image without a number: its values are all NaN or infinite/,
      );
    }
  });
});
