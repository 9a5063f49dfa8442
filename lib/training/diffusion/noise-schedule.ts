import { range } from "../../core/arrays";

/** How noise grows over the times 0 .. T - 1. */
export interface NoiseSchedule {
  /** Share of noise added at each time. */
  readonly beta: Float64Array;
  /** Share of the image's variance that is left: x_t = sqrt(alphaBar) x_0 + sqrt(1 - alphaBar) noise. */
  readonly alphaBar: Float64Array;
}

/**
 * Linear: beta from 1e-4 to 0.02 over 1,000 times; for other T both ends times 1000 / T. Spends its last quarter on images
 * that are noise already where these are small.
 * Source: Ho et al. 2020, section 4.
 */
export function linearSchedule(times: number): NoiseSchedule {
  const factor = 1000 / times;
  return fromBeta(range(times).map((t) => factor * (1e-4 + ((0.02 - 1e-4) * t) / (times - 1))));
}

/** Cosine. Source: Nichol & Dhariwal 2021, section 3.2, s = 0.008, beta at most 0.999. */
export function cosineSchedule(times: number): NoiseSchedule {
  const left = (t: number): number => Math.cos(((t / times + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
  return fromBeta(range(times).map((t) => Math.min(1 - left(t + 1) / left(t), 0.999)));
}

/** Variance of x_(t-1) given x_t and x_0: 0 at t = 0. Source: Ho et al. 2020, eq. 7. */
export function posteriorVariance({ beta, alphaBar }: NoiseSchedule, t: number): number {
  const before = t === 0 ? 1 : alphaBar[t - 1]!;
  return (beta[t]! * (1 - before)) / (1 - alphaBar[t]!);
}

/** Signal to noise: the variance of the image over that of the noise. */
export function signalToNoise({ alphaBar }: NoiseSchedule, t: number): number {
  return alphaBar[t]! / (1 - alphaBar[t]!);
}

function fromBeta(beta: readonly number[]): NoiseSchedule {
  let left = 1;
  return { beta: Float64Array.from(beta), alphaBar: Float64Array.from(beta, (b) => (left *= 1 - b)) };
}
