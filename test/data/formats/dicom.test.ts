import { describe, expect, test } from "vitest";
import { decode } from "../../../lib/data";
import { made } from "../made-folder";
import { dicom, type MadeDicom } from "./made-medical";

const values = Array.from({ length: 12 }, (_, i) => 100 * i);
const seen = async (
  change: Partial<MadeDicom>,
  window?: { center: number; width: number },
): Promise<number[]> => {
  const folder = made({ a: dicom({ width: 4, height: 3, values, ...change }) });
  return [...(await decode(`${folder}/a`, window)).grey];
};
const through = (center: number, width: number): number[] =>
  values.map((v) => Math.floor(Math.min(1, Math.max(0, (v - center + width / 2) / width)) * 255 + 0.5));

describe("the window of a DICOM slice", () => {
  test("of CT is a brain's, whatever the file's own", async () => {
    expect(await seen({ modality: "CT", window: [600, 1200] })).toEqual(through(40, 80));
  });
  test("of MR is the first of its header: no window for Hounsfield units", async () => {
    expect(await seen({ modality: "MR", window: [600, 1200] })).toEqual(through(600, 1200));
  });
  test("of MR without one is its own range, from the 1st to the 99th percentile", async () => {
    const [low, high] = [11, 1089]; // numpy.percentile(range(0, 1200, 100), [1, 99])
    expect(await seen({ modality: "MR" })).toEqual(through((low + high) / 2, high - low));
  });
  test("follows the values where black and white change places", async () => {
    const grey = await seen({ modality: "DX", photometric: "MONOCHROME1", window: [300, 600] });
    expect(grey).toEqual(
      values.map((v) => Math.floor(Math.min(1, Math.max(0, (599 - v) / 599)) * 255 + 0.5)), // as 255 less pydicom's
    );
  });
  test("that is asked for goes before", async () => {
    expect(await seen({ modality: "MR", window: [600, 1200] }, { center: 100, width: 200 })).toEqual(
      through(100, 200),
    );
  });
});

describe("the values of a DICOM slice", () => {
  test.each([0x9229, 0x9230] as const)("are rescaled by functional groups (5200,%i)", async (groups) => {
    const rescaled = { slope: 0.05, intercept: 10 };
    expect(await seen({ modality: "CT", ...rescaled, groups })).toEqual(
      await seen({ modality: "CT", ...rescaled }),
    );
    expect(await seen({ modality: "CT", ...rescaled, groups })).not.toEqual(await seen({ modality: "CT" }));
  });
  test("are not guessed from a slope with a decimal comma", async () => {
    await expect(seen({ modality: "CT", slope: "1,5" })).rejects.toThrow(/decimal comma/);
    expect(await seen({ modality: "CT", slope: " 5.0E-2" })).toEqual(
      await seen({ modality: "CT", slope: 0.05 }),
    );
  });
  test("that pad the picture are black, also where black and white change places", async () => {
    const padded = { modality: "MR", window: [600, 1200] as [number, number], padding: 1100 };
    expect(await seen(padded)).toEqual([...through(600, 1200).slice(0, 11), 0]);
    const turned = await seen({ ...padded, photometric: "MONOCHROME1", padding: 0 });
    expect(turned[0]).toBe(Math.min(...turned.slice(1)));
  });
});
