import { indicesWhere, range } from "../../core/arrays";
import { stream } from "../../core/random";
import { kMeans } from "../../ml/k-means";
import { nearestNeighbours } from "../../ml/nearest-neighbours";
import { assertComparable, rowsAt, type Vectors } from "../../ml/vectors";

/** Synthetic vectors, the training vectors behind them, and held-out ones. */
export interface CopyingSets {
  readonly synthetic: Vectors;
  readonly train: Vectors;
  readonly heldOut: Vectors;
}

/** One region of the images, and whether synthetic images lie nearer to the training images of it than held-out ones. */
export interface CopyingCell {
  readonly train: number;
  readonly heldOut: number;
  readonly synthetic: number;
  /** Below -3: nearer than held-out images; above 3: farther. Undefined where the cell has too few images. */
  readonly z: number | undefined;
}

/** The statistic C_T and the cells behind it. */
export interface DataCopying {
  /** Mean z of the cells, weighted by their held-out images; undefined where every cell has too few images. */
  readonly value: number | undefined;
  readonly cells: readonly CopyingCell[];
}

/** Fewest images of a cell; where the whole set has fewer it is one cell all the same. */
const fewest = { train: 20, heldOut: 10, synthetic: 10 };
const mostCells = 3;

/**
 * Whether synthetic images lie nearer to training images than held-out ones do (C_T). In up to three regions, the groups
 * that k-means finds among the training images, as many as leave enough images in each.
 *
 * @param sets at least one vector of each
 * @param options seed: of k-means
 * @returns below -3 is copying, near 0 natural, above 3 too far. It does not see copies that were moved, nor a tenth of
 *   the images copied at these numbers (see `alignedCopies`)
 * @throws RangeError for unequal dimensions or an empty set
 * Source: Meehan, Chaudhuri & Dasgupta 2020, section 3. Deviation: no continuity correction, ties count half, and a cell
 *   without synthetic images is reported.
 */
export function dataCopying(sets: CopyingSets, { seed = 0 }: { readonly seed?: number } = {}): DataCopying {
  const { synthetic, train, heldOut } = sets;
  for (const set of [synthetic, heldOut]) assertComparable("compute C_T", set, train, 1);
  for (let k = mostCells; k > 1; k--) {
    if (train.n < k * fewest.train || heldOut.n < k * fewest.heldOut) continue;
    const centres = kMeans(train, k, stream(seed, "quality", "data copying", k));
    const found = copyingOfCells(sets, (x) => nearestNeighbours(x, centres).index, k);
    if (found.cells.every((c) => c.train >= fewest.train && c.heldOut >= fewest.heldOut)) return found;
  }
  return copyingOfCells(sets, (x) => range(x.n).map(() => 0), 1);
}

/**
 * C_T in given cells.
 * @param cellsOf the cell of each vector, 0 .. count - 1
 */
export function copyingOfCells(
  { synthetic, train, heldOut }: CopyingSets,
  cellsOf: (x: Vectors) => readonly number[],
  count: number,
): DataCopying {
  const members = (x: Vectors): Vectors[] => {
    const of = cellsOf(x);
    return range(count).map((cell) =>
      rowsAt(
        x,
        indicesWhere(of, (c) => c === cell),
      ),
    );
  };
  const [ofSynthetic, ofTrain, ofHeldOut] = [synthetic, train, heldOut].map(members);
  const cells = range(count).map((cell): CopyingCell => {
    const [g, t, h] = [ofSynthetic![cell]!, ofTrain![cell]!, ofHeldOut![cell]!];
    const isEnough = count === 1 || g.n >= Math.min(fewest.synthetic, leastShare * synthetic.n);
    const has = isEnough && Math.min(g.n, t.n, h.n) > 0;
    const z = has
      ? mannWhitneyZ(nearestNeighbours(g, t).distance, nearestNeighbours(h, t).distance)
      : undefined;
    return { synthetic: g.n, train: t.n, heldOut: h.n, z };
  });
  const measured = cells.filter(({ z }) => z !== undefined);
  const weight = measured.reduce((sum, c) => sum + c.heldOut, 0);
  const value = weight === 0 ? undefined : measured.reduce((sum, c) => sum + (c.z! * c.heldOut) / weight, 0);
  return { value, cells };
}

/** Of few synthetic images in all, a cell of this share of them is measured although it has fewer than ten. */
const leastShare = 0.2;

/** How far values lie below (negative) or above others, in standard deviations of the rank sum; ties count half. */
export function mannWhitneyZ(values: readonly number[], others: readonly number[]): number {
  const [m, n] = [values.length, others.length];
  let above = 0;
  for (const a of values) for (const b of others) above += a > b ? 1 : a === b ? 0.5 : 0;
  return (above - (m * n) / 2) / Math.sqrt((m * n * (m + n + 1)) / 12);
}
