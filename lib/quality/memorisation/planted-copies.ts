import { range } from "../../core/arrays";
import { stream, type Random } from "../../core/random";
import type { Images } from "../images";
import { moveImage } from "./move-image";

/** One way to hide that an image is copied. */
export interface CopyKind {
  readonly name: string;
  /** @param image size * size values from 0 to 1 */
  readonly copy: (image: Float32Array, size: number, random: Random) => Float32Array;
}

/** The copies that must be found. A new kind is one row here: what is planted in a run and `npm run bench -- metrics` follow. */
export const copyKinds: readonly CopyKind[] = [
  { name: "exact copies", copy: (image) => image },
  { name: "copies shifted by 1 px", copy: (image, size) => moveImage(image, size, { right: 1 }) },
  { name: "copies flipped", copy: (image, size) => moveImage(image, size, { isFlipped: true }) },
  { name: "copies turned by 3 degrees", copy: (image, size) => moveImage(image, size, { turn: 3 }) },
  {
    name: "copies with noise of sd 0.02",
    copy: (image, _size, random) => image.map((v) => Math.min(1, Math.max(0, v + 0.02 * random.normal()))),
  },
];

/**
 * Copies of different images of a set, in random order.
 *
 * @param count of copies, at most as many as there are images
 * @param kinds taken in turn
 * @returns images in [-1, 1]
 */
export function plantedCopies(
  images: Images,
  {
    count,
    seed,
    kinds = copyKinds,
  }: { readonly count: number; readonly seed: number; readonly kinds?: readonly CopyKind[] },
): Images {
  const { size, pixels } = images;
  const area = size * size;
  const random = stream(seed, "quality", "planted copies");
  const chosen = random.shuffle(range(pixels.length / area)).slice(0, count);
  const copied = new Float32Array(chosen.length * area);
  chosen.forEach((index, i) => {
    const unit = pixels.slice(index * area, (index + 1) * area).map((v) => (v + 1) / 2);
    const copy = kinds[i % kinds.length]!.copy(unit, size, random);
    copied.set(
      copy.map((v) => 2 * v - 1),
      i * area,
    );
  });
  return { size, pixels: copied };
}
