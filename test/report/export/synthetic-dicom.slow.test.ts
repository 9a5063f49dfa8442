import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { syntheticDicom } from "../../../lib/report/export/synthetic-dicom";
import { pythonEnvironment } from "../../python-environment";

test(
  "pydicom reads a synthetic image strictly: its pixels, its marks, every kind of value, its UIDs",
  { timeout: 300_000 },
  () => {
    const python = pythonEnvironment("pydicom", ["pydicom==3.0.1", "numpy==2.4.6"]);
    const folder = mkdtempSync(join(tmpdir(), "graft-dicom-"));
    try {
      const grey = Uint8Array.from({ length: 25 }, (_, i) => 10 * i);
      const origin = { generator: "ab".repeat(32), name: "Blutung, größer", derivation: "Drawn by é." };
      const file = join(folder, "0.dcm");
      writeFileSync(file, syntheticDicom(grey, 5, 41, origin));
      const said = execFileSync(python, ["test/report/export/synthetic_dicom.py", file], {
        encoding: "utf8",
      });
      expect(JSON.parse(said)).toEqual({
        pixels: Array.from({ length: 5 }, (_, y) => [...grey.subarray(5 * y, 5 * y + 5)]),
        kind: "Secondary Capture Image Storage",
        syntax: "Explicit VR Little Endian",
        uids: [true, true, true],
        same: true,
        group: expect.any(Number) as number,
        kinds: true,
        header: {
          ImageType: "['DERIVED', 'SECONDARY', 'SYNTHETIC']",
          SyntheticData: "YES",
          ConversionType: "SYN",
          PatientName: "SYNTHETIC^NOT A PATIENT",
          PatientID: "SYNTHETIC-abababababab",
          PatientBirthDate: "",
          StudyDate: "",
          SeriesDescription: "SYNTHETIC: Blutung, größer",
          DerivationDescription: "Drawn by é.",
          ImageComments:
            'SYNTHETIC image of a generator of "Blutung, größer": of no patient, not for diagnosis. Drawn by é.',
          Modality: "OT",
          SpecificCharacterSet: "ISO_IR 192",
        },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
