import { join } from "node:path";
import { fail, groupBy, range, sha256, stream } from "../../core";
import { imageSet, type ImageSet } from "../../data/image-set";
import type { MaskGanSpec } from "../../models";
import { writeCheckpoint } from "../checkpoint";
import { sampleImages } from "../sample-images";
import { networkText } from "../network-text";
import { networkWeights } from "../network-weights";
import { eventLog } from "../event-log/event-log";
import { runTraining, silentWatcher, type TrainingWatcher } from "../run-training";
import { sourceText, trainingCheckpoint } from "../training-checkpoint";
import {
  maskGanTraining,
  stepsPerMaskRecord,
  type MaskGanEpoch,
  type MaskGanOptions,
} from "./mask-gan-training";
import { joinMaps } from "./join-maps";
import { trainingMaps, type Maps } from "./maps";

/** Generated images with their masks; images without a region are left out. */
export interface GeneratedPairs {
  /** Their label is that of most images the GAN was trained on. */
  readonly images: ImageSet<"synthetic">;
  /** (n, size, size): 1 in the region. */
  readonly masks: Uint8Array;
  /** Images drawn for them, those without a region included. */
  readonly drawn: number;
  readonly history: readonly MaskGanEpoch[];
}

/** How far a training is. */
type Now = { readonly step: number };

/**
 * Trains a GAN of images and masks together and draws pairs from it: a pixel is in the region where the mask's map is above
 * 0. Interrupted and called again it resumes, bit by bit.
 *
 * @param images of the training part, each with a region
 * @param masks (n, size, size): 1 in the region, 0 around it
 * @param options.count pairs wanted; of at most three times as many draws
 * @throws before any training RangeError for other masks than images, InputError for a single image or a size that is no multiple
 *   of 8; InputError when a loss is not finite; KeyboardInterrupt
 */
export async function trainMaskGan(
  images: ImageSet<"train">,
  masks: Uint8Array,
  spec: MaskGanSpec,
  options: MaskGanOptions & { readonly count: number },
  watcher: TrainingWatcher<Now> = silentWatcher,
): Promise<GeneratedPairs> {
  const { name, folder, count, steps } = options;
  const action = `train the GAN of pairs ${name}`;
  if (masks.length !== images.pixels.length)
    fail(
      action,
      `${masks.length} pixels of masks`,
      `${images.pixels.length}, a mask per image`,
      "Give it the masks of these images.",
      RangeError,
    );
  if (images.ids.length < 2 || images.size % 8 !== 0)
    fail(
      action,
      `${images.ids.length} images of ${images.size} x ${images.size}`,
      "at least two, of a size that is a multiple of 8",
      "Give more images with a region, or another data.size.",
    );
  const pairs = pairMaps(images, masks);
  const training = maskGanTraining(pairs, spec, options);
  const epochs = Math.ceil(steps / stepsPerMaskRecord);
  const checkpoint = trainingCheckpoint(training, {
    name,
    folder,
    epochs,
    what: "the GAN of pairs",
    setting: "the number of steps",
    key: {
      networks: [sourceText(spec), networkText(training.ema)],
      options: { ...options, folder: undefined, logs: undefined },
      "set of images": [pairs.n, pairs.size, sha256(new Uint8Array(pairs.values.buffer))],
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
        return { ...choosePairs(values, images, { name, count }), history: training.history };
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

/** Each image and its mask as two maps in [-1, 1]: the generator's outputs have one range. */
function pairMaps(images: ImageSet<"train">, masks: Uint8Array): Maps {
  const maps = trainingMaps(images);
  return joinMaps(maps, { ...maps, values: Float32Array.from(masks, (inside) => 2 * inside - 1) });
}

/** The first pairs that have a region. @param values (n, size, size, 2) */
function choosePairs(
  values: Float32Array,
  { foldId, size, ids, labels }: ImageSet<"train">,
  { name, count }: { readonly name: string; readonly count: number },
): Omit<GeneratedPairs, "history"> {
  const area = size * size;
  const isInside = (i: number, at: number): boolean => values[2 * (i * area + at) + 1]! > 0;
  const all = range(values.length / (2 * area));
  const kept = all.filter((i) => range(area).some((at) => isInside(i, at))).slice(0, count);
  const pixels = Float32Array.from(
    kept.flatMap((i) => range(area).map((at) => values[2 * (i * area + at)]!)),
  );
  const masks = Uint8Array.from(kept.flatMap((i) => range(area).map((at) => Number(isInside(i, at)))));
  const drawn = kept.length < count ? all.length : (kept.at(-1) ?? -1) + 1;
  const [most = []] = [...groupBy(labels, (label) => label).values()].sort((a, b) => b.length - a.length);
  const images = imageSet("synthetic", {
    foldId,
    ids: kept.map((i) => `${name}-${i + 1}`),
    labels: kept.map(() => most[0]!),
    seen: ids,
    size,
    pixels,
  });
  return { images, masks, drawn };
}
