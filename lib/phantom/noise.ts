import type { Random } from "../core";
import { cos, sin } from "./arithmetic";

/** Smooth random values in about -1 .. 1 over the plane. */
export type Noise = (x: number, y: number) => number;

/**
 * Perlin's gradient noise with period 32 in x and y.
 *
 * Source: K. Perlin, An image synthesizer, SIGGRAPH 1985; the weights are Hermite's cubic, the values scaled by 1.5.
 *
 * @param random draws the 1,024 gradients
 */
export function gradientNoise(random: Random): Noise {
  const gradients = new Float32Array(2048);
  for (let i = 0; i < gradients.length; i += 2) {
    const angle = random.next() * 2 * Math.PI;
    gradients[i] = cos(angle);
    gradients[i + 1] = sin(angle);
  }
  const dot = (column: number, row: number, x: number, y: number): number => {
    const at = ((row & 31) * 32 + (column & 31)) * 2;
    return gradients[at]! * x + gradients[at + 1]! * y;
  };
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const fx = x - column;
    const fy = y - row;
    const sx = fx * fx * (3 - 2 * fx);
    const sy = fy * fy * (3 - 2 * fy);
    const top = dot(column, row, fx, fy) * (1 - sx) + dot(column + 1, row, fx - 1, fy) * sx;
    const low = dot(column, row + 1, fx, fy - 1) * (1 - sx) + dot(column + 1, row + 1, fx - 1, fy - 1) * sx;
    return 1.5 * (top * (1 - sy) + low * sy);
  };
}
