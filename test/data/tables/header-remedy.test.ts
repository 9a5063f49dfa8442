import { describe, expect, test } from "vitest";
import { headerRemedy } from "../../../lib/data/tables/header-remedy";
import { range, verifyCase } from "../cases/verify-case";

describe("tables whose rows are named by what stands in DICOM headers are refused, with what to do", () => {
  test.each([
    ["SOPInstanceUID", (i: number) => `1.2.840.${i}`, {}],
    ["SOP Instance UID", (i: number) => `1.2.840.${i}`, { labelColumn: "label" }],
    ["PatientID", (i: number) => `H-${i + 4711}`, {}],
    ["PatientID", (i: number) => `H-${i + 4711}`, { labelColumn: "label" }],
  ])("%s", async (column, id, options) => {
    const rows = range(24).map((i) => `${id(i)},${i % 2 ? "tumor" : "normal"}`);
    await verifyCase({
      name: column,
      images: range(24).map((i) => `IM${i}.dcm`),
      files: { "labels.csv": [`${column},label`, ...rows].join("\n") },
      options,
      right: new RegExp(
        `headers of DICOM files are not searched for "${column}": add a column with the files' names`,
      ),
    });
  });

  test.each([
    ["PatientID", ["a.png", "b.jpg"]],
    ["filename", ["a.dcm"]],
  ])("%s with %s has no such remedy", (column, images) => {
    expect(headerRemedy(column, images)).toBeUndefined();
  });

  test("files without an ending, and those that end as a UID does, may be DICOM", () => {
    expect(headerRemedy("PatientID", ["IM0"])).toBeDefined();
    expect(headerRemedy("PatientID", ["a/1.2.840.17"])).toBeDefined();
  });
});
