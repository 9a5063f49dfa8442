import { cookToom, type CookToom, type Matrix, type Moduli } from "./cook-toom";

const ofBothSigns = (...points: readonly number[]): number[] => [0, ...points.flatMap((x) => [x, -x])];

const mebi = 2 ** 20;
const three = { points: ofBothSigns(5 / 7, 10 / 7) };
const four = { points: ofBothSigns(1, 2, 1 / 2) };
// by points alone twelve frequencies would do, with an error of 6e-4 on tiles of 8 x 8
const thirteen = { points: ofBothSigns(1 / 2, 6 / 7, 7 / 6, 2), quadratics: [[0, 1]] } as const;
const fourteen = { points: ofBothSigns(5 / 8, 1, 8 / 5), quadratics: [[0.9, 1], [-0.9, 1]] } as const; // prettier-ignore

/**
 * Moduli of rows and of columns, by a tile's outputs a side and the kernel's size: of those that a search tried, the ones
 * with the least rounding errors. Thirteen frequencies on both axes would double the error of tiles of 8.
 */
const moduli: Readonly<Record<string, readonly [Moduli, Moduli]>> = {
  "4 of 3": [three, three],
  "4 of 5": [four, four],
  "8 of 5": [thirteen, fourteen],
};

/** Matrices from maps and kernels to frequencies and back; they depend on the sizes alone. */
export interface WinogradPlan {
  /** Outputs a side that are computed together. */
  readonly tile: 4 | 8;
  /** Numbers at the frequencies of the images that are taken together: few stay in caches, but tiles of 8 need more rows. */
  readonly most: number;
  /** Of a tile's rows, and of its columns. */
  readonly frequencies: readonly [number, number];
  /** (frequencies tiles, side): rows of a map to each tile's frequencies, the border of zeros included; then columns. */
  readonly toFrequencies: readonly [Matrix, Matrix];
  /** (all frequencies, k^2) */
  readonly ofKernel: Matrix;
  /** Tiles of 8: (tile, frequencies) of rows and of columns; of 4, where that takes longer: (tile^2, all frequencies). */
  readonly toOutputs: readonly [Matrix, Matrix?];
}

const plans = new Map<string, WinogradPlan>();

/**
 * The plan for one size of maps and kernels.
 *
 * @param side pixels a side, a multiple of 4
 * @param k of the kernel, 3 or 5
 */
export function winogradPlan(side: number, k: number): WinogradPlan {
  const key = `${side} ${k}`;
  const known = plans.get(key);
  if (known) return known;
  // a tile of 8 on a map of 8 would leave one row of products per image
  const tile = k === 5 && side % 16 === 0 ? 8 : 4;
  const axes = (moduli[`${tile} of ${k}`] as readonly [Moduli, Moduli]).map((m) => cookToom(tile, k, m));
  const [rows, columns] = axes as [CookToom, CookToom];
  const border = (k - 1) / 2;
  const ofTiles = ({ B }: CookToom): Matrix =>
    B.flatMap((from) =>
      Array.from({ length: side / tile }, (_, t) => {
        const row = Array.from({ length: side }, () => 0);
        from.forEach((value, q) => {
          const at = tile * t + q - border;
          if (at >= 0 && at < side) row[at] = value;
        });
        return row;
      }),
    );
  const plan: WinogradPlan = {
    tile,
    most: tile === 8 ? 4 * mebi : 2 * mebi,
    frequencies: [rows.B.length, columns.B.length],
    toFrequencies: [ofTiles(rows), ofTiles(columns)],
    ofKernel: kronecker(rows.G, columns.G),
    toOutputs: tile === 8 ? [rows.A, columns.A] : [kronecker(rows.A, columns.A)],
  };
  plans.set(key, plan);
  return plan;
}

const kronecker = (P: Matrix, Q: Matrix): Matrix =>
  P.flatMap((p) => Q.map((q) => p.flatMap((x) => q.map((y) => x * y))));
