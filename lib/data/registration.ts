/** How one square image lies on another: shifts in shares of its side, stretches about its middle. */
export interface Placement {
  readonly dx: number;
  readonly dy: number;
  readonly sx: number;
  readonly sy: number;
}

/** The best placement found and the correlation there, up to 1. */
export interface Registered {
  readonly score: number;
  readonly placement: Placement;
}

/** Neither shifted nor stretched. */
export const asItIs: Placement = { dx: 0, dy: 0, sx: 1, sy: 1 };

const steps = [0.04, 0.02, 0.01, 0.005];

/**
 * Lays image b on image a by shifting and stretching it until they correlate best: one parameter after the other, in
 * steps that become smaller.
 *
 * @param a, b (size, size)
 * @param begin where to begin with fine steps; coarse ones from the middle when absent
 * @returns the correlation over the area that both cover; -1 when less than half of a is covered
 */
export function register(a: Float32Array, b: Float32Array, size: number, begin?: Placement): Registered {
  let placement = begin ?? asItIs;
  let score = correlation(a, b, size, placement);
  for (const step of begin ? steps.slice(2) : steps.slice(0, 3))
    for (let moved = true, rounds = 0; moved && rounds < 8; rounds++) {
      moved = false;
      for (const key of ["dx", "dy", "sx", "sy"] as const)
        for (const way of [step, -step]) {
          const tried = { ...placement, [key]: placement[key] + way };
          const found = correlation(a, b, size, tried);
          if (found > score + 1e-4) [placement, score, moved] = [tried, found, true];
        }
    }
  return { score, placement };
}

/** Correlation of a with the placed b, over the pixels of a that b covers. */
function correlation(a: Float32Array, b: Float32Array, size: number, { dx, dy, sx, sy }: Placement): number {
  const middle = (size - 1) / 2;
  let [n, sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (let y = 0; y < size; y++) {
    const v = (y - middle) * sy + middle + dy * size;
    const y0 = Math.floor(v);
    if (y0 < 0 || y0 >= size - 1) continue;
    const fy = v - y0;
    for (let x = 0; x < size; x++) {
      const u = (x - middle) * sx + middle + dx * size;
      const x0 = Math.floor(u);
      if (x0 < 0 || x0 >= size - 1) continue;
      const fx = u - x0;
      const at = y0 * size + x0;
      const above = b[at]! + fx * (b[at + 1]! - b[at]!);
      const below = b[at + size]! + fx * (b[at + size + 1]! - b[at + size]!);
      const q = above + fy * (below - above);
      const p = a[y * size + x]!;
      n++;
      sa += p;
      sb += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  if (n < (size * size) / 2) return -1;
  const spread = (aa - (sa * sa) / n) * (bb - (sb * sb) / n);
  return spread > 1e-12 ? (ab - (sa * sb) / n) / Math.sqrt(spread) : -1;
}
