import type * as tfjs from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256, writeJson } from "../core";
import type { ImageSet } from "../data/image-set";
import type { Label } from "../data/label";
import { paramCount, type GanSpec } from "../models";
import type { GanOptions } from "./gan-options";
import type { GanTraining } from "./gan-training";
import type { HeldOutLooks } from "./held-out-looks";
import type { HeldOutPoint } from "./judge-curve";
import { assertSavable } from "./keras/assert-savable";
import { saveKeras } from "./keras/h5";
import { withKerasNorms } from "./keras/with-keras-norms";
import type { TrainedGan } from "./trained-gan";
import { writeUntrainedPair } from "./untrained";

/**
 * Writes generator.h5 (averaged over the steps), discriminator.h5 (with the loss's final activation), gan.json and
 * images of the untrained generator into the training's folder.
 * @param train the images that the generator saw
 * @param label their class
 * @param heldOut which generator to save
 */
export async function saveTrainedGan(
  training: GanTraining,
  train: ImageSet<"train">,
  label: Label,
  spec: GanSpec,
  options: GanOptions,
  heldOut: Pick<HeldOutLooks<HeldOutPoint>, "curve" | "finish">,
): Promise<TrainedGan> {
  const { folder } = options;
  const ending = heldOut.finish();
  training.recomputeStatistics();
  await saveGenerator(training.ema, options);
  const putBack = training.divideKernels();
  try {
    await saveKeras(training.discriminator, join(folder, "discriminator.h5"), {
      finalActivation: options.loss.finalActivation,
    });
  } finally {
    putBack();
  }
  const gan: TrainedGan = {
    spec: spec.name,
    loss: options.loss.name,
    penalty: options.penaltyWeight === 0 ? "off" : options.penalty.name,
    name: options.name,
    label,
    ...(spec.conditional && { classes: options.classes ?? [] }),
    ...(spec.hasBoxes && { boxes: options.boxes ?? [] }),
    ...(options.referenceBatch > 0 && { referenceBatch: options.referenceBatch }),
    foldId: train.foldId,
    trainIds: train.ids,
    seed: options.seed,
    size: train.size,
    latentDim: spec.latentDim,
    steps: training.steps,
    parameters: {
      generator: paramCount(training.ema).trainable,
      discriminator: paramCount(training.discriminator).trainable,
    },
    history: training.history,
    changes: training.changes,
    heldOut: heldOut.curve,
    ending,
    folder,
    hash: sha256(readFileSync(join(folder, "generator.h5"))),
  };
  writeUntrainedPair(gan, train, spec, options);
  writeJson(join(folder, "gan.json"), { ...gan, folder: undefined });
  return gan;
}

/**
 * That `saveTrainedGan` will be able to write both networks; otherwise the training is disposed.
 * @throws InputError that names what Keras has no layer for
 */
export function assertGanSavable(
  training: Pick<GanTraining, "ema" | "discriminator" | "dispose">,
  { referenceBatch, loss }: Pick<GanOptions, "referenceBatch" | "loss">,
): void {
  assertSavable(training.discriminator, training, loss.finalActivation);
  if (referenceBatch === 0) return assertSavable(training.ema, training);
  const ofKeras = withKerasNorms(training.ema);
  const both = { dispose: () => [ofKeras, training].forEach((owner) => void owner.dispose()) };
  assertSavable(ofKeras, both);
  ofKeras.dispose();
}

/** Virtual batch norms are written as layers that Keras has. */
async function saveGenerator(
  generator: tfjs.LayersModel,
  { referenceBatch, folder }: GanOptions,
): Promise<void> {
  const file = join(folder, "generator.h5");
  if (referenceBatch === 0) return saveKeras(generator, file);
  const ofKeras = withKerasNorms(generator);
  await saveKeras(ofKeras, file).finally(() => ofKeras.dispose());
}
