/** Pixels whose sides differ by less than a tenth look square. */
const tolerance = 1.1;

/**
 * How high a pixel is, as a share of its width; undefined where it is square or nearly so, or where a side is not known.
 * @param height distance between rows, in any unit
 * @param width distance between columns, in the same unit
 */
export function pixelAspect(height: number | undefined, width: number | undefined): number | undefined {
  const aspect = Math.abs(height ?? 0) / Math.abs(width ?? 0);
  const isKnown = Number.isFinite(aspect) && aspect > 0;
  return isKnown && Math.max(aspect, 1 / aspect) > tolerance ? aspect : undefined;
}
