import { join } from "node:path";
import { fail, range, sha256, stream } from "../../core";
import type { MaskGanSpec } from "../../models";
import { writeCheckpoint } from "../checkpoint";
import { sampleImages } from "../sample-images";
import { networkWeights } from "../network-weights";
import { eventLog } from "../event-log/event-log";
import { runTraining, type TrainingWatcher } from "../run-training";
import { sourceText, trainingCheckpoint } from "../training-checkpoint";
import {
  maskGanTraining,
  stepsPerMaskRecord,
  type MaskedImages,
  type MaskGanEpoch,
  type MaskGanOptions,
} from "./mask-gan-training";

/** Generated images with their masks; images without a region are left out. */
export interface GeneratedPairs {
  readonly n: number;
  readonly size: number;
  /** (n, size, size) in [-1, 1]. */
  readonly pixels: Float32Array;
  /** (n, size, size): 1 in the region. */
  readonly masks: Uint8Array;
  /** Images drawn for them, those without a region included. */
  readonly drawn: number;
  readonly history: readonly MaskGanEpoch[];
}

/** How far a training is. */
type Now = { readonly step: number };
const silent: TrainingWatcher<Now> = {
  showsProgress: false,
  step: () => undefined,
  epoch: () => undefined,
};

/**
 * Trains a GAN of images and masks together and draws pairs from it: a pixel is in the region where the mask's map is above
 * 0. Interrupted and called again it resumes, bit by bit.
 *
 * @param images of the training part only, each with a region
 * @param count pairs wanted; of at most three times as many draws
 * @throws InputError for a single image or a size that is no multiple of 8, before any training; KeyboardInterrupt
 */
export async function trainMaskGan(
  images: MaskedImages,
  spec: MaskGanSpec,
  options: MaskGanOptions & { readonly count: number },
  watcher = silent,
): Promise<GeneratedPairs> {
  const { name, folder, count, steps } = options;
  if (images.n < 2 || images.size % 8 !== 0)
    fail(
      `train the GAN of pairs ${name}`,
      `${images.n} images of ${images.size} x ${images.size}`,
      "at least two, of a size that is a multiple of 8",
      "Give more images with a region, or another data.size.",
    );
  const training = maskGanTraining(images, spec, options);
  const epochs = Math.ceil(steps / stepsPerMaskRecord);
  const checkpoint = trainingCheckpoint(training, {
    name,
    folder,
    epochs,
    what: "the GAN of pairs",
    setting: "the number of steps",
    key: {
      networks: sourceText(spec),
      options: { ...options, folder: undefined, logs: undefined },
      "set of images": [images.n, images.size, sha256(new Uint8Array(images.values.buffer))],
    },
  });
  return runTraining(
    {
      training,
      checkpoint,
      watcher,
      now: () => ({ step: training.steps }),
      log: eventLog(options.logs),
      lossesOf: ({ discriminator, generator }: MaskGanEpoch) => ({ discriminator, generator }),
      save: () => {
        training.recomputeStatistics();
        writeCheckpoint(
          join(folder, "generator.bin"),
          { name },
          { state: {}, arrays: networkWeights(training.ema) },
        );
        const random = stream(options.seed, "mask-gan", name, "samples");
        const drawn = 3 * count;
        const values = sampleImages(training.ema, random, spec.latentDim, drawn);
        return { ...choosePairs(values, images.size, count), history: training.history };
      },
      words: {
        line: "GAN of pairs",
        what: "the GAN of pairs",
        remedy: "the learning rate",
        losses: ({ discriminator, generator }) => `D ${discriminator.toFixed(3)}  G ${generator.toFixed(3)}`,
      },
    },
    { name, folder, epochs, checkpointEvery: 4 },
  );
}

/** The first pairs that have a region. @param values (n, size, size, 2) */
function choosePairs(values: Float32Array, size: number, count: number): Omit<GeneratedPairs, "history"> {
  const area = size * size;
  const isInside = (i: number, at: number): boolean => values[2 * (i * area + at) + 1]! > 0;
  const all = range(values.length / (2 * area));
  const kept = all.filter((i) => range(area).some((at) => isInside(i, at))).slice(0, count);
  const pixels = Float32Array.from(
    kept.flatMap((i) => range(area).map((at) => values[2 * (i * area + at)]!)),
  );
  const masks = Uint8Array.from(kept.flatMap((i) => range(area).map((at) => Number(isInside(i, at)))));
  const drawn = kept.length < count ? all.length : (kept.at(-1) ?? -1) + 1;
  return { n: kept.length, size, pixels, masks, drawn };
}
