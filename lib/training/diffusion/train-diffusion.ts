import { readFileSync } from "node:fs";
import { join } from "node:path";
import { range, sha256, stream, writeJson } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { paramCount, type DiffusionSpec } from "../../models";
import { ganCheckpoint } from "../gan-checkpoint";
import type { EventLog } from "../event-log/event-log";
import type { GanOptions } from "../gan-options";
import type { GanProgress, GanWatcher } from "../gan-progress";
import { conditionCodes } from "../sample-images";
import { runTraining } from "../run-training";
import type { TrainedGan } from "../trained-gan";
import { writeUntrained } from "../untrained";
import { denoiserFile, saveDenoiser } from "./denoiser-file";
import { denoisingAlarms } from "./judge-denoising";
import { denoisingWatch, type DenoisingWatch } from "./denoising-watch";
import { diffusionTraining, type DiffusionTraining } from "./diffusion-training";
import { diffusionSampler } from "./diffusion-sampler";

/**
 * Trains a diffusion model of all classes as `trainGan` trains a pair, and writes denoiser.bin (averaged over the steps)
 * and gan.json. Interrupted and called again it resumes, bit by bit. Given held-out images, it looks at its loss on them
 * every `measureEvery` epochs; `keep` and `patience` go by that, see `judgeDenoising`.
 *
 * @param train images of all classes
 * @param validation images of the same classes; absent: no looks
 * @throws InputError when a loss is not finite; KeyboardInterrupt
 */
export async function trainDiffusion(
  train: ImageSet<"train">,
  spec: DiffusionSpec,
  options: GanOptions,
  { watcher, log }: { readonly watcher: GanWatcher; readonly log: EventLog },
  validation?: ImageSet<"validation">,
): Promise<TrainedGan> {
  const training = diffusionTraining(train, spec, options);
  const looks = denoisingWatch(training, train, options, validation);
  const checkpoint = ganCheckpoint(training, train, spec, options, { looks, heldOutIds: validation?.ids });
  try {
    return await runTraining(
      {
        training,
        checkpoint,
        watcher,
        looks,
        log,
        lossesOf: ({ generator }) => ({ generator }),
        now: () => progressOf(training, train, options, looks),
        save: () => saveTrained(training, train, spec, options, looks),
        words: {
          line: "diffusion",
          what: "the diffusion model of",
          remedy: "gan.learningRate",
          losses: ({ generator }) => `loss ${generator.toFixed(4)}`,
        },
      },
      options,
    );
  } finally {
    looks.dispose();
  }
}

/** Network's steps per sample of a live view: enough to look at. */
const stepsOfView = 10;

function progressOf(
  training: DiffusionTraining,
  train: ImageSet<"train">,
  options: GanOptions,
  looks: DenoisingWatch,
): GanProgress {
  const { name, batchSize, seed, guidance } = options;
  const { history, changes, steps, classes } = training;
  const epochs = looks.isExhausted ? history.length : options.epochs;
  return {
    name,
    epoch: history.length,
    epochs,
    step: steps,
    steps: Math.max(steps, epochs * training.stepsPerEpoch),
    batchSize: Math.min(batchSize, train.ids.length),
    history,
    changes,
    heldOut: [],
    train,
    currentEpochLosses: () => training.currentEpochLosses(),
    samples: (n) => {
      const condition = { classes, labels: range(n).map((i) => i % classes) };
      const random = stream(seed, "diffusion", name, "grid");
      const sampler = diffusionSampler(training.ema, train.size, { steps: stepsOfView, guidance });
      const pixels = sampler.images(random.normals(n * train.size ** 2), conditionCodes(condition));
      sampler.dispose();
      return pixels;
    },
    alarms: () => denoisingAlarms(looks.curve), // all others are of two players
  };
}

function saveTrained(
  training: DiffusionTraining,
  train: ImageSet<"train">,
  spec: DiffusionSpec,
  options: GanOptions,
  looks: DenoisingWatch,
): TrainedGan {
  const ending = looks.finish();
  const { folder, samplingSteps, guidance } = options;
  const { size } = train;
  const { width } = spec;
  saveDenoiser(training.ema, folder, { size, classes: training.classes, width });
  const model: TrainedGan = {
    spec: spec.name,
    loss: "squared error of the predicted noise",
    penalty: "off",
    name: options.name,
    label: 0,
    classes: options.classes ?? [],
    foldId: train.foldId,
    trainIds: train.ids,
    seed: options.seed,
    size,
    latentDim: size * size,
    steps: training.steps,
    parameters: { generator: paramCount(training.ema).trainable, discriminator: 0 },
    history: training.history,
    changes: training.changes,
    denoising: looks.curve,
    ending,
    folder,
    hash: sha256(readFileSync(denoiserFile(folder))),
    diffusion: { width, steps: samplingSteps, guidance },
  };
  const random = stream(options.seed, "generate", options.name, "untrained");
  const untrained = diffusionSampler(undefined, size, { steps: 2, guidance: 0 });
  writeUntrained(model, (condition, n) =>
    untrained.images(random.normals(n * size * size), conditionCodes(condition!)),
  );
  untrained.dispose();
  writeJson(join(folder, "gan.json"), { ...model, folder: undefined });
  return model;
}
