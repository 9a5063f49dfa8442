/** Edges of a region as an SVG path. */
export interface Outline {
  /** (size, size): 1 in the region. */
  readonly mask: Uint8Array;
  readonly color: string;
  /** Dashes, where one line may lie on another. */
  readonly isDashed?: boolean;
}

/**
 * The edges between pixels of a region and others, along the pixels' own sides; nothing for an empty region.
 * @param times screen pixels per pixel of the image, whose left upper corner is (x, y)
 */
export function outlinePath(
  { mask, color, isDashed = false }: Outline,
  size: number,
  times: number,
  x: number,
  y: number,
): string {
  const isInside = (column: number, row: number): boolean =>
    column >= 0 && row >= 0 && column < size && row < size && mask[row * size + column] === 1;
  const lines: string[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      if (!isInside(column, row)) continue;
      const [left, top] = [x + column * times, y + row * times];
      if (!isInside(column, row - 1)) lines.push(`M${left} ${top}h${times}`);
      if (!isInside(column, row + 1)) lines.push(`M${left} ${top + times}h${times}`);
      if (!isInside(column - 1, row)) lines.push(`M${left} ${top}v${times}`);
      if (!isInside(column + 1, row)) lines.push(`M${left + times} ${top}v${times}`);
    }
  if (lines.length === 0) return "";
  const dashes = isDashed ? ' stroke-dasharray="2 1.5"' : "";
  return `<path d="${lines.join("")}" fill="none" stroke="${color}" stroke-width="1.4"${dashes}/>`;
}
