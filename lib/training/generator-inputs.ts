import type * as tfjs from "@tensorflow/tfjs";
import { range, type Random } from "../core";
import type { ImageSet } from "../data/image-set";
import { tf } from "../engine";
import { oneHot, withClasses } from "./with-classes";

/**
 * Batches of 32 latents, for a generator's batch-norm statistics; of a conditional pair with the classes of the training
 * images in turn: statistics of one class alone would give other images than training did.
 *
 * @param count of batches; each is the caller's to dispose
 * @param classes their number; undefined where each class has a pair of its own
 */
export function* generatorInputs(
  random: Random,
  latentDim: number,
  count: number,
  { labels }: ImageSet<"train">,
  classes: number | undefined,
): Generator<tfjs.Tensor | tfjs.Tensor[]> {
  for (let i = 0; i < count; i++) {
    const z = tf.tensor2d(random.normals(32 * latentDim), [32, latentDim]);
    const shown = range(32).map((k) => labels[(32 * i + k) % labels.length]!);
    yield withClasses(z, classes === undefined ? undefined : oneHot(shown, classes));
  }
}
