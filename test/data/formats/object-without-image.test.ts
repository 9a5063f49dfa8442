import { expect, test } from "vitest";
import { listFiles } from "../../../lib/data/folders/list-files";
import { readFolder } from "../../../lib/data";
import { objectWithoutImage } from "../../../lib/data/formats/object-without-image";
import { images, made, table } from "../made-folder";
import { dicom, nifti } from "./made-medical";

const none = { width: 2, height: 2, values: undefined };

/** First bytes of a file whose meta elements name its storage class. */
const ofClass = (uid: string): Buffer => {
  const head = Buffer.from("020002005549", "hex");
  const value = Buffer.from(uid.length % 2 === 0 ? uid : `${uid}\0`, "latin1");
  return Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), head, Buffer.from([value.length, 0]), value]);
};

test.each([
  ["1.2.840.10008.1.3.10", "directories"],
  ["1.2.840.10008.5.1.4.1.1.88.22", "structured reports"],
  ["1.2.840.10008.5.1.4.1.1.88.59", "structured reports"],
  ["1.2.840.10008.5.1.4.1.1.481.3", "treatment records"],
  ["1.2.840.10008.5.1.4.1.1.11.1", "presentation states"],
  ["1.2.840.10008.5.1.4.1.1.9.1.1", "waveforms"],
  ["1.2.840.10008.5.1.4.1.1.104.1", "documents"],
  ["1.2.840.10008.5.1.4.1.1.66.1", "registrations and raw data"],
  ["1.2.840.10008.5.1.4.1.1.66.4", "masks"],
  ["1.2.840.10008.5.1.4.1.1.2", undefined], // CT
  ["1.2.840.10008.5.1.4.1.1.4", undefined], // MR
  ["1.2.840.10008.5.1.4.1.1.481.1", undefined], // RT image
])("a DICOM file of the class %s: %s", (uid, kind) => {
  expect(objectWithoutImage(ofClass(uid))).toBe(kind);
});

test("reports and the like are left out with a note that counts them, segmentations as masks", async () => {
  const others = Object.fromEntries(
    ["SR", "SR", "RTSTRUCT", "PR", "ECG", "DOC"].map((modality, i) => [
      `o${i}.dcm`,
      dicom({ ...none, modality }),
    ]),
  );
  const folder = made({
    "labels.csv": table(20),
    ...(await images(20, (i) => `${i}.png`)),
    ...others,
    "s.dcm": dicom({ ...none, modality: "SEG" }),
  });
  expect(listFiles(folder).images).toHaveLength(20);
  const { warnings, reading } = await readFolder(folder, { positive: "auto" });
  expect(warnings).toEqual([
    "1 mask left out: s.dcm",
    expect.stringMatching(
      /^6 DICOM objects without an image \(structured reports, treatment records, presentation states, waveforms, documents\) left out: o0\.dcm/,
    ),
  ]);
  expect(reading[0]?.how).toBe("20 images, 1 mask, 6 DICOM objects, 1 table");
});

test("CT without a value below 0 is named: its header may lack the rescale", async () => {
  const values = Array.from({ length: 12 }, (_, i) => 100 * i);
  const file = (i: number): Buffer =>
    dicom({ width: 4, height: 3, modality: "CT", values: values.map((v) => v + i) });
  const folder = made({
    "labels.csv": table(20),
    ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.dcm`, file(i)])),
  });
  const own = await readFolder(folder, { positive: "auto" });
  expect(own.warnings.join()).toMatch(/20 images are CT without a value below 0, hardly Hounsfield units/);
  const given = await readFolder(folder, { positive: "auto", window: { center: 600, width: 1200 } });
  expect(given.warnings.join()).not.toContain("Hounsfield");
});

test.each([
  [110, /20 images are NIfTI without a value below 0, shown through a brain's CT window/],
  [80, /^$/],
])("NIfTI of values 0 to %i: what lies outside the brain's window is asked about", async (most, said) => {
  const values = Array.from({ length: 64 }, (_, i) => (i * most) / 63);
  const file = (i: number): Buffer => nifti([i % 10, ...values.slice(1)], [8, 8]);
  const folder = made({
    "labels.csv": table(20),
    ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.nii`, file(i)])),
  });
  const { warnings } = await readFolder(folder, { positive: "auto" });
  expect(warnings.filter((w) => w.includes("NIfTI")).join()).toMatch(said);
});
