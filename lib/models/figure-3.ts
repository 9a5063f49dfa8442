import { resnetCost } from "./resnet-cost";
import { type Depth, depths, residualBlocks } from "./residual-blocks";

/** One line of the table: a stage, its maps' size, and what each network has there. */
export type Figure3Row = { readonly layer: string; readonly output: string } & {
  readonly [depth in `${Depth}-layer`]: string;
};

/** Multiply-adds of one image as the paper's figure 3 prints them. */
export const publishedFlops: Readonly<Record<Depth, number>> = {
  "18": 1.8e9,
  "34": 3.6e9,
  "50": 3.8e9,
  "101": 7.6e9,
  "152": 11.3e9,
};

/**
 * The paper's figure 3 from our own definition of the networks: layers, output sizes, multiply-adds beside the
 * published ones, parameters beside them.
 *
 * @param options.size side of the image in pixels; 224 is the figure's, 32 what the paper trains on
 * @returns rows for a table, top to bottom
 */
export function figure3(options: { size?: number; channels?: number; classes?: number } = {}): Figure3Row[] {
  const { classes = 1000 } = options;
  const costs = new Map(depths.map((depth) => [depth, resnetCost(depth, options)] as const));
  const cost = (depth: Depth) => costs.get(depth) ?? resnetCost(depth, options);
  const side = (stage: number) => {
    const pixels = cost("18").sides[stage - 1] ?? 0;
    return `${pixels} x ${pixels}`;
  };
  const row = (layer: string, output: string, cell: (depth: Depth) => string): Figure3Row =>
    ({ layer, output, ...Object.fromEntries(depths.map((d) => [`${d}-layer`, cell(d)])) }) as Figure3Row;
  const billions = (n: number, digits: number) => `${(n / 1e9).toFixed(digits)}e9`;
  return [
    row("conv1", side(1), () => "7x7, 64, stride 2"),
    row("conv2.x", side(2), (depth) => `3x3 max pool, stride 2; ${stage(depth, 2)}`),
    ...[3, 4, 5].map((s) => row(`conv${s}.x`, side(s), (depth) => stage(depth, s))),
    row("", "1 x 1", () => `average pool, ${classes}-d fc, softmax`),
    row("multiply-adds", "", (depth) => billions(cost(depth).multiplyAdds, 3)),
    row("published FLOPs (224 x 224 x 3)", "", (depth) => billions(publishedFlops[depth], 1)),
    row("parameters", "", (depth) => cost(depth).parameters.toLocaleString("en-US")),
  ];
}

/** `[1x1, 64; 3x3, 64; 1x1, 256] x 3` */
function stage(depth: Depth, number: number): string {
  const blocks = residualBlocks(depth, 64).filter((block) => block.stage === number);
  const convolutions = blocks[0]?.convolutions ?? [];
  return `[${convolutions.map((c) => `${c.kernel}x${c.kernel}, ${c.filters}`).join("; ")}] x ${blocks.length}`;
}
