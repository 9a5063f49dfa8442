import { type Convolution, type Depth, residualBlocks } from "./residual-blocks";

/** Cost of one image in a network, and the network's parameters. */
export interface Cost {
  /** Multiply-adds of convolutions (projections included) and of the dense layer; norms, pooling and sums left out. */
  readonly multiplyAdds: number;
  /** Trainable parameters: kernels, batch norm's scale and shift, the dense layer. */
  readonly parameters: number;
  /** Convolutions, projections included. */
  readonly convolutions: number;
  /** Side of the maps after conv1, conv2.x ... conv5.x, in pixels. */
  readonly sides: readonly [number, number, number, number, number];
}

/** Images and classes that a cost is counted for; ImageNet's by default. */
export interface CostOptions {
  readonly size?: number;
  readonly channels?: number;
  readonly classes?: number;
  readonly filters?: number;
  readonly stem?: "imagenet" | "cifar";
}

/**
 * Counts a ResNet without building it.
 *
 * One multiply-add is one FLOP: with it and with stride 2 in a block's first convolution the networks cost 1.81, 3.66,
 * 3.86, 7.57 and 11.28e9, which the paper's figure 3 prints as 1.8, 3.6, 3.8, 7.6 and 11.3e9.
 * Source: He et al. 2016 (CVPR), table 1 ("FLOPs (multiply-adds)", section 3.3).
 */
export function resnetCost(depth: Depth, options: CostOptions = {}): Cost {
  const { size = 224, channels = 3, classes = 1000, filters = 64, stem = "imagenet" } = options;
  let multiplyAdds = 0;
  let parameters = 0;
  let convolutions = 0;
  const count = (side: number, inputs: number, { kernel, filters: outputs, stride }: Convolution): number => {
    const after = Math.ceil(side / stride);
    const weights = kernel * kernel * inputs * outputs;
    multiplyAdds += weights * after * after;
    parameters += weights + 2 * outputs;
    convolutions += 1;
    return after;
  };
  let side = count(
    size,
    channels,
    stem === "imagenet" ? { kernel: 7, filters, stride: 2 } : { kernel: 3, filters, stride: 1 },
  );
  const sides = [side, 0, 0, 0, 0] as [number, number, number, number, number];
  if (stem === "imagenet") side = Math.ceil(side / 2);
  let features = filters;
  for (const block of residualBlocks(depth, filters)) {
    if (block.projection) count(side, features, block.projection);
    for (const convolution of block.convolutions) {
      side = count(side, features, convolution);
      features = convolution.filters;
    }
    sides[block.stage - 1] = side;
  }
  multiplyAdds += features * classes;
  parameters += features * classes + classes;
  return { multiplyAdds, parameters, convolutions, sides };
}
