import { square, type Dataset } from "../../data";
import { writeNpz } from "./write-npz";

/**
 * Writes some images of a data set with their labels into a .npz file, without patients: as they are where all are of one size,
 * else as squares.
 *
 * @param isWanted which, by index
 * @param size side of these squares, pixels
 */
export function writeImages(
  path: string,
  { slices }: Pick<Dataset, "slices">,
  isWanted: (i: number) => boolean,
  size: number,
): void {
  const wanted = slices.filter((_, i) => isWanted(i));
  const isOfOneSize = slices.every((s) => s.width === slices[0]!.width && s.height === slices[0]!.height);
  const [height, width] = isOfOneSize ? [slices[0]!.height, slices[0]!.width] : [size, size];
  const values = new Uint8Array(wanted.length * height * width);
  wanted.forEach((slice, i) =>
    values.set(isOfOneSize ? slice.grey : square(slice, size), i * height * width),
  );
  writeNpz(path, {
    images: { shape: [wanted.length, height, width], values },
    labels: { shape: [wanted.length], values: Uint8Array.from(wanted, ({ label }) => label) },
  });
}
