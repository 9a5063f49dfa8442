/** Layers with weights of the five published networks. */
export type Depth = "18" | "34" | "50" | "101" | "152";

/** The published networks, from shallow to deep. */
export const depths: readonly Depth[] = ["18", "34", "50", "101", "152"];

/** A square convolution with same padding and without bias, followed by batch norm. */
export interface Convolution {
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
}

/** A residual block: its convolutions, and the one on its shortcut where the shape changes. */
export interface Block {
  /** `conv2_block1`: stage 2, first block. */
  readonly name: string;
  readonly stage: 2 | 3 | 4 | 5;
  readonly convolutions: readonly Convolution[];
  readonly projection?: Convolution;
}

/** Blocks of the stages conv2.x to conv5.x. */
export const blocksOf: Readonly<Record<Depth, readonly [number, number, number, number]>> = {
  "18": [2, 2, 2, 2],
  "34": [3, 4, 6, 3],
  "50": [3, 4, 6, 3],
  "101": [3, 4, 23, 3],
  "152": [3, 8, 36, 3],
};

/** Whether blocks are 1x1, 3x3, 1x1 with four times the filters at their end, rather than 3x3, 3x3. */
export function isBottleneck(depth: Depth): boolean {
  return Number(depth) >= 50;
}

/**
 * The residual blocks of a network, in order.
 * @param filters of the stem; stage s has filters 2^(s - 2) times that
 * Source: He et al. 2016 (CVPR), table 1; stride 2 in the first convolution of the stages 3 to 5.
 */
export function residualBlocks(depth: Depth, filters: number): Block[] {
  const stages = [2, 3, 4, 5] as const;
  let channels = filters;
  return stages.flatMap((stage, s) =>
    Array.from({ length: blocksOf[depth][s] ?? 0 }, (_, i): Block => {
      const stride = stage > 2 && i === 0 ? 2 : 1;
      const convolutions = isBottleneck(depth)
        ? bottleneck(filters * 2 ** s, stride)
        : plain(filters * 2 ** s, stride);
      const outputs = convolutions.at(-1)?.filters ?? 0;
      const changes = stride > 1 || outputs !== channels;
      channels = outputs;
      const block = { name: `conv${stage}_block${i + 1}`, stage, convolutions };
      return changes ? { ...block, projection: { filters: outputs, kernel: 1, stride } } : block;
    }),
  );
}

const plain = (filters: number, stride: number): Convolution[] => [
  { filters, kernel: 3, stride },
  { filters, kernel: 3, stride: 1 },
];

const bottleneck = (filters: number, stride: number): Convolution[] => [
  { filters, kernel: 1, stride },
  { filters, kernel: 3, stride: 1 },
  { filters: 4 * filters, kernel: 1, stride: 1 },
];
