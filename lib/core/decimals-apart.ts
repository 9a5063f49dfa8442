/**
 * Fewest decimals, at least so many and at most three more, with which the ends of an interval read as different numbers: of
 * 0.9991 to 0.9998 two would make a point of it.
 */
export function decimalsApart(low: number, high: number, least: number): number {
  let decimals = least;
  const reads = (x: number): number => Number(x.toFixed(decimals)); // -0.00 is 0.00
  while (decimals < least + 3 && low !== high && reads(low) === reads(high)) decimals++;
  return decimals;
}
