import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";
import { lastActivation } from "../last-activation";

/**
 * Refuses networks that do not fit images of a side, which the first step would end with; they are disposed then.
 * @param makers which of them make images: of as many pixels as they are given, in [-1, 1]. The others judge patches: one at least
 * @param numbers of a patch that those give: 1 or 2
 * @throws RangeError with the network's name
 */
export function checkNetworks(
  action: string,
  size: number,
  networks: Readonly<Record<string, tfjs.LayersModel>>,
  makers: readonly string[],
  numbers: 1 | 2,
): void {
  const sidesOf = ([, ...sides]: tfjs.Shape): string => sides.join(" x ");
  const refuse = (found: string, expected: string, remedy: string): never => {
    for (const network of Object.values(networks)) network.dispose();
    return fail(action, found, expected, remedy, RangeError);
  };
  for (const [name, network] of Object.entries(networks)) {
    const shape = network.outputShape as tfjs.Shape;
    const last = lastActivation(network);
    if (makers.includes(name) && sidesOf(shape) !== `${size} x ${size} x 1`)
      refuse(
        `the network ${name} makes ${sidesOf(shape)} of ${size} x ${size} x 1`,
        "images of the size that it is given",
        "Take images whose side its strides divide: a multiple of 4 for two of them.",
      );
    if (makers.includes(name) && last && last.least >= 0)
      refuse(
        `the network ${name} ends in ${last.activation}, which is never below 0`,
        "images in [-1, 1], as it is given",
        "End it in tanh.",
      );
    if (!makers.includes(name) && (shape.length !== 4 || shape[3] !== numbers))
      refuse(
        `the network ${name} gives ${sidesOf(shape)} of ${size} x ${size} x 1`,
        numbers === 1 ? "one number for each patch" : "two numbers for each patch, (refined, real)",
        `End it in a convolution of ${numbers} filter${numbers === 1 ? "" : "s"}.`,
      );
    if (shape.slice(1).some((side) => (side ?? 1) < 1))
      refuse(
        `the network ${name} has no patch in images of ${size} x ${size}`,
        "at least one",
        "Give it fewer strides, or set data.size to more.",
      );
  }
}
