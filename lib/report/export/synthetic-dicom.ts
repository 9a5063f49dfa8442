import { sha256 } from "../../core";
import { encodeDicom } from "./encode-dicom";

/** What a synthetic image's header says of it. */
export interface SyntheticOrigin {
  /** SHA-256 of the generator's file, which stands for the series and its "patient". */
  readonly generator: string;
  /** Its class. */
  readonly name: string;
  /** Data set, training images, seed, version: in words. */
  readonly derivation: string;
}

/**
 * A synthetic image as DICOM: Secondary Capture of conversion type SYN, image type DERIVED, the attribute Synthetic Data set,
 * and the word SYNTHETIC in the patient's name, the series' description and the comments. Nothing of a training image's header
 * is in it: Graft reads pixels only, and no date is written. All images of a generator are one series of one invented
 * patient, so that programs which keep patients together keep these together.
 *
 * @param grey 0 to 255, size x size
 * @param number of the image, from 0
 * Source: DICOM PS3.3, A.8.1 (Secondary Capture), C.7.6.1.1.2 (Image Type), C.8.6.1 (Conversion Type), C.12.1 (Synthetic Data);
 *   PS3.5, B.2 (UIDs derived from a UUID).
 */
export function syntheticDicom(grey: Uint8Array, size: number, number: number, of: SyntheticOrigin): Buffer {
  const { generator, name, derivation } = of;
  const short = generator.slice(0, 12);
  const words = `SYNTHETIC image of a generator of "${name}": of no patient, not for diagnosis.`;
  return encodeDicom([
    ["00080005", "CS", "ISO_IR 192"],
    ["00080008", "CS", ["DERIVED", "SECONDARY", "SYNTHETIC"]],
    ["00080016", "UI", "1.2.840.10008.5.1.4.1.1.7"],
    ["00080018", "UI", uidOf("image", generator, String(number))],
    ["0008001C", "CS", "YES"], // Synthetic Data
    ["00080020", "DA", ""],
    ["00080030", "TM", ""],
    ["00080050", "SH", ""],
    ["00080060", "CS", "OT"],
    ["00080064", "CS", "SYN"],
    ["00080070", "LO", "Graft"],
    ["00080090", "PN", ""],
    ["0008103E", "LO", `SYNTHETIC: ${plain(name)}`.slice(0, 64)],
    ["00082111", "ST", derivation.slice(0, 1024)],
    ["00100010", "PN", "SYNTHETIC^NOT A PATIENT"],
    ["00100020", "LO", `SYNTHETIC-${short}`],
    ["00100030", "DA", ""],
    ["00100040", "CS", ""],
    ["0020000D", "UI", uidOf("study", generator)],
    ["0020000E", "UI", uidOf("series", generator)],
    ["00200010", "SH", "SYNTHETIC"],
    ["00200011", "IS", "1"],
    ["00200013", "IS", String(number + 1)],
    ["00200020", "CS", ""],
    ["00204000", "LT", `${words} ${derivation}`],
    ["00280002", "US", 1],
    ["00280004", "CS", "MONOCHROME2"],
    ["00280010", "US", size],
    ["00280011", "US", size],
    ["00280100", "US", 8],
    ["00280101", "US", 8],
    ["00280102", "US", 7],
    ["00280103", "US", 0],
    ["00280301", "CS", "NO"], // Burned In Annotation
    ["00281050", "DS", "128"],
    ["00281051", "DS", "256"], // 0 stays black, 255 white: PS3.3, C.11.2.1.2.1
    ["7FE00010", "OB", grey],
  ]);
}

/** A UID of what it stands for: 2.25 and the number of a UUID made of its hash, the same whenever it is made. */
export function uidOf(...parts: readonly string[]): string {
  const hex = sha256(JSON.stringify(parts)).slice(0, 32);
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 3) | 8).toString(16);
  const uuid = `${hex.slice(0, 12)}8${hex.slice(13, 16)}${variant}${hex.slice(17)}`; // version 8: RFC 9562, 5.8
  return `2.25.${BigInt(`0x${uuid}`)}`;
}

/** Without what a text of DICOM may not hold. */
const plain = (text: string): string => text.replace(/[\\\p{Cc}]/gu, "-");
