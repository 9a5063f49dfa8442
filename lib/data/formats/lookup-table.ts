import type { DataSet } from "dicom-parser";
import { rejectImage } from "./reject-image";

/** A table of a DICOM header that values are looked up in. */
export interface LookupTable {
  /** The value that the first entry is for; below it the first entry holds, behind the last one the last. */
  readonly first: number;
  readonly entries: Uint16Array;
  /** Bits of an entry. */
  readonly bits: number;
}

/**
 * Reads a modality, VOI or palette table: 0 entries stand for 65536, entries of 8 bits may be packed.
 * @param isSigned whether the first value may be negative, where the header leaves that open
 * @throws UnusableImage when it is shorter than it says
 * Source: DICOM PS3.3, C.11.1.1 and C.7.6.3.1.5.
 */
export function readLookupTable(
  data: DataSet,
  descriptor: string,
  entries: string,
  isSigned: boolean,
): LookupTable {
  const element = data.elements[entries];
  const count = data.uint16(descriptor, 0) || 65536;
  const kind = data.elements[descriptor]?.vr;
  const isNegative = kind === "SS" || (kind !== "US" && isSigned);
  const first = (isNegative ? data.int16(descriptor, 1) : data.uint16(descriptor, 1)) ?? 0;
  const bits = data.uint16(descriptor, 2) ?? 16;
  if (!element || element.length < count) return rejectImage("is a DICOM file of a damaged look-up table");
  const isPacked = element.length < 2 * count;
  const read = (i: number): number =>
    isPacked ? data.byteArray[element.dataOffset + i]! : data.uint16(entries, i)!;
  return { first, entries: Uint16Array.from({ length: count }, (_, i) => read(i)), bits };
}

/** The entry of a value. */
export function lookUp({ first, entries }: LookupTable, value: number): number {
  return entries[Math.min(entries.length - 1, Math.max(0, Math.round(value) - first))]!;
}
