import { expect, test } from "vitest";
import { readFolder, type ReadingRow } from "../../lib/data";
import { dicom } from "./formats/made-medical";
import { encoded, grey, images, made } from "./made-folder";

type Files = Record<string, string | Uint8Array>;
type Options = Partial<Parameters<typeof readFolder>[1]>;

/** The table's rows on one subject, as `value | how`. */
async function rowsOn(what: string, files: Files, options: Options = {}): Promise<string[]> {
  const { reading } = await readFolder(made(files), { positive: "auto", ...options });
  const rows: readonly ReadingRow[] = reading.filter((row) => row.what === what);
  return rows.map(({ value, how }) => `${value} | ${how}`);
}

const values = Array.from({ length: 64 }, (_, i) => i * 4);
const slice = { width: 8, height: 8 };
const twenty = async (name: (i: number) => string): Promise<Files> => ({
  ...(await images(10, (i) => `normal/${name(i)}`)),
  ...(await images(10, (i) => `tumor/${name(i + 10)}`, 10)),
});

test("the table of what was read counts files, images, formats and sizes", async () => {
  const wide = await encoded(
    Uint8Array.from({ length: 60 }, (_, i) => 4 * i),
    [10, 6, 1],
    "jpeg",
  );
  const files = { ...(await twenty((i) => `${i}.png`)), "tumor/wide.jpg": wide, "notes.txt": "notes" };
  expect(await rowsOn("files found", files)).toEqual(["22 | 21 images, 1 other"]);
  expect(await rowsOn("images", files)).toEqual(["21 | 20 PNG, 1 JPEG; 2 sizes, 4 to 10 wide, 3 to 6 high"]);
});

test("it names what was left out, each reason in a row", async () => {
  const lines = Array.from({ length: 20 }, (_, i) => `${i},${i % 2}`);
  const files: Files = {
    ...(await images(21, (i) => `${i}.png`)),
    "3_mask.png": await grey(99),
    "labels.csv": ["id,label", ...lines, "50,1"].join("\n"),
  };
  expect(await rowsOn("left out", files, { missing: "skip" })).toEqual([
    "1 mask | 3_mask.png",
    "1 image without a label | 20.png",
    expect.stringMatching(/^1 row of labels.csv without an image \| "50"/),
  ]);
  const copy = await twenty((i) => `${i}.png`);
  const twice = { ...copy, ...Object.fromEntries(Object.entries(copy).map(([f, b]) => [`inner/${f}`, b])) };
  expect(await rowsOn("left out", twice)).toEqual([
    "20 copies of images | inner holds the same images as the folder around it",
  ]);
});

test("it says what decided classes and patients: folders, a column, a pattern, DICOM's header", async () => {
  const folders = await twenty((i) => `p${(i % 10) >> 1}/${i}.png`);
  expect(await rowsOn("classes", folders)).toEqual([
    "10 normal, 10 tumor | sub-folders, as in [normal]/p0/0.png",
  ]);
  const patients = await rowsOn("patients", folders);
  expect(patients).toEqual(["5, with at most 4 images each | sub-folders, as in normal/[p0]/0.png"]);
  const table = {
    ...(await images(20, (i) => `${i}.png`)),
    "labels.csv": ["id,dx,patient", ...Array.from({ length: 20 }, (_, i) => `${i},${i % 2},p${i % 7}`)].join(
      "\n",
    ),
  };
  expect(await rowsOn("classes", table)).toEqual([
    '10 "0", 10 "1" | column "dx" of labels.csv, whose "id" names the images',
  ]);
  expect(await rowsOn("patients", table)).toEqual([
    '7, with at most 3 images each | column "patient" of labels.csv',
  ]);
  const plain = await twenty((i) => `p${i % 6}_${i}.png`);
  expect(await rowsOn("patients", plain, { groupPattern: "(p\\d+)_" })).toEqual([
    '6, with at most 4 images each | data.groupPattern "(p\\\\d+)_" on the paths',
  ]);
  expect(await rowsOn("patients", plain)).toEqual([
    expect.stringMatching(/^none named \| no column/),
    expect.stringMatching(/^asked \| do names such as normal\/p0_0\.png name patients/),
  ]);
});

test("it says how values became grey, a row per way, and which class is positive by what", async () => {
  const files: Files = {};
  for (let i = 0; i < 10; i++) {
    files[`normal/${i}.dcm`] = dicom({ ...slice, values: values.map((v) => v / 4 + i), modality: "CT" });
    files[`tumor/${i}.dcm`] = dicom({
      ...slice,
      values: values.map((v) => v + i),
      modality: "MR",
      ...(i < 5 && { window: [128, 256] as const }),
      patient: `patient ${i}`,
    });
  }
  expect(await rowsOn("grey levels", files)).toEqual([
    "10 images: normal/0.dcm, normal/1.dcm and 8 more | a brain's window, 40/80 HU",
    "5 images: tumor/0.dcm, tumor/1.dcm and 3 more | the first window of each file",
    expect.stringMatching(/^5 images: .* \| from the 1st to the 99th percentile of each file's values$/),
  ]);
  expect(await rowsOn("patients", files)).toEqual([
    "10, each with 1 image | PatientID of the DICOM files; 10 images name none",
  ]);
  const asked = { window: { center: 100, width: 200 }, positive: "normal" };
  expect(await rowsOn("grey levels", files, asked)).toEqual(["all images | window 100/200"]);
  expect(await rowsOn("positive class", files, asked)).toEqual(["normal | data.positive=normal"]);
  expect(await rowsOn("positive class", files)).toEqual(["tumor | the names of the classes"]);
});

test("a table of patients beside classes as folders is none of the files that are ignored", async () => {
  const folder = made({
    ...(await images(24, (i) => `${i % 2 ? "tumor" : "normal"}/${i}.png`)),
    "meta.csv": ["file,patient", ...Array.from({ length: 24 }, (_, i) => `${i}.png,P${i >> 1}`)].join("\n"),
    "notes.txt": "of no use",
  });
  const { warnings } = await readFolder(folder, { positive: "auto" });
  expect(warnings.at(-1)).toBe("1 other file ignored: notes.txt");
});
