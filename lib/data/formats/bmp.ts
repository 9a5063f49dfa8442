import { beginsWith, maxSide, type DecodedImage, type ImageFormat } from "./image-format";
import { toGrey } from "./pictures";
import { rejectImage } from "./reject-image";

/** Windows bitmaps of 1, 4, 8, 16, 24 or 32 bits, not compressed: what cameras' and ultrasound's software saves. */
export const bmp: ImageFormat = {
  name: "BMP",
  extensions: ["bmp", "dib"],
  sniff: (begin) => beginsWith(begin, "424d"),
  decode: (bytes) => Promise.resolve(decodeBmp(bytes)),
};

/** Source: BITMAPINFOHEADER and the older BITMAPCOREHEADER, as Pillow reads them; alpha is left unread, as there. */
function decodeBmp(bytes: Uint8Array): DecodedImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 30) rejectImage("is cut off or damaged");
  const headerSize = view.getUint32(14, true);
  const isCore = headerSize === 12;
  const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
  const rows = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(isCore ? 24 : 28, true);
  const compression = isCore ? 0 : view.getUint32(30, true);
  const height = Math.abs(rows); // negative: the first row is the upper one
  if (width < 1 || height < 1) rejectImage("is cut off or damaged");
  if (width > maxSide || height > maxSide) rejectImage(`is ${width}x${height} pixels`);
  if (
    ![1, 4, 8, 16, 24, 32].includes(bits) ||
    (compression !== 0 && !(compression === 3 && (bits === 16 || bits === 32)))
  )
    rejectImage(`is a BMP file of ${bits} bits and compression ${compression}: save it as PNG`);
  const stride = Math.ceil((width * bits) / 32) * 4;
  const offset = view.getUint32(10, true);
  if (offset + stride * height > view.byteLength) rejectImage("is cut off or damaged");
  const palette = 14 + headerSize;
  const entry = isCore ? 3 : 4;
  const colours = new Uint8Array(width * height * 3);
  const masks =
    compression === 3 && view.byteLength >= 66
      ? [54, 58, 62].map((at) => view.getUint32(at, true))
      : bits === 16
        ? [0x7c00, 0x3e0, 0x1f]
        : undefined;
  for (let y = 0; y < height; y++) {
    const row = offset + (rows < 0 ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x++) {
      const from = bits < 16 ? palette + entry * index(view, row, x, bits) : row + (x * bits) / 8;
      const to = 3 * (y * width + x);
      if (masks) {
        const pixel = bits === 16 ? view.getUint16(from, true) : view.getUint32(from, true);
        for (let c = 0; c < 3; c++) colours[to + c] = maskedByte(pixel, masks[c]!);
        continue;
      }
      for (let c = 0; c < 3; c++) colours[to + c] = view.getUint8(from + 2 - c); // blue, green, red
    }
  }
  return { width, height, grey: toGrey(colours, 3), channels: bits < 16 ? 1 : 3 };
}

/** The bits of a pixel under a mask, stretched to 0..255. */
function maskedByte(pixel: number, mask: number): number {
  if (mask === 0) return 0;
  const lowest = (mask & -mask) >>> 0;
  return Math.floor((((pixel & mask) >>> 0) / lowest / ((mask >>> 0) / lowest)) * 255 + 0.5);
}

/** Index of a pixel's colour in the palette: the first pixel lies in a byte's high bits. */
function index(view: DataView, row: number, x: number, bits: number): number {
  const byte = view.getUint8(row + Math.floor((x * bits) / 8));
  return (byte >> (8 - bits - ((x * bits) % 8))) & (2 ** bits - 1);
}
