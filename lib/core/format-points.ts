/** A share, or a difference of two, in percentage points to one decimal, without unit: 0.0214 is "2.1". */
export function formatPoints(share: number): string {
  return (100 * share).toFixed(1);
}
