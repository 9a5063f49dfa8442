import type { Images } from "./images";
import type { Vectors } from "../ml/vectors";

/**
 * Pixels, followed by how much each differs from the mean of the 3 x 3 around it: a linear model of the pixels alone
 * is blind to noise and blur, which have no mean of their own.
 *
 * @returns n vectors of twice the pixels; the second half absolute values, times 4 to weigh about as much
 */
export function pixelsWithLocalContrast({ size, pixels }: Images): Vectors {
  const area = size * size;
  const n = pixels.length / area;
  const values = new Float32Array(2 * n * area);
  for (let i = 0; i < n; i++) {
    const image = pixels.subarray(i * area, (i + 1) * area);
    values.set(image, 2 * i * area);
    for (let k = 0; k < area; k++)
      values[(2 * i + 1) * area + k] = 4 * Math.abs(image[k]! - localMean(image, size, k));
  }
  return { n, dim: 2 * area, values };
}

/** Mean of the 3 x 3 pixels around one; the edges are continued. */
function localMean(image: Float32Array, size: number, k: number): number {
  const [x, y] = [k % size, Math.floor(k / size)];
  let sum = 0;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const [u, v] = [Math.min(size - 1, Math.max(0, x + dx)), Math.min(size - 1, Math.max(0, y + dy))];
      sum += image[v * size + u]!;
    }
  return sum / 9;
}
