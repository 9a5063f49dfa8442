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
  // written out, for speed: each call of an inner function puts its result in a box
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const fx = x - column;
    const fy = y - row;
    const sx = fx * fx * (3 - 2 * fx);
    const sy = fy * fy * (3 - 2 * fy);
    const left = (column & 31) * 2;
    const right = ((column + 1) & 31) * 2;
    const above = (row & 31) * 64;
    const below = ((row + 1) & 31) * 64;
    const topLeft = gradients[above + left]! * fx + gradients[above + left + 1]! * fy;
    const topRight = gradients[above + right]! * (fx - 1) + gradients[above + right + 1]! * fy;
    const lowLeft = gradients[below + left]! * fx + gradients[below + left + 1]! * (fy - 1);
    const lowRight = gradients[below + right]! * (fx - 1) + gradients[below + right + 1]! * (fy - 1);
    const top = topLeft * (1 - sx) + topRight * sx;
    const low = lowLeft * (1 - sx) + lowRight * sx;
    return 1.5 * (top * (1 - sy) + low * sy);
  };
}
