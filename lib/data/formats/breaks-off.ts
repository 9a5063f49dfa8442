import { range } from "../../core";
import { finiteExtent } from "./finite-extent";

/** A picture's values, whatever they measure. */
interface Picture {
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: Float32Array | Float64Array | Uint8Array | Uint16Array;
}

/** Share of a picture's range by which values differ plainly, not as JPEG blurs them. */
const plainly = 1 / 25;

/** Why a picture may not be whole (see `breaksOff`). */
export function doubtOfEnd(picture: Picture): { readonly doubt?: string } {
  return breaksOff(picture)
    ? {
        doubt:
          "may be cut off: one value fills all from the middle of a row on. Were the files copied whole?",
      }
    : {};
}

/**
 * Whether a picture breaks off in the middle of a row, and two rows or more beyond are of one value: a file that was not
 * written or copied whole, of a format without compression. A black margin begins with a row, and a figure tapers on
 * both sides.
 */
export function breaksOff({ values, width, height }: Picture): boolean {
  const [fewest, steady] = [Math.max(8, width / 16), Math.max(2, width / 32)];
  const [low, high] = finiteExtent(values) ?? [0, 0];
  const rowOf = (row: number): Picture["values"] => values.subarray(row * width, (row + 1) * width);
  const isOfOne = (row: number): boolean => edgesOf(rowOf(row), values[row * width]!) === undefined;
  const isMargin = (row: number): boolean =>
    [row - 1, row + 1].some(
      (at) => at >= 0 && at < height && values[at * width] === values[row * width] && isOfOne(at),
    );
  const isTorn = (row: number, step: 1 | -1): boolean => {
    const end = row + 3 * step;
    if (end < 0 || end >= height) return false;
    const value = values[row * width]!;
    const [torn, next, second] = [1, 2, 3].map((i) => edgesOf(rowOf(row + i * step), value));
    if (!torn || !next || !second) return false;
    const [left, right] = [torn[0] - next[0], next[1] - torn[1]];
    const isSteady = [0, 1].every((side) => Math.abs(next[side]! - second[side]!) <= steady);
    if (!isSteady || Math.min(Math.abs(left), Math.abs(right)) > steady || Math.max(left, right) < fewest)
      return false;
    const lost = rowOf(row + 2 * step).subarray(
      ...(left > right ? [next[0], torn[0]] : [torn[1] + 1, next[1] + 1]),
    );
    return 2 * lost.filter((one) => Math.abs(one - value) > plainly * (high - low)).length > lost.length;
  };
  return range(height).some((row) => isOfOne(row) && isMargin(row) && (isTorn(row, 1) || isTorn(row, -1)));
}

/** First and last column that is not of a value; undefined where all are. */
function edgesOf(
  values: Picture["values"],
  empty: number,
): readonly [first: number, last: number] | undefined {
  const first = values.findIndex((one) => one !== empty);
  return first < 0 ? undefined : [first, values.findLastIndex((one) => one !== empty)];
}
