import type * as tfjs from "@tensorflow/tfjs";
import { range, type Random } from "../core";
import type { ImageSet } from "../data/image-set";
import { tf } from "../engine";
import type { BoundingBox } from "../data/boxes/bounding-box";
import { boxTensor } from "./boxes/box-tensor";
import { statisticsOrder } from "./statistics-order";
import { oneHot, withClasses } from "./with-classes";

/**
 * Batches of latents, for a generator's batch-norm statistics; of a conditional pair with the classes of the training
 * images, in the shuffled order of `statisticsOrder`: statistics of one class alone would give other images than training did.
 * Of a pair told boxes with those of the training images, in the same order.
 *
 * @param count of batches; each is the caller's to dispose
 * @param classes their number; undefined where each class has a pair of its own
 * @param boxes of each training image, for a pair told boxes
 * @param rows latents of a batch
 */
export function* generatorInputs(
  random: Random,
  latentDim: number,
  count: number,
  { labels, size }: Pick<ImageSet<"train">, "labels" | "size">,
  classes: number | undefined,
  boxes?: readonly (readonly BoundingBox[])[],
  rows = 32,
): Generator<tfjs.Tensor | tfjs.Tensor[]> {
  const order = statisticsOrder(labels.length);
  for (let i = 0; i < count; i++) {
    const z = tf.tensor2d(random.normals(rows * latentDim), [rows, latentDim]);
    const indices = range(rows).map(() => order.next().value);
    const shown = indices.map((index) => labels[index]!);
    const ofClass = classes === undefined ? undefined : oneHot(shown, classes);
    const told =
      boxes &&
      boxTensor(
        indices.map((index) => boxes[index]!),
        size,
      );
    yield withClasses(z, told ?? ofClass);
  }
}
