import type * as tfjs from "@tensorflow/tfjs";
import { diffArrays } from "diff";
import { layerTable, paramCount } from "./layer-table";
import { isDiffusion } from "./diffusion";
import type { GeneratorSpec } from "./gan-pairs";
import { buildNetworks } from "./networks";

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
 * Both networks of a pair, or a diffusion model's one, layer by layer, with shapes and parameters beside the published pair's; rows that differ are
 * marked. The last row of each network counts what training moves.
 *
 * @param size side of an image in pixels
 * @param published what the pair was made from
 * @throws TypeError when the pair's layers do not fit each other or the images
 */
export function networkTable(spec: GeneratorSpec, size: number, published: GeneratorSpec): ComparedRow[] {
  const [ours, theirs] = [networksOf(spec, size), networksOf(published, size)];
  try {
    return ours.flatMap(([which, network], i) => [
      headline(which),
      ...compareLayers(layerTable(network), layerTable(theirs[i]![1])),
      total(network, theirs[i]![1]),
    ]);
  } finally {
    for (const [, network] of [...ours, ...theirs]) network.dispose();
  }
}

const networksOf = (spec: GeneratorSpec, size: number): [string, tfjs.LayersModel][] => {
  if (isDiffusion(spec)) return [["denoiser", spec.denoiser(size)]];
  const { generator, discriminator } = buildNetworks(spec, size);
  return [
    ["generator", generator],
    ["discriminator", discriminator],
  ];
};

const headline = (which: string): ComparedRow =>
  row({ layer: which.toUpperCase(), output: "", parameters: undefined }, undefined, "");

function total(ours: tfjs.LayersModel, theirs: tfjs.LayersModel): ComparedRow {
  const [a, b] = [ours, theirs].map((network) => paramCount(network).trainable);
  const line = (parameters: number | undefined) => ({ layer: "trainable in all", output: "", parameters });
  return row(line(a), line(b), a === b ? "" : "≠");
}

/** Lines up two lists of layers: equal layers beside each other, a layer and its replacement in one row. */
export function compareLayers(ours: readonly Line[], theirs: readonly Line[]): ComparedRow[] {
  const isSame = (a: Line, b: Line): boolean => JSON.stringify(a) === JSON.stringify(b);
  const rows: ComparedRow[] = [];
  let removed: Line[] = []; // published layers that the last part lacks
  for (const { value, added, removed: isRemoved } of diffArrays([...theirs], [...ours], {
    comparator: isSame,
  })) {
    if (isRemoved) {
      removed = value;
      continue;
    }
    const changed = added ? Math.min(removed.length, value.length) : 0;
    value.forEach((line, i) => {
      if (!added && i === 0) rows.push(...removed.splice(0).map((lost) => row(undefined, lost, "−")));
      if (added) rows.push(i < changed ? row(line, removed[i], "≠") : row(line, undefined, "+"));
      else rows.push(row(line, line, ""));
    });
    removed = removed.slice(changed);
  }
  return [...rows, ...removed.map((lost) => row(undefined, lost, "−"))];
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
