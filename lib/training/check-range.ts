import type * as tfjs from "@tensorflow/tfjs";
import { lastActivation } from "./last-activation";

/**
 * Says before any training that a generator cannot make black (-1) or white (1), as one that ends in a sigmoid or a rectifier.
 * @param name of the GAN
 */
export function checkRange(generator: tfjs.LayersModel, name: string): void {
  const last = lastActivation(generator);
  if (!last || (last.least <= -0.95 && last.most >= 0.95)) return;
  const from = (value: number): string => String(Number(value.toFixed(2)));
  console.log(
    `${name}: caution: the generator's last layer, "${last.layer}", makes pixels from ${from(last.least)} to ${from(last.most)}, where the ` +
      "images' go from -1 (black) to 1 (white). Let it end in tanh.",
  );
}
