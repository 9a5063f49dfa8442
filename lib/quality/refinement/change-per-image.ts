import type { Images } from "../images";

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
