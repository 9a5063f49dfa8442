import { extent } from "../../core/arrays";
import { areaSums, type Share } from "../area-sums";
import type { Slice } from "../dataset";

/** A rectangle in pixels: from left and top up to, not including, right and bottom. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Where a slice shows something: the rows and columns of which at least 2 % are brighter than the darkest tenth of the
 * grey range. Borders, padding and single specks of writing stay outside, so that crops and padded copies of one slice
 * get the same content.
 *
 * @returns the whole slice when nothing stands out
 */
export function contentBox({ width, height, grey }: Pick<Slice, "width" | "height" | "grey">): Box {
  const [low, high] = extent(grey);
  const dark = low + (high - low) / 10;
  const rows = new Float64Array(height);
  const columns = new Float64Array(width);
  grey.forEach((value, i) => {
    if (value <= dark) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    rows[y] = (rows[y] ?? 0) + 1 / width;
    columns[x] = (columns[x] ?? 0) + 1 / height;
  });
  const lit = (share: number): boolean => share >= 0.02;
  const box = {
    left: columns.findIndex(lit),
    top: rows.findIndex(lit),
    right: columns.findLastIndex(lit) + 1,
    bottom: rows.findLastIndex(lit) + 1,
  };
  const isSome = box.right - box.left >= 8 && box.bottom - box.top >= 8;
  return isSome ? box : { left: 0, top: 0, right: width, bottom: height };
}

/** The smallest square around a slice, the slice in its middle: it may reach over the slice's edges. */
export function squareBox({ width, height }: Pick<Slice, "width" | "height">): Box {
  const side = Math.max(width, height);
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  return { left, top, right: left + side, bottom: top + side };
}

/** A box of a slice averaged over size x size equal areas; what lies outside the slice is black. */
export function averageBox(
  slice: Pick<Slice, "width" | "height" | "grey">,
  { left, top, right, bottom }: Box,
  size: number,
): Float32Array {
  const columns = shares(left, right, slice.width, size);
  const rows = shares(top, bottom, slice.height, size);
  return Float32Array.from(areaSums(slice, { columns, rows, size }));
}

function shares(begin: number, end: number, length: number, size: number): Share[] {
  const step = (end - begin) / size;
  const found: Share[] = [];
  for (let to = 0; to < size; to++) {
    const [low, high] = [begin + to * step, begin + (to + 1) * step];
    for (let from = Math.max(0, Math.floor(low)); from < Math.min(length, high); from++)
      found.push({ from, to, weight: (Math.min(high, from + 1) - Math.max(low, from)) / step });
  }
  return found;
}
