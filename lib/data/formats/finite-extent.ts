/**
 * Smallest and largest finite number; undefined where there is none. NaN and infinities stand for what lies outside of a
 * picture.
 */
export function finiteExtent(values: ArrayLike<number>): readonly [low: number, high: number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}
