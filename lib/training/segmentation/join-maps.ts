import { fail } from "../../core";
import type { TrainingMaps } from "./maps";

/**
 * More maps of the same images, behind each other pixel by pixel: (n, size, size, a + b).
 * @throws RangeError where they are not of as many images of one size and one split
 */
export function joinMaps(first: TrainingMaps, second: TrainingMaps): TrainingMaps {
  const shapeOf = ({ n, size, foldId }: TrainingMaps): string => `${n} of ${size} x ${size} in ${foldId}`;
  if (shapeOf(first) !== shapeOf(second))
    fail(
      "join the maps of images",
      `${shapeOf(first)} and ${shapeOf(second)}`,
      "as many, of one size and one split",
      "Give it two sets of maps of the same images.",
      RangeError,
    );
  const channels = first.channels + second.channels;
  const pixels = first.n * first.size ** 2;
  const values = new Float32Array(pixels * channels);
  for (let i = 0; i < pixels; i++) {
    values.set(first.values.subarray(i * first.channels, (i + 1) * first.channels), i * channels);
    const own = second.values.subarray(i * second.channels, (i + 1) * second.channels);
    values.set(own, i * channels + first.channels);
  }
  return { ...first, channels, values, seen: [...new Set([...first.seen, ...second.seen])] };
}
