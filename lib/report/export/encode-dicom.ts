import { fail } from "../../core";

/** Value representations that are written. */
export type DicomKind =
  "CS" | "LO" | "LT" | "PN" | "SH" | "ST" | "UI" | "IS" | "DS" | "DA" | "TM" | "US" | "OB";

/** One element: its tag as eight hexadecimal digits, its kind, its value; several texts are joined by backslashes. */
export type DicomElement = readonly [
  tag: string,
  kind: DicomKind,
  value: string | number | readonly string[] | Uint8Array,
];

/** The transfer syntax of what is written: explicit VR, little endian. */
const transferSyntax = "1.2.840.10008.1.2.1";
/** Names the writer in a file's first part. */
const implementation = "2.25.289424379286407231478925839219304718592";

/** Most letters of a value, where the kind limits them. */
const longest: Partial<Record<DicomKind, number>> = {
  CS: 16,
  LO: 64,
  PN: 64,
  SH: 16,
  UI: 64,
  IS: 12,
  DS: 16,
  ST: 1024,
  LT: 10240,
};

/**
 * A DICOM file of flat elements, without sequences.
 *
 * @param elements in any order, among them the SOP class and instance, 00080016 and 00080018
 * @throws RangeError for a value that its kind cannot hold
 * Source: DICOM PS3.5, section 7.1 (data elements); PS3.10, section 7.1 (the file's first part).
 */
export function encodeDicom(elements: readonly DicomElement[]): Buffer {
  const ofTag = (tag: string): string => String(elements.find(([own]) => own === tag)?.[2]);
  const meta = Buffer.concat(
    (
      [
        ["00020001", "OB", Uint8Array.of(0, 1)],
        ["00020002", "UI", ofTag("00080016")],
        ["00020003", "UI", ofTag("00080018")],
        ["00020010", "UI", transferSyntax],
        ["00020012", "UI", implementation],
        ["00020013", "SH", "GRAFT"],
      ] as const
    ).map(encodeElement),
  );
  const length = Buffer.alloc(12);
  length.set([2, 0, 0, 0]);
  length.write("UL", 4, "latin1");
  length.writeUInt16LE(4, 6);
  length.writeUInt32LE(meta.length, 8);
  const sorted = [...elements].sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM", "latin1"),
    length,
    meta,
    ...sorted.map(encodeElement),
  ]);
}

function encodeElement([tag, kind, value]: DicomElement): Buffer {
  const bytes = padded(valueBytes(tag, kind, value), kind);
  const head = Buffer.alloc(kind === "OB" ? 12 : 8);
  head.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0);
  head.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
  head.write(kind, 4, "latin1");
  if (kind === "OB") head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

function valueBytes(tag: string, kind: DicomKind, value: DicomElement[2]): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (kind === "US") {
    const number = Buffer.alloc(2);
    number.writeUInt16LE(Number(value));
    return number;
  }
  const texts = typeof value === "object" ? value : [String(value)];
  const isFree = kind === "ST" || kind === "LT"; // where a backslash is a letter
  const bad = texts.find(
    (text) => text.length > (longest[kind] ?? Infinity) || (!isFree && text.includes("\\")),
  );
  if (bad !== undefined)
    fail(
      "write a DICOM file",
      `the ${kind} value "${bad}" of ${tag}`,
      `at most ${longest[kind]} letters without a backslash`,
      "Shorten it.",
      RangeError,
    );
  return Buffer.from(texts.join("\\"), "utf8");
}

/** Of even length: UIDs and bytes end in a zero, texts in a space. */
function padded(bytes: Buffer, kind: DicomKind): Buffer {
  if (bytes.length % 2 === 0) return bytes;
  return Buffer.concat([bytes, Buffer.from([kind === "UI" || kind === "OB" ? 0 : 0x20])]);
}
