import { readFileSync } from "node:fs";

/** A DICOM file and the grey levels that pydicom finds in it, or words of why it is refused. */
export interface DicomCase {
  readonly name: string;
  /** Base64. */
  readonly file: string;
  readonly grey?: readonly number[];
  readonly refused?: string;
}

/** Made by test/golden/dicom_values.py. */
export const dicomValues = JSON.parse(
  readFileSync(new URL("../../golden/dicom-values.json", import.meta.url), "utf8"),
) as readonly DicomCase[];
