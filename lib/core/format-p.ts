/** `p = 0.346`, or `p < 0.001` below what the digits can show. */
export function formatP(p: number, digits: number): string {
  const least = 10 ** -digits;
  return p < least ? `p < ${least.toFixed(digits)}` : `p = ${p.toFixed(digits)}`;
}
