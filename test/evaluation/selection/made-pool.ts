import { phantom, preprocess, imageSet, type ImageSet } from "../../../lib/data";

const size = 32;

/** Phantoms of one class, pixels of 32 x 32. */
export async function phantomPixels(count: number, seed: number, label: 0 | 1): Promise<Float32Array> {
  return (await preprocess(phantom({ images: count, seed, label }), { size })).pixels;
}

/** Training images of two classes, two of each group. */
export async function madeTraining(ofClass = 40): Promise<ImageSet<"train">> {
  const parts = [await phantomPixels(ofClass, 1, 0), await phantomPixels(ofClass, 2, 1)];
  const ids = Array.from({ length: 2 * ofClass }, (_, i) => `real ${i}`);
  return imageSet("train", {
    foldId: "f",
    ids,
    labels: ids.map((_, i) => (i < ofClass ? 0 : 1)),
    groups: ids.map((_, i) => `patient ${Math.floor(i / 2)}`),
    size,
    pixels: Float32Array.from(parts.flatMap((p) => [...p])),
  });
}

/** Images as a generator of `real` would have drawn them. */
export function madePool(pixels: Float32Array, label: 0 | 1, real: ImageSet<"train">): ImageSet<"synthetic"> {
  const ids = Array.from({ length: pixels.length / size ** 2 }, (_, i) => `drawn ${i}`);
  return imageSet("synthetic", {
    foldId: real.foldId,
    seen: real.ids,
    ids,
    labels: ids.map(() => label),
    size,
    pixels,
  });
}
