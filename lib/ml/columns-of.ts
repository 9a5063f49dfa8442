import type { Vectors } from "./vectors";

/**
 * The numbers of a set, dimension after dimension: entry (i, k) is at k * n + i. One dimension of all vectors is read many
 * times quicker so; in single precision where that loses nothing, which is quicker still.
 */
export function columnsOf({ n, dim, values }: Vectors): Vectors["values"] {
  const columns = areSingles(values) ? new Float32Array(n * dim) : new Float64Array(n * dim);
  for (let i = 0; i < n; i++) for (let k = 0; k < dim; k++) columns[k * n + i] = values[i * dim + k]!;
  return columns;
}

function areSingles(values: Vectors["values"]): boolean {
  if (values instanceof Float32Array) return true;
  for (let i = 0; i < values.length; i++) if (Math.fround(values[i]!) !== values[i]) return false;
  return true;
}
