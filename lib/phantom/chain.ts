import { clamp, step } from "./arithmetic";
import type { Canvas } from "./canvas";

/** How a chain's points are drawn. */
export interface Outline {
  /** Multiplies the radii. */
  readonly grow?: number;
  /** How far the midline is pushed, half widths. */
  readonly shift?: number;
  /** Half the width of the fading edge in radii: 0.12 is a sharp outline, 1 fades from the middle. */
  readonly softness?: number;
}

/**
 * Calls `put` for every pixel near a chain of tapering capsules with the coverage by it, once a capsule.
 *
 * @param points u, v, radius; u, v, radius; ...: one point is a disc
 */
export function chain(
  canvas: Canvas,
  points: readonly number[],
  outline: Outline,
  put: (pixel: number, coverage: number) => void,
): void {
  for (let at = 0; at === 0 || at + 3 < points.length; at += 3)
    capsule(
      canvas,
      points.slice(at, at + 3),
      points.slice(Math.min(at + 3, points.length - 3)),
      outline,
      put,
    );
}

function capsule(
  { width, height, unit, head, u, v, pixelAt }: Canvas,
  [au = 0, av = 0, ar = 0]: readonly number[],
  [bu = 0, bv = 0, br = 0]: readonly number[],
  outline: Outline,
  put: (pixel: number, coverage: number) => void,
): void {
  const { grow = 1, shift = 0, softness = 0.12 } = outline;
  const eu = (bu - au) * head.width;
  const ev = bv - av;
  const square = eu * eu + ev * ev || 1;
  const [ax, ay] = pixelAt(au, av);
  const [bx, by] = pixelAt(bu, bv);
  const reach = (Math.max(ar, br) * grow * (1 + softness) + 0.1 + Math.abs(shift)) * unit;
  const left = Math.max(0, Math.floor(Math.min(ax, bx) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(ax, bx) + reach));
  const top = Math.max(0, Math.floor(Math.min(ay, by) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(ay, by) + reach));
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const i = y * width + x;
      const du = (u[i]! - au) * head.width;
      const dv = v[i]! - av;
      const t = clamp((du * eu + dv * ev) / square, 0, 1);
      const radius = (ar + (br - ar) * t) * grow;
      const edge = 0.007 + softness * radius;
      const ru = du - t * eu;
      const rv = dv - t * ev;
      const distance = Math.sqrt(ru * ru + rv * rv);
      if (distance < radius + edge) put(i, 1 - step(radius - edge, radius + edge, distance));
    }
}
