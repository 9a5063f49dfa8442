/** A Windows bitmap of 8 bits with a palette, or of 24 or 32 bits. @param pixel red, green and blue of a pixel */
export function bitmap(
  [width, height]: readonly [number, number],
  pixel: (x: number, y: number) => readonly [number, number, number],
  { bits = 24, isTopDown = false }: { readonly bits?: 8 | 24 | 32; readonly isTopDown?: boolean } = {},
): Buffer {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const palette =
    bits === 8 ? Buffer.from(Array.from({ length: 256 }, (_, i) => [i, i, i, 0]).flat()) : Buffer.alloc(0);
  const head = Buffer.alloc(54);
  head.write("BM", 0, "latin1");
  head.writeUInt32LE(54 + palette.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(isTopDown ? -height : height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (isTopDown ? y : height - 1 - y) * stride + (x * bits) / 8;
      const [red, green, blue] = pixel(x, y);
      if (bits === 8) rows[at] = red;
      else rows.set([blue, green, red], at);
    }
  return Buffer.concat([head, palette, rows]);
}
