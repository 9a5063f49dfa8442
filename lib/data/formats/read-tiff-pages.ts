import { rejectImage } from "./reject-image";

/** A page of a TIFF file, as its directory describes it; numbers are TIFF's own codes. */
export interface TiffPage {
  readonly isLittle: boolean;
  readonly width: number;
  readonly height: number;
  /** Per sample. */
  readonly bits: number;
  readonly samples: number;
  /** 1 unsigned, 2 signed, 3 floating point. */
  readonly sampleFormat: number;
  /** 0 white is zero, 1 black is zero, 2 RGB. */
  readonly photometric: number;
  readonly orientation: number;
  /** 1 none, 2 differences, 3 those of floating-point numbers. */
  readonly predictor: number;
  /** What the fourth sample of RGB is, or the second of grey: 1 and 2 transparency, 0 anything. */
  readonly extraSample: number;
  /** Whether it is a smaller copy of another page. */
  readonly isReduced: boolean;
  readonly description: string;
  /** The first number of any tag, 0 without it. */
  valueOf(tag: number): number;
  /** Writes a number in the place of a tag's value; tags that the page has not are left away. */
  write(bytes: Uint8Array, tag: number, value: number): void;
}

/** Bytes of a value, by TIFF's number of its type. */
const bytesOf: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 13: 4, 16: 8 };

/**
 * Directories of a TIFF or BigTIFF file, in their order.
 * @throws UnusableImage when it is damaged
 *
 * Source: TIFF 6.0, sections 2 and 8
 */
export function readTiffPages(bytes: Uint8Array): readonly TiffPage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  try {
    const isBig = view.getUint16(2, isLittle) === 43;
    const pages: TiffPage[] = [];
    const seen = new Set<number>();
    let at = isBig ? Number(view.getBigUint64(8, isLittle)) : view.getUint32(4, isLittle);
    while (at !== 0 && !seen.has(at)) {
      seen.add(at);
      const { page, next } = readPage(view, at, isLittle, isBig);
      pages.push(page);
      at = next;
    }
    return pages;
  } catch (e) {
    if (e instanceof RangeError) return rejectImage("is cut off or damaged");
    throw e;
  }
}

function readPage(
  view: DataView,
  at: number,
  isLittle: boolean,
  isBig: boolean,
): { readonly page: TiffPage; readonly next: number } {
  const long = (place: number): number =>
    isBig ? Number(view.getBigUint64(place, isLittle)) : view.getUint32(place, isLittle);
  const count = isBig ? long(at) : view.getUint16(at, isLittle);
  const [size, first] = isBig ? [20, at + 8] : [12, at + 2];
  const entries = new Map<number, { readonly type: number; readonly count: number; readonly at: number }>();
  for (let i = 0, entry = first; i < count; i++, entry += size) {
    const [type, number] = [view.getUint16(entry + 2, isLittle), long(entry + 4)];
    const value = entry + (isBig ? 12 : 8);
    const isHere = (bytesOf[type] ?? 8) * number <= (isBig ? 8 : 4);
    entries.set(view.getUint16(entry, isLittle), { type, count: number, at: isHere ? value : long(value) });
  }
  const read = (tag: number, usual: number): number => {
    const entry = entries.get(tag);
    if (!entry) return usual;
    if (entry.type === 3) return view.getUint16(entry.at, isLittle);
    return entry.type === 16
      ? Number(view.getBigUint64(entry.at, isLittle))
      : view.getUint32(entry.at, isLittle);
  };
  const text = entries.get(270);
  const begin = view.byteOffset + (text?.at ?? 0);
  const page: TiffPage = {
    isLittle,
    width: read(256, 0),
    height: read(257, 0),
    bits: read(258, 1),
    samples: read(277, 1),
    sampleFormat: read(339, 1),
    photometric: read(262, 1),
    orientation: read(274, 1),
    predictor: read(317, 1),
    extraSample: read(338, 0),
    isReduced: (read(254, 0) & 1) === 1,
    description: text ? Buffer.from(view.buffer, begin, Math.min(text.count, 1000)).toString("latin1") : "",
    valueOf: (tag) => read(tag, 0),
    write: (copy, tag, value) => {
      const entry = entries.get(tag);
      if (!entry) return;
      const target = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
      if (entry.type === 3) target.setUint16(entry.at, value, isLittle);
      else target.setUint32(entry.at, value, isLittle);
    },
  };
  return { page, next: long(first + count * size) };
}
