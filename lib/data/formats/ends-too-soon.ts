import { beginsWith } from "./image-format";

/** Zeros that no compression leaves at the end of what it writes. */
const fewestZeros = 16;

/**
 * Whether the end of a picture's file is missing or was overwritten, as a copy that broke off leaves it: a JPEG or GIF
 * without its end mark, a WebP whose picture is zeros. Decoders show grey or black there, and say nothing.
 */
export function endsTooSoon(bytes: Uint8Array): boolean {
  if (beginsWith(bytes, "ffd8ff")) return !hasEndOfJpeg(bytes);
  if (beginsWith(bytes, "474946")) return !hasEndOfGif(bytes);
  return beginsWith(bytes, "52494646........57454250") && hasZerosOfWebp(bytes);
}

/** Whether compressed bytes end in zeros, but for what fills them up to an even number. */
export function endsInZeros(bytes: Uint8Array): boolean {
  return bytes.length >= fewestZeros && bytes.subarray(-fewestZeros).every((byte) => byte === 0);
}

/** Walks from marker to marker up to the end mark, FF D9. Source: ITU-T T.81, B.1. */
function hasEndOfJpeg(bytes: Uint8Array): boolean {
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return false;
    const marker = bytes[at + 1];
    if (marker === undefined) return false;
    if (marker === 0xd9) return true;
    const isAlone = marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8); // stuffed or restarted within a scan
    if (marker === 0xff) at++;
    else if (isAlone) at += 2;
    else at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
}

/** Walks from block to block up to the end mark, 3B, or to a file's end behind a whole picture. Source: GIF89a, 17 to 27. */
function hasEndOfGif(bytes: Uint8Array): boolean {
  const paletteAt = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + paletteAt(bytes[10] ?? 0);
  let pictures = 0;
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x3b) return true;
    if (kind === 0x2c) at += 11 + paletteAt(bytes[at + 9] ?? 0);
    else if (kind === 0x21) at += 2;
    else return false;
    while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!;
    if (at >= bytes.length) return false;
    at++;
    if (kind === 0x2c) pictures++;
  }
  return pictures > 0;
}

/** Whether the chunk of a WebP file that holds its picture has zeros at its end; where it is lossy, anywhere. */
function hasZerosOfWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = Buffer.from(bytes.subarray(at, at + 4)).toString("latin1");
    const size = view.getUint32(at + 4, true);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (name === "VP8L") return endsInZeros(content);
    if (name === "VP8 ")
      return endsInZeros(content) || Buffer.from(content).includes(Buffer.alloc(2 * fewestZeros));
    at += 8 + size + (size % 2);
  }
  return false;
}
