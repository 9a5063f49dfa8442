import type { Preprocessed } from "./dataset";
import type { Split } from "./image-set";
import { square } from "./preprocess";

/** Two images of a data set that show the same. */
export interface DuplicatePair {
  /** Ids, in the data set's order. */
  readonly a: string;
  readonly b: string;
  /** Correlation of the preprocessed pixels in the best orientation, up to 1. */
  readonly score: number;
  /** True when the slices as read are equal, pixel by pixel. */
  readonly exact: boolean;
  /** How b must be turned to lie on a. */
  readonly orientation: (typeof orientations)[number];
  /** False when one of the two labels must be wrong. */
  readonly sameLabel: boolean;
}

/** A square's eight symmetries: bit 0 mirrors left and right, bit 1 top and bottom, bit 2 then swaps rows and columns. */
const orientations = [
  "as it is",
  "mirrored",
  "upside down",
  "turned by 180 degrees",
  "mirrored at the diagonal",
  "turned by 90 degrees",
  "turned by 270 degrees",
  "mirrored at the other diagonal",
] as const;

/**
 * Finds pairs of images that are equal, or nearly so in any of the eight orientations: they make a test look better
 * than it is when they lie in two parts of a split.
 *
 * Pairs are first sieved on 8x8 averages (correlation at most .03 below the threshold), then compared at full size.
 *
 * @param options.threshold smallest correlation of a near-duplicate; .98 finds re-saved and rescaled copies, while
 *   neighbouring slices of one scan lie at .93 to .98 (looked at on the Kaggle head-CT set)
 * @returns pairs, the most alike first
 */
export function duplicates(preprocessed: Preprocessed, { threshold = 0.98 } = {}): DuplicatePair[] {
  const { slices } = preprocessed.dataset;
  const { size } = preprocessed;
  const full = slices.map((_, i) => standardized(pixelsOf(preprocessed, i)));
  const small = slices.map((_, i) => standardized(averages(pixelsOf(preprocessed, i), size, 8)));
  const compared = { full, small, turnFull: turns(size), turnSmall: turns(8), sieve: threshold - 0.03 };
  const pairs: DuplicatePair[] = [];
  slices.forEach((a, i) => {
    for (let j = i + 1; j < slices.length; j++) {
      const b = slices[j] ?? a;
      const exact = a.width === b.width && a.height === b.height && Buffer.compare(a.grey, b.grey) === 0;
      const best = exact ? { score: 1, turn: 0 } : closest(i, j, compared);
      if (best.score < threshold) continue;
      const orientation = orientations[best.turn] ?? "as it is";
      pairs.push({ a: a.id, b: b.id, score: best.score, exact, orientation, sameLabel: a.label === b.label });
    }
  });
  return pairs.sort((p, q) => q.score - p.score);
}

/** The pairs whose two images lie in different parts: one was learned from, the other is tested on. */
export function crossings(split: Split, pairs: readonly DuplicatePair[]): DuplicatePair[] {
  const part = new Map<string, string>();
  for (const set of [split.train, split.validation]) for (const id of set.ids) part.set(id, set.role);
  for (const id of split.test.ids) part.set(id, "test");
  return pairs.filter(({ a, b }) => part.has(a) && part.has(b) && part.get(a) !== part.get(b));
}

interface Compared {
  readonly full: readonly Float64Array[];
  readonly small: readonly Float64Array[];
  readonly turnFull: readonly Int32Array[];
  readonly turnSmall: readonly Int32Array[];
  readonly sieve: number;
}

function closest(i: number, j: number, { full, small, turnFull, turnSmall, sieve }: Compared) {
  let best = { score: -1, turn: 0 };
  for (let turn = 0; turn < 8; turn++) {
    if (product(small[i], small[j], turnSmall[turn]) < sieve) continue;
    const score = product(full[i], full[j], turnFull[turn]);
    if (score > best.score) best = { score, turn };
  }
  return best;
}

/** Inner product of a and the turned b; 1 for equal standardized images. */
function product(a?: Float64Array, b?: Float64Array, turn?: Int32Array): number {
  if (!a || !b || !turn) return -1;
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[turn[k] ?? 0] ?? 0);
  return sum;
}

function turns(size: number): Int32Array[] {
  return orientations.map((_, bits) =>
    Int32Array.from({ length: size * size }, (_, k) => {
      const x = bits & 1 ? size - 1 - (k % size) : k % size;
      const y = bits & 2 ? size - 1 - Math.floor(k / size) : Math.floor(k / size);
      return bits & 4 ? x * size + y : y * size + x;
    }),
  );
}

/** Mean 0 and length 1; all zeros for an even image, which resembles nothing. */
function standardized(pixels: Float32Array | Uint8Array): Float64Array {
  let mean = 0;
  for (const value of pixels) mean += value / pixels.length;
  const out = Float64Array.from(pixels, (value) => value - mean);
  const length = Math.sqrt(out.reduce((sum, value) => sum + value * value, 0));
  return length < 1e-9 ? out.fill(0) : out.map((value) => value / length);
}

function averages(pixels: Float32Array, size: number, to: number): Uint8Array {
  const grey = Uint8Array.from(pixels, (v) => Math.round((v + 1) * 127.5));
  return square({ width: size, height: size, grey }, to);
}

function pixelsOf({ pixels, size }: Preprocessed, i: number): Float32Array {
  return pixels.subarray(i * size * size, (i + 1) * size * size);
}
