import { mean, sum } from "../../core/arrays";

/** A band of structure sizes that two slices are compared by; lengths in shares of the image's side. */
export interface Band {
  /** Blurs between which structures lie: smaller ones are noise, larger ones shading. */
  readonly fine: number;
  readonly coarse: number;
  /** Over this width the contrast is made even. */
  readonly even: number;
  /** Where the image is faded out, from its middle (0) to the middle of its edge (1). */
  readonly fade: readonly [from: number, to: number];
}

/** Gyri, ventricles, lesions: alike in neighbouring slices of one scan. */
export const anatomy: Band = { fine: 1 / 96, coarse: 1 / 12, even: 1 / 8, fade: [0.75, 0.95] };

/** Edges and grain inside the head: alike only where it is the same slice. */
export const grain: Band = { fine: 1 / 120, coarse: 1 / 24, even: 1 / 10, fade: [0.55, 0.7] };

/**
 * An image without its brightness, shading and contrast, which windows, tints and scanners change, and without the
 * skull's ring, in which all heads are alike.
 *
 * @param image (size, size), any scale
 * @returns (size, size): the band's structures, each over the contrast around it
 */
export function detail(image: Float32Array, size: number, { fine, coarse, even, fade }: Band): Float32Array {
  const small = blur(image, size, fine * size);
  const large = blur(image, size, coarse * size);
  const band = small.map((value, i) => value - large[i]!);
  const squares = band.map((v) => v * v);
  const power = blur(squares, size, even * size);
  const average = mean(squares);
  const inside = fading(size, fade);
  return band.map((value, i) => (inside[i]! * value) / Math.sqrt(power[i]! + 0.05 * average + 1e-9));
}

const fadings = new Map<string, Float64Array>();

/** Share of each pixel that is kept: 1 in the middle, 0 where the image is faded out. Few sizes are asked for: kept. */
function fading(size: number, [from, to]: Band["fade"]): Float64Array {
  const key = [size, from, to].join(" ");
  const known = fadings.get(key);
  if (known) return known;
  const middle = (size - 1) / 2;
  const shares = Float64Array.from({ length: size * size }, (_, i) => {
    const outwards = Math.hypot((i % size) - middle, Math.floor(i / size) - middle) / (size / 2);
    return Math.min(1, Math.max(0, (to - outwards) / (to - from)));
  });
  fadings.set(key, shares);
  return shares;
}

/** Gaussian blur, sigma in pixels; the edges are continued. */
function blur(image: Float32Array, size: number, sigma: number): Float32Array {
  return blurRowsTransposed(blurRowsTransposed(image, size, sigma), size, sigma);
}

/** Blurs each row and swaps rows and columns: twice is both ways. */
function blurRowsTransposed(image: Float32Array, size: number, sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const weights = Float64Array.from({ length: reach + 1 }, (_, k) => Math.exp((-k * k) / 2 / sigma ** 2));
  const total = 2 * sum(weights) - weights[0]!;
  const line = new Float64Array(size + 2 * reach);
  const out = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    const row = y * size;
    line.fill(image[row]!, 0, reach);
    for (let x = 0; x < size; x++) line[reach + x] = image[row + x]!;
    line.fill(image[row + size - 1]!, reach + size);
    for (let x = 0; x < size; x++) {
      const middle = x + reach;
      let weighted = weights[0]! * line[middle]!;
      // the two neighbours at one distance have one weight
      for (let k = 1; k <= reach; k++) weighted += weights[k]! * (line[middle - k]! + line[middle + k]!);
      out[x * size + y] = weighted / total;
    }
  }
  return out;
}
