import { sha256 } from "../core";
import type { ImageSet, Role } from "./image-set";

/** The pixels of a set as they lie in memory and in files: 32-bit floats, little endian. */
export function pixelBytes({ pixels }: ImageSet<Role>): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

/** SHA-256 of a set's pixels: equal for equal images in equal order. */
export function pixelHash(set: ImageSet<Role>): string {
  return sha256(pixelBytes(set));
}
