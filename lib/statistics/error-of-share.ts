/**
 * Standard error of a share of n, never 0: of one success and one failure more (Agresti & Coull 1998 add two of each, for an
 * interval).
 * @param share 0..1
 */
export function errorOfShare(share: number, n: number): number {
  const moved = (share * n + 1) / (n + 2);
  return Math.sqrt((moved * (1 - moved)) / n);
}
