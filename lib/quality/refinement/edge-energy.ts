import type { Images } from "../images";

/** Mean absolute difference between neighbouring pixels, across and down, of values in [-1, 1]: sharp or noisy images have much. */
export function edgeEnergy({ pixels, size }: Images): number {
  let sum = 0;
  let count = 0;
  const add = (difference: number): void => {
    sum += Math.abs(difference);
    count++;
  };
  pixels.forEach((value, at) => {
    const place = at % (size * size);
    if (place % size < size - 1) add(pixels[at + 1]! - value);
    if (place < size * (size - 1)) add(pixels[at + size]! - value);
  });
  return sum / count;
}
