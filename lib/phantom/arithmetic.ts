/** Nine decimals: far above what JavaScript engines' sin, exp and pow differ by, far below a grey value. */
const roundTo9Digits = (x: number): number => Math.round(x * 1e9) / 1e9;

/** Transcendental functions whose results are the same bits in every JavaScript engine. */
export const sin = (x: number): number => roundTo9Digits(Math.sin(x));
export const cos = (x: number): number => roundTo9Digits(Math.cos(x));
export const exp = (x: number): number => roundTo9Digits(Math.exp(x));
export const atan2 = (y: number, x: number): number => roundTo9Digits(Math.atan2(y, x));
export const pow = (x: number, exponent: number): number => roundTo9Digits(Math.pow(x, exponent));

/** Length of the vector (x, y). */
export const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);

/** x, but no less than low and no more than high. */
export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);

/** Rises smoothly from 0 at low to 1 at high (Hermite's cubic). */
export function step(low: number, high: number, x: number): number {
  const t = clamp((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

/** 1 between low and high, fading to 0 within 0.03 of each end. */
export const band = (t: number, low: number, high: number): number =>
  step(low - 0.03, low + 0.03, t) * (1 - step(high - 0.03, high + 0.03, t));
