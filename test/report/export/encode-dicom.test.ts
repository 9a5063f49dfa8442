import { parseDicom } from "dicom-parser";
import { expect, test } from "vitest";
import { encodeDicom, type DicomElement } from "../../../lib/report/export/encode-dicom";

const needed: readonly DicomElement[] = [
  ["00080018", "UI", "2.25.1"],
  ["00080016", "UI", "1.2.840.10008.5.1.4.1.1.7"],
];

test("encodeDicom() writes elements in order, of even length, behind a first part of the length it says", () => {
  const bytes = encodeDicom([
    ["7FE00010", "OB", Uint8Array.of(1, 2, 3)],
    ...needed,
    ["00080008", "CS", ["DERIVED", "SECONDARY"]],
    ["00204000", "LT", "odd"],
    ["00280010", "US", 513],
  ]);
  const data = parseDicom(bytes);
  const placed = Object.values(data.elements).sort((a, b) => a.dataOffset - b.dataOffset);
  expect(placed.map(({ tag }) => tag)).toEqual(Object.keys(data.elements).sort());
  expect(data.string("x00020010")).toBe("1.2.840.10008.1.2.1");
  expect(data.string("x00020003")).toBe("2.25.1");
  expect(data.string("x00080008", 1)).toBe("SECONDARY");
  expect(data.elements["x00204000"]).toMatchObject({ vr: "LT", length: 4 });
  expect(data.uint16("x00280010")).toBe(513);
  const pixels = data.elements["x7fe00010"]!;
  expect([...bytes.subarray(pixels.dataOffset)]).toEqual([1, 2, 3, 0]);
  const first = data.elements["x00080008"]!.dataOffset - 8;
  expect(data.uint32("x00020000")).toBe(first - (128 + 4 + 12));
});

test("encodeDicom() refuses values that their kind cannot hold", () => {
  expect(() => encodeDicom([...needed, ["00200010", "SH", "x".repeat(17)]])).toThrow("at most 16 letters");
  expect(() => encodeDicom([...needed, ["0008103E", "LO", "a\\b"]])).toThrow("without a backslash");
  expect(() => encodeDicom([...needed, ["00204000", "LT", "a\\b"]])).not.toThrow();
});
