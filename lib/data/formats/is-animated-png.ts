/**
 * Whether a PNG file is an animation of several pictures (APNG): a chunk acTL with more than one frame stands before the
 * picture's own data.
 *
 * @param bytes of a PNG file, also a damaged one
 * Source: PNG specification, third edition, section 11.3.6.1.
 */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString("latin1");
    if (type === "acTL") return view.getUint32(at + 8) > 1;
    if (type === "IDAT") return false;
  }
  return false;
}
