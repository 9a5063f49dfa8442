import type * as tfjs from "@tensorflow/tfjs";
import { activationsOf } from "../../training/assert-fits-memory";

/** Cost of a GAN's training step, for one image of the batch. */
export interface StepCost {
  /** Multiply-adds by direct convolution, forward and backward. */
  readonly multiplyAdds: number;
  /** Numbers that the layers give, each network's once. */
  readonly activations: number;
}

/**
 * Counts a step without making it. The generator is passed twice and differentiated once, the discriminator passed three
 * times, differentiated twice to its weights and its maps and once to its maps; a gradient costs what a pass does.
 */
export function stepCost({
  generator,
  discriminator,
}: Readonly<Record<"generator" | "discriminator", tfjs.LayersModel>>): StepCost {
  return {
    multiplyAdds: (2 + 2) * passOf(generator) + (3 + 2 * 2 + 1) * passOf(discriminator),
    activations: activationsOf(generator) + activationsOf(discriminator),
  };
}

/** Multiply-adds of one image's pass. */
function passOf(model: tfjs.LayersModel): number {
  return model.layers.reduce((sum, layer) => {
    const kernel = layer.weights.find(({ originalName }) => originalName.endsWith("kernel"))?.shape;
    if (!kernel) return sum;
    // each input pixel of a transposed convolution, each output pixel of a convolution, meets the whole kernel
    const given = layer.getClassName().includes("Transpose") ? layer.input : layer.output;
    const { shape } = given as tfjs.SymbolicTensor;
    const pixels = shape.length === 4 ? product(shape.slice(1, 3)) : 1;
    return sum + pixels * product(kernel);
  }, 0);
}

const product = (sides: tfjs.Shape): number => sides.reduce<number>((all, side) => all * (side ?? 1), 1);

/** A line through points, which says what is added by a unit of x. */
export interface Line {
  readonly constant: number;
  readonly slope: number;
  /** Largest distance of a point, as a share of its y. */
  readonly largestError: number;
}

/** Least squares of the relative distances: the small points count as much as the large ones. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  const sums = points.reduce(
    (s, [x, y]) => {
      const w = 1 / (y * y);
      return { w: s.w + w, x: s.x + w * x, y: s.y + w * y, xx: s.xx + w * x * x, xy: s.xy + w * x * y };
    },
    { w: 0, x: 0, y: 0, xx: 0, xy: 0 },
  );
  const slope = (sums.w * sums.xy - sums.x * sums.y) / (sums.w * sums.xx - sums.x * sums.x);
  const constant = (sums.y - slope * sums.x) / sums.w;
  const largestError = Math.max(...points.map(([x, y]) => Math.abs(constant + slope * x - y) / y));
  return { constant, slope, largestError };
}
