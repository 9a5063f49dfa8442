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
const keys = ["dx", "dy", "sx", "sy"] as const;

/**
 * Lays image b on image a by shifting and stretching it until they correlate best: one parameter after the other, in
 * steps that become smaller.
 *
 * @param a, b (size, size)
 * @param begin where to begin with fine steps; coarse ones from the middle when absent
 * @returns the correlation over the area that both cover; -1 when less than half of a is covered
 */
export function register(a: Float32Array, b: Float32Array, size: number, begin?: Placement): Registered {
  const correlate = correlation(a, b, size);
  let placement = begin ?? identityPlacement;
  let score = correlate(placement);
  for (const step of begin ? steps.slice(2) : steps.slice(0, 3)) {
    const ways = keys.flatMap((key) => [step, -step].map((way) => ({ key, way })));
    // after as many failures in a row as there are ways, each has failed from here
    for (let at = 0, failed = 0; failed < ways.length && at < 8 * ways.length; at++) {
      const { key, way } = ways[at % ways.length]!;
      const tried = { ...placement, [key]: placement[key] + way };
      const found = correlate(tried);
      if (found > score + 1e-4) [placement, score, failed] = [tried, found, 0];
      else failed++;
    }
  }
  return { score, placement };
}

/** Correlation of a with the placed b, over the pixels of a that b covers. */
function correlation(a: Float32Array, b: Float32Array, size: number): (at: Placement) => number {
  const across = samples(size);
  const down = samples(size);
  const row = new Float64Array(size);
  return ({ dx, dy, sx, sy }) => {
    across.take(dx, sx);
    down.take(dy, sy);
    const n = (across.end - across.begin) * (down.end - down.begin);
    if (n < (size * size) / 2) return -1;
    const from = across.place[across.begin]!;
    const to = across.place[across.end - 1]! + 1;
    // one by one: numbers taken out of an array stay boxed, a new box per addition
    let sa = 0;
    let sb = 0;
    let aa = 0;
    let bb = 0;
    let ab = 0;
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
  };
}

/** Where b is sampled along one axis: from `begin` to before `end` between two of its pixels, and how near the second. */
function samples(size: number) {
  const middle = (size - 1) / 2;
  const taken = {
    begin: size,
    end: size,
    shift: NaN,
    stretch: NaN,
    place: new Int32Array(size),
    share: new Float64Array(size),
    take: (shift: number, stretch: number): void => {
      if (taken.shift === shift && taken.stretch === stretch) return; // the other axis moves
      Object.assign(taken, { shift, stretch });
      let [begin, end] = [size, size];
      for (let k = 0; k < size; k++) {
        const at = (k - middle) * stretch + middle + shift * size;
        const whole = Math.floor(at);
        if (whole >= 0 && whole < size - 1) begin = Math.min(begin, k);
        else if (begin < size) {
          end = k;
          break;
        }
        taken.place[k] = whole;
        taken.share[k] = at - whole;
      }
      [taken.begin, taken.end] = [begin, end];
    },
  };
  return taken;
}
