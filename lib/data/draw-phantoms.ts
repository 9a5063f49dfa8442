import { imageSet, type ImageSet } from "./image-set";
import { phantom } from "./phantom";
import { preprocess } from "./preprocess";
import { readMasks } from "./read-masks";

/** Preprocessed phantoms with the masks of their bleeds. */
export interface DrawnPhantoms {
  readonly set: ImageSet<"synthetic">;
  /** (n, size, size), 1 in a bleed. */
  readonly masks: Uint8Array;
}

/**
 * Phantoms beside a run's data, with known bleeds: fresh ones to judge on, or images to be changed. Their ids name the seed,
 * so those of two seeds can stand in one set. They are of no real image: nothing of a split was seen.
 *
 * @param options.seed of these phantoms, not the run's: another seed gives other heads
 * @param options.size side of an image, pixels
 * @param options.foldId of the split that they are to be joined with
 */
export async function drawPhantoms({
  images,
  seed,
  size,
  foldId,
}: {
  readonly images: number;
  readonly seed: number;
  readonly size: number;
  readonly foldId: string;
}): Promise<DrawnPhantoms> {
  const drawn = phantom({ images, seed });
  const { pixels } = await preprocess(drawn, { size });
  const masks = await readMasks(drawn, { folder: drawn.name, size });
  const ids = drawn.slices.map(({ id }) => id);
  const labels = drawn.slices.map(({ label }) => label);
  const named = ids.map((id) => `${id} of seed ${seed}`);
  const set = imageSet("synthetic", { foldId, seen: [], ids: named, labels, size, pixels });
  return { set, masks: masks.of(ids) };
}
