import { decimalsApart } from "../core/decimals-apart";

/** A number cut for reading: whole numbers, and from 10,000 on all, whole; else three significant digits, at least two decimals below 10. */
export function formatNumber(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  if (x < 0) return `−${formatNumber(-x)}`;
  if (x >= 10000) return Math.round(x).toLocaleString("en-US");
  if (Number.isInteger(x)) return String(x);
  if (x < 1e-4) return x.toExponential(0);
  if (x < 0.001) return x.toFixed(4);
  if (x < 0.1) return String(Number(x.toPrecision(2)));
  return x.toFixed(x < 10 ? 2 : x < 100 ? 1 : 0);
}

/**
 * A value with its interval: `"0.73 (0.52–0.88)"`; where it can be negative, `"+3.5 (−1.2 to +8.2)"`.
 * @param least decimals; more where the ends would read alike
 */
export function formatInterval(value: number, low: number, high: number, least = 2): string {
  const decimals = decimalsApart(low, high, least);
  if (low >= 0) return `${value.toFixed(decimals)} (${low.toFixed(decimals)}–${high.toFixed(decimals)})`;
  const signed = (x: number): string => {
    const digits = Math.abs(x).toFixed(decimals);
    return `${x < 0 && Number(digits) !== 0 ? "−" : "+"}${digits}`; // never −0.00
  };
  return `${signed(value)} (${signed(low)} to ${signed(high)})`;
}

/** A fraction as a percentage: `"76.5 %"`. */
export function formatPercent(fraction: number, decimals = 1): string {
  return `${(100 * fraction).toFixed(decimals)}\u00a0%`;
}
