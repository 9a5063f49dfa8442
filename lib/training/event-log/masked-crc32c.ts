/** Castagnoli's polynomial, lowest power first. */
const polynomial = 0x82f63b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value;
});

/**
 * The checksum of a record's parts: CRC-32C, rotated and moved, so that a checksum of checksums is a good one, too.
 * (zlib's crc32 is of another polynomial.)
 *
 * Source: TensorFlow, tensorflow/core/lib/hash/crc32c.h, `Mask`; RFC 3720, appendix B.4.
 */
export function maskedCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
