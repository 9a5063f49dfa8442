import type { Vectors } from "./vectors";

/**
 * The training vectors of a tree, each once, however often it was drawn: three lists side by side. A node of the tree is a
 * stretch of them.
 */
export interface DrawnRows {
  /** Index of the vector. */
  readonly rows: Int32Array;
  /** How often it was drawn. */
  readonly times: Int32Array;
  /** Its class. */
  readonly labels: Int32Array;
}

/**
 * Counts how often each of n vectors was drawn.
 * @param drawn indices, repeated as often as drawn
 * @param labels classes of all n vectors
 */
export function drawnRows(drawn: readonly number[], labels: readonly number[], n: number): DrawnRows {
  const times = new Int32Array(n);
  for (const i of drawn) times[i]!++;
  const rows = Int32Array.from(times.keys()).filter((i) => times[i]! > 0);
  return { rows, times: rows.map((i) => times[i]!), labels: rows.map((i) => labels[i]!) };
}

/**
 * Brings the vectors of a stretch whose value is below the threshold to its begin.
 * @param values of all n vectors
 * @returns where the others begin
 */
export function splitRows(
  { rows, times, labels }: DrawnRows,
  values: Vectors["values"],
  threshold: number,
  from: number,
  to: number,
): number {
  let middle = from;
  for (let k = from; k < to; k++) {
    if (!(values[rows[k]!]! < threshold)) continue;
    for (const list of [rows, times, labels]) {
      const moved = list[k]!;
      list[k] = list[middle]!;
      list[middle] = moved;
    }
    middle++;
  }
  return middle;
}
