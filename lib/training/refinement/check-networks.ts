import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";

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
