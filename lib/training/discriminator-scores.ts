import type * as tfjs from "@tensorflow/tfjs";
import { join } from "node:path";
import { range } from "../core";
import { batchesOf, inBatches, inference, rowsOf } from "./inference";
import { loadKeras } from "./keras/h5";
import type { TrainedGan } from "./trained-gan";
import { oneHot, withClasses } from "./with-classes";

const imagesPerBatch = 64;

/**
 * How real the saved discriminator holds images to be: the attack on a GAN by membership, as a discriminator that has
 * learned its training images by heart holds these to be more real than others.
 *
 * @param gan its discriminator.h5, as the last step left it; a conditional one is told the class it is asked for
 * @param images (n, size, size, 1) in [-1, 1]
 * @returns n logits, each the mean of the image's and of its mirror image's
 * Source: Hayes et al. 2019 (LOGAN), white-box attack.
 */
export async function discriminatorScores(
  { folder, classes, label = 0 }: Pick<TrainedGan, "folder"> & Partial<Pick<TrainedGan, "classes" | "label">>,
  { size, pixels }: { readonly size: number; readonly pixels: Float32Array },
): Promise<number[]> {
  const discriminator = await loadKeras(join(folder, "discriminator.h5"), { finalActivation: "linear" });
  const count = pixels.length / size ** 2;
  const told = (x: tfjs.Tensor): tfjs.Tensor | tfjs.Tensor[] => {
    const labels = range(x.shape[0] ?? 0).map(() => label);
    const isTold = discriminator.inputs.length > 1;
    return withClasses(x, isTold ? classes && oneHot(labels, classes.length) : undefined);
  };
  const network = inference(discriminator, 2 * batchesOf(count, imagesPerBatch), told);
  const logits = (values: Float32Array): Float32Array =>
    inBatches(network.run, rowsOf(values, [size, size, 1]), imagesPerBatch);
  try {
    const mirrored = pixels.map((_, k) => pixels[k - (k % size) + size - 1 - (k % size)]!);
    const [own, mirror] = [logits(pixels), logits(mirrored)];
    return range(count).map((i) => (own[i]! + mirror[i]!) / 2);
  } finally {
    network.dispose();
    discriminator.dispose();
  }
}
