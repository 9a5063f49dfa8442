import { stream } from "../../lib/core";
import { imageSet, type ImageSet, type Role } from "../../lib/data";

// 60 noisy images of three classes: a bright upper, middle or lower third.

export const size = 8;
export const labels = Array.from({ length: 60 }, (_, i) => i % 3);

/** Noise with a bright third: the upper, the middle or the lower rows. */
export const pixels = (() => {
  const random = stream(1, "three classes");
  return Float32Array.from({ length: labels.length * size * size }, (_, at) => {
    const row = Math.floor((at % (size * size)) / size);
    const isBright = Math.floor((3 * row) / size) === labels[Math.floor(at / (size * size))];
    return Math.max(-1, Math.min(1, (isBright ? 0.2 : -0.2) + 0.3 * random.normal()));
  });
})();

/** Some of the images as a part of a split. */
export function part<R extends Role>(role: R, from: number, to: number): ImageSet<R> {
  return imageSet(role, {
    foldId: "f",
    size,
    ids: labels.slice(from, to).map((_, i) => `i${from + i}`),
    labels: labels.slice(from, to),
    pixels: pixels.slice(from * size * size, to * size * size),
  });
}
