import { range } from "../core";
import { imageSet, type ImageSet, type Role } from "./image-set";
import { indicesByClass } from "./label";

/**
 * Repeats `added` images of a set, as many of each class, whatever the order of the classes. Within a class every image is repeated
 * equally often, or once more; those repeated once more are spread evenly over the class.
 *
 * @returns the images in their order, then the repeated ones, class by class; the second time an image is called `id (2)`
 */
export function oversample<R extends Role>(set: ImageSet<R>, added: number): ImageSet<R> {
  const n = set.ids.length;
  const classes = indicesByClass(set.labels).filter((own) => own.length > 0);
  const again = classes.flatMap((own, k) => {
    const share = Math.floor(((k + 1) * added) / classes.length) - Math.floor((k * added) / classes.length);
    const rest = share % own.length;
    return range(share).map((i) => {
      const cycle = Math.floor(i / own.length);
      const isWhole = cycle < Math.floor(share / own.length);
      const at = i % own.length;
      return { index: own[isWhole ? at : Math.floor((at * own.length) / rest)]!, time: cycle + 2 };
    });
  });
  const all = [...range(n).map((index) => ({ index, time: 1 })), ...again];
  const area = set.size ** 2;
  const pixels = new Float32Array(all.length * area);
  all.forEach(({ index }, i) => pixels.set(set.pixels.subarray(index * area, (index + 1) * area), i * area));
  return imageSet(set.role, {
    foldId: set.foldId,
    size: set.size,
    pixels,
    ids: all.map(({ index, time }) => (time === 1 ? set.ids[index]! : `${set.ids[index]!} (${time})`)),
    labels: all.map(({ index }) => set.labels[index]!),
    groups: all.map(({ index }) => set.groups[index]!),
    seen: set.seen,
  });
}
