/** Eigenvalues, largest first, and their vectors: vector k is row k. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and vectors of a symmetric matrix: reduced to three diagonals by Householder reflections, then to one by
 * implicit QL steps.
 *
 * @param a n x n, row after row; not changed
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., sections 8.3.1 and 8.3.3; every vector's largest entry is
 *   made positive, so that signs are the same everywhere.
 */
export function symmetricEigen(a: Float64Array, n: number): Eigen {
  const { diagonal, beside, basis } = tridiagonal(Float64Array.from(a), n);
  diagonalise(diagonal, beside, basis, n);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => diagonal[j]! - diagonal[i]!);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    const vector = basis.subarray(from * n, (from + 1) * n);
    const largest = vector.reduce((most, v) => (Math.abs(v) > Math.abs(most) + 1e-9 ? v : most), 0);
    vectors.set(
      vector.map((v) => (largest < 0 ? -v : v)),
      to * n,
    );
  });
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors };
}

/** Turns a (overwritten) into three diagonals; row k of `basis` is the k-th vector of the new basis. */
function tridiagonal(a: Float64Array, n: number) {
  const basis = new Float64Array(n * n);
  for (let i = 0; i < n; i++) basis[i * n + i] = 1;
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    let norm = 0;
    for (let i = k + 1; i < n; i++) norm += a[i * n + k]! ** 2;
    norm = Math.sqrt(norm);
    if (norm === 0) continue;
    const first = a[(k + 1) * n + k]!;
    v.fill(0);
    for (let i = k + 1; i < n; i++) v[i] = a[i * n + k]!;
    v[k + 1]! += first < 0 ? -norm : norm;
    let square = 0;
    for (let i = k + 1; i < n; i++) square += v[i]! ** 2;
    const beta = 2 / square;
    // a := H a H with H = 1 - beta v v^T, by one symmetric rank-2 change
    let along = 0;
    for (let i = k; i < n; i++) {
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += a[i * n + j]! * v[j]!;
      p[i] = beta * sum;
      along += p[i]! * v[i]!;
    }
    for (let i = k; i < n; i++) p[i]! -= (beta / 2) * along * v[i]!;
    for (let i = k; i < n; i++) for (let j = k; j < n; j++) a[i * n + j]! -= v[i]! * p[j]! + p[i]! * v[j]!;
    // basis := H basis
    p.fill(0);
    for (let i = k + 1; i < n; i++) for (let j = 0; j < n; j++) p[j]! += v[i]! * basis[i * n + j]!;
    for (let i = k + 1; i < n; i++) for (let j = 0; j < n; j++) basis[i * n + j]! -= beta * v[i]! * p[j]!;
  }
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!),
    beside: Float64Array.from({ length: n }, (_, i) => (i + 1 < n ? a[(i + 1) * n + i]! : 0)),
    basis,
  };
}

/** Implicit QL: leaves the eigenvalues on the diagonal and their vectors in the rows of the basis. */
function diagonalise(d: Float64Array, e: Float64Array, basis: Float64Array, n: number): void {
  const negligible =
    Number.EPSILON * d.reduce((most, v, i) => Math.max(most, Math.abs(v) + Math.abs(e[i]!)), 0);
  for (let l = 0; l < n; l++)
    for (let iteration = 0; iteration < 60; iteration++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > negligible) m++;
      if (m === l) break;
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      let r = Math.hypot(g, 1);
      g = d[m]! - d[l]! + e[l]! / (g + (g < 0 ? -r : r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * e[i]!;
        const b = c * e[i]!;
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1]! -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        r = (d[i]! - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        rotate(basis, i * n, (i + 1) * n, n, c, s);
      }
      if (r === 0 && i >= l) continue;
      d[l]! -= p;
      e[l] = g;
      e[m] = 0;
    }
}

function rotate(rows: Float64Array, i: number, j: number, n: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    const a = rows[i + k]!;
    const b = rows[j + k]!;
    rows[j + k] = s * a + c * b;
    rows[i + k] = c * a - s * b;
  }
}
