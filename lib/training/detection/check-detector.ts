import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";
import { detectorStride } from "../../models/detector";
import { targetChannels } from "./cell-targets";

/**
 * Refuses a network that does not fit the images or whose outputs are no detector's, before any training.
 * @param size side of an image, pixels
 * @throws TypeError with both shapes
 */
export function checkDetector(name: string, network: tfjs.LayersModel, size: number): void {
  const cells = Math.ceil(size / detectorStride);
  const check = (
    what: string,
    shapes: readonly (readonly (number | null)[])[],
    wanted: number[],
    why: string,
  ) => {
    const [shape] = shapes as [readonly (number | null)[]];
    const fits = (side: number, at: number): boolean => [null, side].includes(shape[at + 1] ?? null);
    if (shapes.length === 1 && shape.length === 4 && wanted.every(fits)) return;
    fail(
      `train the detector ${name}`,
      `a network of ${what} ${shapes.map((one) => `[${one.slice(1).join(", ")}]`).join(" and ")}`,
      `[${wanted.join(", ")}]`,
      why,
      TypeError,
    );
  };
  const shapesOf = (tensors: readonly tfjs.SymbolicTensor[]) => tensors.map(({ shape }) => shape);
  check("inputs", shapesOf(network.inputs), [size, size, 1], "Build it of the side that it is given.");
  check(
    "outputs",
    shapesOf(network.outputs),
    [cells, cells, targetChannels],
    `Give it strides of ${detectorStride} pixels in all, and ${targetChannels} filters at the end.`,
  );
}
