import { blurAndDarken, type Degradation } from "./blur-and-darken";
import { drawPhantoms, type DrawnPhantoms } from "./draw-phantoms";
import { imageSet, type ImageSet } from "./image-set";

/** Degraded phantoms with the masks of their bleeds. */
export interface DegradedPhantoms extends DrawnPhantoms {
  /** What they were before: what a perfect refiner would make of them. */
  readonly truth: ImageSet<"synthetic">;
}

/** Phantoms as a plain simulator might give them, for methods that make synthetic images look real. See `drawPhantoms`. */
export async function drawDegraded(
  options: Parameters<typeof drawPhantoms>[0],
  degradation: Degradation,
): Promise<DegradedPhantoms> {
  const { set: truth, masks } = await drawPhantoms(options);
  const { foldId, ids, labels, size } = truth;
  const pixels = blurAndDarken(truth.pixels, size, degradation);
  return { masks, truth, set: imageSet("synthetic", { foldId, seen: [], ids, labels, size, pixels }) };
}
