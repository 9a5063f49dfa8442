/**
 * Decodes DICOM's run-length form of one frame: a segment per byte of a sample, the high one first, plane by plane.
 * @param bits of a sample: 8 or 16
 * @returns the planes of the samples, one after the other
 * Source: DICOM PS3.5, annex G.
 */
export function decodeRle(frame: Uint8Array, bits: number, samples = 1): Uint8Array | Uint16Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const count = view.getUint32(0, true);
  const begins = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i, true));
  const segments = begins.map((begin, i) =>
    decodePackBits(frame.subarray(begin, begins[i + 1] ?? frame.length)),
  );
  if (bits <= 8) return Uint8Array.from(Buffer.concat(segments.slice(0, samples)));
  const planes = Array.from({ length: samples }, (_, c) => {
    const [high = new Uint8Array(0), low = new Uint8Array(0)] = segments.slice(2 * c);
    return Array.from(high.subarray(0, low.length), (byte, i) => byte * 256 + low[i]!);
  });
  return Uint16Array.from(planes.flat());
}

/** PackBits: a length and bytes as they are, or a length and one byte to repeat. */
function decodePackBits(packed: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < packed.length - 1;) {
    const length = packed[at++]!;
    if (length < 128) {
      for (const byte of packed.subarray(at, at + length + 1)) out.push(byte);
      at += length + 1;
    } else if (length > 128) {
      const byte = packed[at++]!;
      for (let i = 0; i < 257 - length; i++) out.push(byte);
    }
  }
  return Uint8Array.from(out);
}
