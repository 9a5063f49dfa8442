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
  const middle = (size - 1) / 2;
  return band.map((value, i) => {
    const outwards = Math.hypot((i % size) - middle, Math.floor(i / size) - middle) / (size / 2);
    const inside = Math.min(1, Math.max(0, (fade[1] - outwards) / (fade[1] - fade[0])));
    return (inside * value) / Math.sqrt(power[i]! + 0.05 * average + 1e-9);
  });
}

/** Gaussian blur, sigma in pixels; the edges are continued. */
function blur(image: Float32Array, size: number, sigma: number): Float32Array {
  return blurRowsTransposed(blurRowsTransposed(image, size, sigma), size, sigma);
}

/** Blurs each row and swaps rows and columns: twice is both ways. */
function blurRowsTransposed(image: Float32Array, size: number, sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / 2 / sigma ** 2),
  );
  const total = sum(weights);
  const line = new Float64Array(size + 2 * reach);
  const out = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < line.length; x++)
      line[x] = image[y * size + Math.min(size - 1, Math.max(0, x - reach))]!;
    for (let x = 0; x < size; x++) {
      let weighted = 0;
      for (let k = 0; k < weights.length; k++) weighted += weights[k]! * line[x + k]!;
      out[x * size + y] = weighted / total;
    }
  }
  return out;
}
