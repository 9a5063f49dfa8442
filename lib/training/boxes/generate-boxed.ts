import { fail } from "../../core";
import { boxedImages, type BoxedImages } from "../../data/boxes/boxed-images";
import type { BoundingBox } from "../../data/boxes/bounding-box";
import { boxMaps } from "../../data/boxes/box-map";
import { generate } from "../generate";
import { imagesAt, type GeneratedImages } from "../images-at";
import type { TrainedGan } from "../trained-gan";
import { openUntrained } from "../untrained";
import { boxesInTurn, drawBoxes } from "./draw-boxes";

/**
 * Synthetic images with the boxes that they were drawn at: free labels for a detector. The images are `generate`'s.
 *
 * @param purpose names the random streams of latents and boxes
 * @throws InputError for a generator that is not told boxes
 */
export async function generateBoxed(
  gan: TrainedGan,
  count: number,
  purpose = "arms",
): Promise<BoxedImages<"synthetic">> {
  boxesOf(gan);
  return boxedImages(await generate(gan, count, purpose), drawBoxes(gan, count, purpose));
}

/**
 * Images of the untrained generator at the training images' boxes in turn: what no training has put into the boxes.
 * @throws InputError as `generateBoxed`, `openUntrained`
 */
export function openUntrainedBoxed(gan: TrainedGan): BoxedImages<"synthetic"> {
  const boxes = boxesOf(gan);
  const images = openUntrained(gan);
  return boxedImages(images, boxesInTurn(boxes, images.ids.length));
}

function boxesOf({ boxes, spec, name }: TrainedGan): NonNullable<TrainedGan["boxes"]> {
  return (
    boxes ??
    fail(
      "generate images with boxes",
      `the generator "${spec}" of ${name}, which is told no boxes`,
      "one that is",
      "Train a pair with hasBoxes: true, such as boxConditional.",
    )
  );
}

/**
 * Images at given latents and boxes: other boxes at the same latents show what the boxes alone change.
 * @param latents (n, latentDim)
 * @param boxes one list per image
 */
export function imagesWithBoxes(
  gan: TrainedGan,
  latents: Float32Array,
  boxes: readonly (readonly BoundingBox[])[],
): Promise<GeneratedImages> {
  return imagesAt(gan, latents, boxMaps(boxes, gan.size));
}
