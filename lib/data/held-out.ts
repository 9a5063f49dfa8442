import { phantom } from "./phantom";
import type { About } from "./split-files";
import { preprocess } from "./preprocess";
import { withLabel, type ImageSet } from "./image-set";

/** Real images of one class that no generator saw and no test will use: what samples are measured against. */
export interface HeldOut {
  readonly size: number;
  /** (n, size, size, 1) in [-1, 1]. */
  readonly pixels: Float32Array;
  readonly n: number;
  /** Where they come from, in words. */
  readonly origin: string;
}

/** Seeds of fresh phantoms lie this far from the run's, so that no slice is drawn twice. */
const apart = 1_000_003;

/**
 * Held-out images of each class: fresh phantoms where the data set is the phantom, else the validation part (few: the
 * measures' intervals say so).
 *
 * @param count wanted a class; a folder of images has only its validation part
 * @returns for each class, by label
 */
export async function heldOut(
  split: { readonly validation: ImageSet<"validation">; readonly about: About },
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<HeldOut[]> {
  const { about, validation } = split;
  const labels = about.classes.map((_, label) => label);
  if (about.name !== "phantom")
    return labels.map((label) => {
      const set = withLabel(validation, label);
      return { size: set.size, pixels: set.pixels, n: set.ids.length, origin: "validation part" };
    });
  const fresh = await preprocess(phantom({ images: 2 * count, seed: seed + apart }), { size: about.size });
  const area = about.size ** 2;
  return labels.map((label) => {
    const places = fresh.dataset.slices.flatMap((s, i) => (s.label === label ? [i] : [])).slice(0, count);
    const pixels = new Float32Array(places.length * area);
    places.forEach((p, i) => pixels.set(fresh.pixels.subarray(p * area, (p + 1) * area), i * area));
    return { size: about.size, pixels, n: places.length, origin: "fresh phantoms" };
  });
}
