import { readNpyHeader } from "./read-npy";
import { rejectImage } from "./reject-image";

/**
 * The texts of an array of one axis, or of (n, 1): NumPy's str (UCS-4) and bytes.
 *
 * @returns undefined for an array of other values or shape
 * @throws UnusableImage when it is cut off
 *
 * Source: numpy.lib.format
 */
export function readNpyTexts(bytes: Uint8Array): string[] | undefined {
  const { view, begin, isLittle, letter, shape } = readNpyHeader(bytes);
  const [count = 1, ...more] = shape;
  if (!/^[US]\d+$/.test(letter) || shape.length === 0 || more.some((n) => n !== 1)) return undefined;
  const length = Number(letter.slice(1));
  const width = letter.startsWith("U") ? 4 : 1;
  if (begin + count * length * width > bytes.length)
    return rejectImage("is cut off: a NumPy array of fewer texts than its shape says");
  return Array.from({ length: count }, (_, i) => {
    const codes = Array.from({ length }, (_, k) => {
      const at = begin + (i * length + k) * width;
      return width === 4 ? view.getUint32(at, isLittle) : view.getUint8(at);
    });
    return String.fromCodePoint(...codes.filter((code) => code !== 0 && code <= 0x10ffff));
  });
}
