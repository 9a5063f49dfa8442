import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core";
import { tf } from "../../engine";
import type { LabelledMaps, SegmentationOptions } from "./segmentation-training";

/**
 * Refuses a patch, labels and a network that do not fit each other, before any training.
 * @throws RangeError that names the one that does not fit
 */
export function checkSegmentation(
  network: tfjs.LayersModel,
  { padded, labels, classes }: LabelledMaps,
  { name, patch }: Pick<SegmentationOptions, "name" | "patch">,
): void {
  const refuse = (found: string, expected: string, remedy: string): never =>
    fail(`train the segmentation ${name}`, found, expected, remedy, RangeError);
  const { n, size, channels } = padded;
  if (!Number.isSafeInteger(patch) || patch < 1 || patch % 2 === 0)
    refuse(`patch ${patch}`, "an odd number of pixels", "Give 17 or 33: a patch has a middle pixel.");
  if (patch > size)
    refuse(`patch ${patch} and images of ${size} x ${size}`, "smaller patches", "Give a smaller patch.");
  const side = size - patch + 1;
  if (labels.length !== n * side ** 2)
    refuse(
      `${labels.length} labels`,
      `${n * side ** 2}, one per pixel of ${n} images of ${side} x ${side} without their margin`,
      `Give labels of these images, and reflectPad a margin of ${(patch - 1) / 2} pixels.`,
    );
  const highest = labels.reduce((most, label) => Math.max(most, label), 0);
  if (highest >= classes)
    refuse(
      `the label ${highest}`,
      `labels below ${classes}, the number of classes`,
      "Correct one of the two.",
    );
  const shape = network.inputs[0]!.shape;
  const isFixedElsewise = [1, 2].some((at) => ![null, undefined, patch].includes(shape[at]));
  if (shape.length !== 4 || shape[3] !== channels || isFixedElsewise)
    refuse(
      `a network of inputs [${shape.join(", ")}]`,
      `[, ${patch}, ${patch}, ${channels}] or of any side`,
      "Give the network as many channels as the maps have.",
    );
  const given = outputShape(network, [1, patch, patch, channels]);
  const wanted = [1, 1, 1, classes].join(" x ");
  if (given !== wanted)
    refuse(
      `a network that makes ${given} of a patch of 1 x ${patch} x ${patch} x ${channels}`,
      `${wanted}: the logits of ${classes} classes`,
      "Build the network for this patch and this number of classes.",
    );
}

function outputShape(network: tfjs.LayersModel, shape: number[]): string {
  return tf.tidy(() => {
    try {
      return (network.predict(tf.zeros(shape)) as tfjs.Tensor).shape.join(" x ");
    } catch {
      return "nothing"; // its kernels are larger than the patch
    }
  });
}
