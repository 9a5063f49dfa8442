/** Position of one square image on another: shifts in shares of its side, stretches about its middle. */
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
export const identityPlacement: Placement = { dx: 0, dy: 0, sx: 1, sy: 1 };

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
  let placement = begin ?? identityPlacement;
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
  const across = samples(size, dx, sx);
  const down = samples(size, dy, sy);
  const n = (across.end - across.begin) * (down.end - down.begin);
  if (n < (size * size) / 2) return -1;
  const from = across.place[across.begin]!;
  const to = across.place[across.end - 1]! + 1;
  const row = new Float64Array(size);
  let [sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let y = down.begin; y < down.end; y++) {
    const above = down.place[y]! * size;
    const fy = down.share[y]!;
    for (let x = from; x <= to; x++) row[x] = b[above + x]! + fy * (b[above + size + x]! - b[above + x]!);
    for (let x = across.begin; x < across.end; x++) {
      const x0 = across.place[x]!;
      const q = row[x0]! + across.share[x]! * (row[x0 + 1]! - row[x0]!);
      const p = a[y * size + x]!;
      sa += p;
      sb += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const spread = (aa - (sa * sa) / n) * (bb - (sb * sb) / n);
  return spread > 1e-12 ? (ab - (sa * sb) / n) / Math.sqrt(spread) : -1;
}

/** Where b is sampled along one axis: from `begin` to before `end` between two of its pixels, and how near the second. */
function samples(size: number, shift: number, stretch: number) {
  const middle = (size - 1) / 2;
  const place = new Int32Array(size);
  const share = new Float64Array(size);
  let [begin, end] = [size, size];
  for (let k = 0; k < size; k++) {
    const at = (k - middle) * stretch + middle + shift * size;
    const whole = Math.floor(at);
    if (whole >= 0 && whole < size - 1) begin = Math.min(begin, k);
    else if (begin < size) {
      end = k;
      break;
    }
    place[k] = whole;
    share[k] = at - whole;
  }
  return { begin, end, place, share };
}
