import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";
import type { CycleGanOptions, RefinementOptions, SimGanOptions } from "./refinement-options";

type Numbers = Pick<RefinementOptions, "batchSize" | "recordEvery"> &
  Partial<
    Pick<SimGanOptions, "refinerUpdates" | "history"> & Pick<CycleGanOptions, "pool" | "constantShare">
  >;

/**
 * Refuses numbers that would end a training in its course, or that it would leave out in silence.
 * @throws RangeError with the option's name
 */
export function checkNumbers(action: string, options: Numbers): void {
  const { batchSize, recordEvery, refinerUpdates = 1, history = 0, pool = 0, constantShare = 0 } = options;
  const refuse = (found: string, expected: string, remedy: string): never =>
    fail(action, found, expected, remedy, RangeError);
  for (const [name, value] of Object.entries({ batchSize, recordEvery, refinerUpdates }))
    if (!Number.isSafeInteger(value) || value < 1)
      refuse(`${name} ${value}`, "a whole number above 0", "Give it 1 or more.");
  for (const [name, value] of Object.entries({ history, pool }))
    if (!Number.isSafeInteger(value) || value < 0)
      refuse(`${name} ${value}`, "a whole number", "Give a number of images, or 0 for none.");
  if (history > 0 && batchSize === 1)
    refuse(
      `a history of ${history} images and batchSize 1`,
      "a batch whose half can be of earlier images",
      "Give batchSize 2 or more, or history 0.",
    );
  if (!(constantShare >= 0 && constantShare <= 1))
    refuse(`constantShare ${constantShare}`, "a share from 0 to 1", "Give 0.5, as published.");
}

/**
 * Refuses networks that do not fit images of a side, which the first step would end with; they are disposed then.
 * @param makers which of them make images: of as many pixels as they are given. The others judge patches: one at least
 * @throws RangeError with the network's name
 */
export function checkNetworks(
  action: string,
  size: number,
  networks: Readonly<Record<string, tfjs.LayersModel>>,
  makers: readonly string[],
): void {
  const sidesOf = ([, ...sides]: tfjs.Shape): string => sides.join(" x ");
  const refuse = (found: string, expected: string, remedy: string): never => {
    for (const network of Object.values(networks)) network.dispose();
    return fail(action, found, expected, remedy, RangeError);
  };
  for (const [name, { outputShape }] of Object.entries(networks)) {
    const shape = outputShape as tfjs.Shape;
    if (makers.includes(name) && sidesOf(shape) !== `${size} x ${size} x 1`)
      refuse(
        `the network ${name} makes ${sidesOf(shape)} of ${size} x ${size} x 1`,
        "images of the size that it is given",
        "Take images whose side its strides divide: a multiple of 4 for two of them.",
      );
    if (shape.slice(1).some((side) => (side ?? 1) < 1))
      refuse(
        `the network ${name} has no patch in images of ${size} x ${size}`,
        "at least one",
        "Give it fewer strides, or set data.size to more.",
      );
  }
}
