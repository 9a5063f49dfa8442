/** Matrices by rows. */
export type Matrix = readonly (readonly number[])[];

/** y = A [(G g) * (B d)]: m outputs of a filter of r taps from m + r - 1 inputs by as many products, and one more per quadratic. */
export interface CookToom {
  readonly A: Matrix;
  readonly G: Matrix;
  readonly B: Matrix;
}

const transpose = (M: Matrix): Matrix => (M[0] ?? []).map((_, i) => M.map((row) => row[i] ?? 0));

/** Where the polynomials of F(m, r) are evaluated, beside infinity: at points, and modulo quadratic polynomials. */
export interface Moduli {
  /** Different numbers; small ones of both signs and their inverses keep rounding errors small. */
  readonly points: readonly number[];
  /** x^2 + p x + q without real roots, each as [p, q]. One takes three products for two outputs, and has much smaller errors. */
  readonly quadratics?: readonly (readonly [p: number, q: number])[];
}

/**
 * The transforms of F(m, r), which multiply polynomials by their values at points and at infinity and by their remainders.
 *
 * @param moduli points and twice quadratics are m + r - 2 together
 * Each frequency's three factors are given equal norms by powers of two, which are exact: their product stays 1.
 * Source: Lavin & Gray 2016, section 4; Barabasz & Gregg 2019 (arXiv 1905.05233) for quadratic polynomials.
 */
export function cookToom(m: number, r: number, { points, quadratics = [] }: Moduli): CookToom {
  const rows = (columns: number, ofQuadratic: (u: number[], v: number[]) => number[][]): number[][] => [
    ...points.map((p) => Array.from({ length: columns }, (_, j) => p ** j)),
    ...quadratics.flatMap((quadratic) => ofQuadratic(...powersModulo(quadratic, columns))),
    [...Array.from({ length: columns - 1 }, () => 0), 1],
  ];
  const remainders = (columns: number): number[][] => rows(columns, (u, v) => [u, v]);
  // Karatsuba: u u', v v' and (u + v) (u' + v') give the remainder of a product
  const factors = (columns: number): number[][] =>
    rows(columns, (u, v) => [u, v, u.map((x, i) => x + (v[i] ?? 0))]);
  const n = m + r - 1;
  const G = factors(r);
  const A = transpose(factors(m)).map((row) => [...row]);
  const B = transpose(product(inverse(remainders(n)), ofProducts(points.length, quadratics))).map((row) => [
    ...row,
  ]);
  const norm = (v: readonly number[]): number => Math.hypot(...v);
  const powerOfTwo = (v: number): number => 2 ** Math.round(Math.log2(v));
  for (let i = 0; i < B.length; i++) {
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

/** The remainders u + v x of 1, x, x^2, ... by x^2 + p x + q. */
function powersModulo([p, q]: readonly [number, number], columns: number): [u: number[], v: number[]] {
  const powers: [number, number][] = [[1, 0]];
  for (const [u, v] of powers) if (powers.length < columns) powers.push([-q * v, u - p * v]);
  return [powers.map(([u]) => u), powers.map(([, v]) => v)];
}

/** (remainders, products): a product's remainders from those of its factors. */
function ofProducts(points: number, quadratics: NonNullable<Moduli["quadratics"]>): Matrix {
  const width = points + 3 * quadratics.length + 1;
  const row = (entries: Readonly<Record<number, number>>): number[] =>
    Array.from({ length: width }, (_, j) => entries[j] ?? 0);
  return [
    ...Array.from({ length: points }, (_, i) => row({ [i]: 1 })),
    ...quadratics.flatMap(([p, q], i) => {
      const at = points + 3 * i;
      return [row({ [at]: 1, [at + 1]: -q }), row({ [at]: -1, [at + 1]: -1 - p, [at + 2]: 1 })];
    }),
    row({ [width - 1]: 1 }),
  ];
}

const product = (P: Matrix, Q: Matrix): Matrix =>
  P.map((row) => transpose(Q).map((column) => row.reduce((sum, x, i) => sum + x * (column[i] ?? 0), 0)));

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
