import type * as tfjs from "@tensorflow/tfjs";
import { freemem, platform, totalmem } from "node:os";
import { fail } from "../core";

/** Numbers that a network's layers give for one image. */
export function activationsOf(model: tfjs.LayersModel): number {
  return model.layers.reduce((sum, layer) => sum + area(layer.outputShape as tfjs.Shape), 0);
}

/**
 * Refuses a training that cannot fit into memory, which would otherwise end the kernel without a message. Counted are the
 * outputs of every layer, which are kept for the gradient. What else a step holds is not counted (measured: the paper's GAN
 * takes 2.5 times its outputs), so a training that passes may still run out of memory.
 *
 * @param models that are differentiated together
 * @param size side of an image in pixels
 * @param setting the batch's name among the settings
 * @param available bytes; by default what the system and the container have left
 * @throws InputError with a batch that fits
 */
export function assertFitsMemory(
  name: string,
  models: readonly tfjs.LayersModel[],
  {
    batchSize,
    size,
    setting,
  }: { readonly batchSize: number; readonly size: number; readonly setting: string },
  available = availableBytes(),
): void {
  const each = 4 * models.reduce((sum, model) => sum + activationsOf(model), 0);
  if (each * batchSize <= available) return;
  const most = Math.floor(available / (3 * each));
  fail(
    `train ${name}`,
    `${gibibytes(each * batchSize)} for the layers' outputs of ${batchSize} images of ${size} x ${size}`,
    `at most the ${gibibytes(available)} of memory that are free`,
    most >= 2 ? `Set ${setting} to ${most} or less.` : "Take smaller images, or a machine with more memory.",
  );
}

function area([, ...sides]: tfjs.Shape): number {
  return sides.reduce<number>((product, side) => product * (side ?? 1), 1);
}

/**
 * Never less than could be had: macOS' freemem leaves out what caches give back, and so does availableMemory in a
 * container, which counts files' pages as used; there the whole memory and the container's limit are taken.
 */
function availableBytes(): number {
  const limit = process.constrainedMemory() || Infinity; // 0 or beyond the machine's memory: none
  return Math.min(platform() === "linux" ? freemem() : totalmem(), limit);
}

const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toPrecision(2)} GiB`;
