import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { range } from "../../../core";
import { writeAtomic } from "../../../core/files";
import type { Label } from "../../../data";
import { phantomImage } from "../../../data/phantom";
import { square } from "../../../data/preprocess";

/** Preprocessed phantoms, bleeds at the odd places. */
export interface FreshPhantoms {
  /** Distinct from those of every other seed. */
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  readonly size: number;
  /** (n, size, size, 1) in [-1, 1]. */
  readonly pixels: Float32Array;
}

/** The first `count` phantoms of a seed, `size` pixels a side; drawn once and then read from a file in `folder`. */
export function freshPhantoms(
  folder: string,
  { count, seed, size }: { readonly count: number; readonly seed: number; readonly size: number },
): FreshPhantoms {
  const file = join(folder, "phantoms", `seed-${seed}-count-${count}-size-${size}.u8`);
  if (!existsSync(file)) writeAtomic(file, drawBytes(count, seed, size));
  return {
    ids: range(count).map((i) => `phantom-${seed}-${i}`),
    labels: range(count).map((i) => i % 2),
    size,
    pixels: Float32Array.from(readFileSync(file), (value) => value / 127.5 - 1),
  };
}

/** One image at a time: 4,000 of full size would take more than a gigabyte. */
function drawBytes(count: number, seed: number, size: number): Uint8Array {
  const bytes = new Uint8Array(count * size * size);
  for (let i = 0; i < count; i++) bytes.set(square(phantomImage(seed, i), size), i * size * size);
  return bytes;
}
