import { expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { readDicom } from "../../../lib/data/formats/dicom";
import { readNifti } from "../../../lib/data/formats/nifti";
import { pixelAspect } from "../../../lib/data/formats/pixel-aspect";
import { made, table } from "../made-folder";
import { dicom, nifti, type MadeDicom } from "./made-medical";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const file = (more: Partial<MadeDicom>, i = 0): Buffer =>
  dicom({ width: 4, height: 3, modality: "MR", values: range(12).map((v) => 7 * v + i), ...more });

test.each([
  [4, 1, 4],
  [1, -4, 0.25],
  [0.5, 0.5, undefined],
  [1, 1.05, undefined],
  [0, 1, undefined],
  [1, 0, undefined],
  [undefined, 1, undefined],
  [NaN, 1, undefined],
])("pixelAspect(%s, %s) is %s", (height, width, aspect) => {
  expect(pixelAspect(height, width)).toBe(aspect);
});

test("DICOM's pixels are as its spacing says, else as its ratio says", async () => {
  expect((await readDicom(file({ spacing: [4, 1] }))).aspect).toBe(4);
  expect((await readDicom(file({ ratio: [1, 2] }))).aspect).toBe(0.5);
  expect((await readDicom(file({ spacing: [0.4, 0.4], ratio: [1, 2] }))).aspect).toBeUndefined();
  expect((await readDicom(file({}))).aspect).toBeUndefined();
});

test("NIfTI's pixels are as the axes in the picture are spaced", async () => {
  const values = range(24);
  const placed = (x: number, y: number, z: number): number[][] => [
    [x, 0, 0, 0],
    [0, y, 0, 0],
    [0, 0, z, 0],
  ];
  const aspect = async (x: number, y: number, z: number): Promise<number | undefined> =>
    (await readNifti(nifti(values, [4, 3, 2], [1, 0], placed(x, y, z)), 0)).aspect;
  expect(await aspect(1, 4, 1)).toBe(4);
  expect(await aspect(-8, 1, 1)).toBe(1 / 8);
  expect(await aspect(1, 1, 6)).toBeUndefined(); // thick slices of square pixels
  expect((await readNifti(nifti(values, [4, 6]))).aspect).toBeUndefined();
});

test("pictures whose pixels are not square are named, with a window and without", async () => {
  const folder = made({
    "labels.csv": table(20),
    ...Object.fromEntries(range(20).map((i) => [`${i}.dcm`, file(i < 5 ? { spacing: [4, 1] } : {}, i)])),
  });
  const said =
    /^5 images have pixels that are not square \(up to 4\.0 to 1\), shown as if they were: .*: 0\.dcm, 1\.dcm/;
  for (const window of [undefined, { center: 40, width: 80 }]) {
    const { warnings, reading } = await readFolder(folder, { positive: "auto", window });
    expect(warnings.filter((note) => said.test(note))).toHaveLength(1);
    expect(reading.filter(({ what, how }) => what === "look at" && how.includes("not square"))).toHaveLength(
      1,
    );
  }
});
