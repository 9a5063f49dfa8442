import { fail, range } from "../../core";
import type { Maps } from "./maps";

/**
 * Images with a margin that mirrors them at their outermost pixels, so that a pixel at the border has a whole patch around it.
 * @throws InputError where the margin is not smaller than the image
 */
export function reflectPad<M extends Maps>(maps: M, margin: number): M {
  const { n, size, channels, values } = maps;
  if (margin >= size)
    fail(
      "segment the images",
      `images of ${size} x ${size} and a margin of ${margin} pixels`,
      "a margin smaller than the image",
      "Take larger images, --set data.size=64, or a smaller patch.",
    );
  const side = size + 2 * margin;
  const inside = range(side).map((at) => {
    const from = Math.abs(at - margin);
    return from < size ? from : 2 * (size - 1) - from;
  });
  const padded = new Float32Array(n * side * side * channels);
  let to = 0;
  for (let i = 0; i < n; i++)
    for (const y of inside)
      for (const x of inside) {
        const from = ((i * size + y) * size + x) * channels;
        for (let c = 0; c < channels; c++) padded[to++] = values[from + c]!;
      }
  return { ...maps, size: side, values: padded };
}
