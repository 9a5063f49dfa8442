import { describe, expect, test } from "vitest";
import { readFolder, type Dataset } from "../../../lib/data";
import { kaggle, made } from "../made-folder";

const reading = (data: string, groupPattern = ""): Promise<Dataset> =>
  readFolder(data, { positive: "auto", groupPattern });

/** Kaggle's folder of 20 images with another labels.csv. */
async function withTable(change: (row: string, i: number) => string, head: string): Promise<string> {
  const files = await kaggle();
  const [, ...rows] = String(files["labels.csv"]).trim().split("\n");
  return made({ ...files, "labels.csv": [head, ...rows.map(change)].join("\n") });
}

describe("readFolder() knows the patient", () => {
  test.each(["patient", "group", "Patient_ID"])("by the column %s of the labels", async (heading) => {
    const folder = await withTable((row, i) => `${row},p${Math.floor(i / 2)}`, `id,hemorrhage,${heading}`);
    const { slices } = await reading(folder);
    expect(slices.map((s) => s.group).slice(0, 4)).toEqual(["p0", "p0", "p1", "p1"]);
    expect(slices.map((s) => s.label).join("")).toBe("11111111110000000000");
  });

  test("where the cell is filled, and nowhere without such a column", async () => {
    const folder = await withTable((row, i) => `${row},${i === 0 ? "p0" : ""}`, "id,hemorrhage,patient");
    expect((await reading(folder)).slices.map((s) => s.group).slice(0, 2)).toEqual(["p0", undefined]);
    expect((await reading(made(await kaggle()))).slices.every((s) => s.group === undefined)).toBe(true);
  });

  test("by a pattern of paths, whose first bracket wins over all that it finds, and over the column", async () => {
    const folder = await withTable((row) => `${row},one`, "id,hemorrhage,patient");
    expect((await reading(folder, "(\\d\\d)\\d\\.png$")).slices.map((s) => s.group)[15]).toBe("01");
    expect((await reading(folder, "\\d\\d\\d")).slices.map((s) => s.group)[15]).toBe("015");
  });
});

describe("readFolder() refuses", () => {
  test("an image in two groups, with both lines", async () => {
    const folder = await withTable((row, i) => `${row},p${i}`, "id,hemorrhage,patient");
    const { slices } = await reading(folder);
    expect(slices).toHaveLength(20);
    const files = await kaggle();
    const [, ...rows] = String(files["labels.csv"]).trim().split("\n");
    const twice = ["id,hemorrhage,patient", ...rows.map((row) => `${row},p`), "0,1,q"].join("\n");
    await expect(reading(made({ ...files, "labels.csv": twice }))).rejects.toThrow(
      /"0" is in group "p" \(line 2\) and "q" \(line 22\), expected one image, one label and one group per id/,
    );
  });

  test("a pattern that is none, or finds no patient in some paths, which it lists", async () => {
    const folder = made(await kaggle());
    await expect(reading(folder, "(")).rejects.toThrow(/Cannot use data\.groupPattern "\(": Invalid regular/);
    await expect(reading(folder, "00\\d")).rejects.toThrow(
      /it finds nothing in 10 of 20 paths: head_ct\/head_ct\/010\.png/,
    );
  });
});
