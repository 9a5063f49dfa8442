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

/** Mean absolute change per image, of values in [-1, 1], in their order. */
export function changePerImage(before: Images, after: Images): number[] {
  const area = before.size ** 2;
  const sums = new Array<number>(before.pixels.length / area).fill(0);
  before.pixels.forEach((value, at) => (sums[Math.floor(at / area)]! += Math.abs(after.pixels[at]! - value)));
  return sums.map((sum) => sum / area);
}

/** Mean absolute change of the pixels nearer to the border than `width`, and of the others. */
export function changeAtBorder(
  before: Images,
  after: Images,
  width = 2,
): { readonly ring: number; readonly interior: number } {
  const { size } = before;
  const sums = { ring: 0, interior: 0 };
  const counts = { ring: 0, interior: 0 };
  before.pixels.forEach((value, at) => {
    const [x, y] = [at % size, Math.floor(at / size) % size];
    const isRing = Math.min(x, y, size - 1 - x, size - 1 - y) < width;
    const where = isRing ? "ring" : "interior";
    sums[where] += Math.abs(after.pixels[at]! - value);
    counts[where]++;
  });
  return { ring: sums.ring / counts.ring, interior: sums.interior / counts.interior };
}
