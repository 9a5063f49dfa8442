import type * as tfjs from "@tensorflow/tfjs";
import { layerTable, paramCount } from "./layer-table";
import { buildNetworks } from "./networks";
import type { GanSpec } from "./gan-spec";

/** A layer beside the published network's; what one of the two lacks is undefined. */
export interface ComparedRow {
  /** `=` alike, `≠` changed, `+` only here, `−` only in the published network. */
  readonly " ": "" | "≠" | "+" | "−";
  readonly layer: string | undefined;
  readonly output: string | undefined;
  readonly parameters: number | undefined;
  readonly "published layer": string | undefined;
  readonly "published output": string | undefined;
  readonly "published parameters": number | undefined;
}

/**
 * Both networks of a pair layer by layer, with shapes and parameters beside the published pair's; rows that differ are
 * marked. The last row of each network counts what training moves.
 *
 * @param size side of an image in pixels
 * @param published what the pair was made from
 * @throws TypeError when the pair's layers do not fit each other or the images
 */
export function networkTable(spec: GanSpec, size: number, published: GanSpec): ComparedRow[] {
  const [ours, theirs] = [buildNetworks(spec, size), buildNetworks(published, size)];
  try {
    return (["generator", "discriminator"] as const).flatMap((which) => [
      headline(which),
      ...compared(layerTable(ours[which]), layerTable(theirs[which])),
      total(ours[which], theirs[which]),
    ]);
  } finally {
    for (const network of [...Object.values(ours), ...Object.values(theirs)] as tfjs.Sequential[])
      network.dispose();
  }
}

const headline = (which: string): ComparedRow =>
  row({ layer: which.toUpperCase(), output: "", parameters: undefined }, undefined, "");

function total(ours: tfjs.LayersModel, theirs: tfjs.LayersModel): ComparedRow {
  const [a, b] = [ours, theirs].map((network) => paramCount(network).trainable);
  const line = (parameters: number | undefined) => ({ layer: "trainable in all", output: "", parameters });
  return row(line(a), line(b), a === b ? "" : "≠");
}

/** Lines up two lists of layers: equal layers beside each other, and what was changed in place in one row. */
export function compared(ours: readonly Line[], theirs: readonly Line[]): ComparedRow[] {
  const rows: ComparedRow[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...matches(ours, theirs), [ours.length, theirs.length] as const]) {
    for (; i < a && j < b; i++, j++) rows.push(row(ours[i], theirs[j], "≠"));
    for (; i < a; i++) rows.push(row(ours[i], undefined, "+"));
    for (; j < b; j++) rows.push(row(undefined, theirs[j], "−"));
    if (i < ours.length && j < theirs.length) rows.push(row(ours[i++], theirs[j++], ""));
  }
  return rows;
}

interface Line {
  readonly layer: string;
  readonly output: string;
  readonly parameters: number | undefined;
}

function row(ours: Line | undefined, theirs: Line | undefined, mark: ComparedRow[" "]): ComparedRow {
  return {
    " ": mark,
    layer: ours?.layer,
    output: ours?.output,
    parameters: ours?.parameters,
    "published layer": theirs?.layer,
    "published output": theirs?.output,
    "published parameters": theirs?.parameters,
  };
}

/** Places of the longest common subsequence of equal layers. */
function matches(ours: readonly Line[], theirs: readonly Line[]): (readonly [number, number])[] {
  const isSame = (i: number, j: number): boolean => JSON.stringify(ours[i]) === JSON.stringify(theirs[j]);
  const longest = Array.from({ length: ours.length + 1 }, () => new Array<number>(theirs.length + 1).fill(0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = ours.length - 1; i >= 0; i--)
    for (let j = theirs.length - 1; j >= 0; j--) {
      const best = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      (longest[i] as number[])[j] = best;
    }
  const found: [number, number][] = [];
  for (let i = 0, j = 0; i < ours.length && j < theirs.length;) {
    if (isSame(i, j)) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}
