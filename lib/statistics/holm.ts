/**
 * Adjusts p values of several comparisons so that the probability of any false claim stays below the level.
 * @returns adjusted values in the given order, at most 1; equal p values stay equal
 * Source: Holm, Scandinavian Journal of Statistics 6 (1979) 65.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  const adjusted = new Array<number>(p.length).fill(1);
  let highest = 0;
  order.forEach((i, rank) => {
    highest = Math.max(highest, Math.min(1, (p[i] ?? 1) * (p.length - rank)));
    adjusted[i] = highest;
  });
  return adjusted;
}
