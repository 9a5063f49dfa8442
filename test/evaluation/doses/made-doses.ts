import { imageSet, type ImageSet } from "../../../lib/data";

/** Training images of one pixel: two classes of the given numbers, two images per group. */
export function dosedReal(ofZero: number, ofOne: number): ImageSet<"train"> {
  const ids = Array.from({ length: ofZero + ofOne }, (_, i) => `real ${i}`);
  return imageSet("train", {
    foldId: "f",
    ids,
    labels: ids.map((_, i) => (i < ofZero ? 0 : 1)),
    groups: ids.map((_, i) => `patient ${Math.floor(i / 2)}`),
    size: 1,
    pixels: new Float32Array(ids.length),
  });
}

/** A pool of so many synthetic images per real one, class after class. */
export function dosePoolOf(real: ImageSet<"train">, most: number): ImageSet<"synthetic"> {
  const labels = real.labels.flatMap((label) => new Array<number>(most).fill(label));
  return imageSet("synthetic", {
    foldId: real.foldId,
    seen: real.ids,
    ids: labels.map((label, i) => `drawn ${label}-${i}`),
    labels,
    size: 1,
    pixels: new Float32Array(labels.length),
  });
}
