import type * as tfjs from "@tensorflow/tfjs";
import type { ImageSet, Role } from "../data/image-set";
import { batchesOf, inBatches, inference, rowsOf, type Inference } from "./inference";

/** Images per batch of a classifier: 128 of 32 x 32, fewer of larger ones, whose activations would take the memory. */
const maxBatchSize = (size: number): number => Math.min(128, Math.max(8, Math.floor(2 ** 17 / size ** 2)));

/** Batches that `logitRows` divides a set into. */
export const logitBatches = ({ ids, size }: ImageSet<Role>): number =>
  batchesOf(ids.length, maxBatchSize(size));

/**
 * A classifier's logits in inference mode, one row per image; an image's row does not depend on its neighbours.
 * @param model images (batch, size, size, 1) to logits (batch, classes)
 */
export function logitsOf(model: tfjs.LayersModel, set: ImageSet<Role>): number[][] {
  const network = inference(model, logitBatches(set));
  try {
    return logitRows(network.run, set);
  } finally {
    network.dispose();
  }
}

/** A classifier's logits as `logitsOf` gives them, by a network that is already open. @param run in inference mode */
export function logitRows(run: Inference["run"], { ids, pixels, size }: ImageSet<Role>): number[][] {
  const logits = inBatches(run, rowsOf(pixels, [size, size, 1]), maxBatchSize(size));
  const classes = logits.length / ids.length;
  return ids.map((_, i) => [...logits.subarray(i * classes, (i + 1) * classes)]);
}
