/** Matrices by rows. */
export type Matrix = readonly (readonly number[])[];

/** y = A [(G g) * (B d)]: m outputs of a filter of r taps from m + r - 1 inputs by as many products. */
export interface CookToom {
  readonly A: Matrix;
  readonly G: Matrix;
  readonly B: Matrix;
}

const transpose = (M: Matrix): Matrix => (M[0] ?? []).map((_, i) => M.map((row) => row[i] ?? 0));

/**
 * The transforms of F(m, r) that evaluate polynomials at some points and at infinity.
 *
 * @param points m + r - 2 different numbers; small ones of both signs and their inverses keep rounding errors small
 * Each frequency's three factors are given equal norms by powers of two, which are exact: their product stays 1.
 * Source: Lavin & Gray 2016, section 4; points as Barabasz et al. 2020, table 2.
 */
export function cookToom(m: number, r: number, points: readonly number[]): CookToom {
  const n = m + r - 1;
  const vandermonde = (columns: number): number[][] => [
    ...points.map((p) => Array.from({ length: columns }, (_, j) => p ** j)),
    [...Array.from({ length: columns - 1 }, () => 0), 1],
  ];
  const B = transpose(inverse(vandermonde(n))).map((row) => [...row]);
  const G = vandermonde(r);
  const A = transpose(vandermonde(m)).map((row) => [...row]);
  const norm = (v: readonly number[]): number => Math.hypot(...v);
  const powerOfTwo = (v: number): number => 2 ** Math.round(Math.log2(v));
  for (let i = 0; i < n; i++) {
    const column = A.map((row) => row[i] ?? 0);
    const [g, b] = [G[i] ?? [], B[i] ?? []];
    const middle = Math.cbrt(norm(column) * norm(g) * norm(b));
    const [byA, byG] = [powerOfTwo(middle / norm(column)), powerOfTwo(middle / norm(g))];
    for (const row of A) row[i] = (row[i] ?? 0) * byA;
    G[i] = g.map((v) => v * byG);
    B[i] = b.map((v) => v / byA / byG);
  }
  return { A, G, B };
}

/** Gauss-Jordan with partial pivoting. */
function inverse(M: Matrix): Matrix {
  const n = M.length;
  const rows = M.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let c = 0; c < n; c++) {
    const rest = rows.slice(c).map((row) => Math.abs(row[c] ?? 0));
    const pivot = c + rest.indexOf(Math.max(...rest));
    [rows[c], rows[pivot]] = [rows[pivot] as number[], rows[c] as number[]];
    const top = rows[c] as number[];
    const divisor = top[c] ?? 1;
    top.forEach((v, j) => (top[j] = v / divisor));
    rows.forEach((row, i) => {
      const factor = row[c] ?? 0;
      if (i !== c) top.forEach((v, j) => (row[j] = (row[j] ?? 0) - factor * v));
    });
  }
  return rows.map((row) => row.slice(n));
}
