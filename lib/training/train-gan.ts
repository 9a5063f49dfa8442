import type { ImageSet } from "../data/image-set";
import { isDiffusion, type GeneratorSpec } from "../models";
import { assertTrainable } from "./assert-trainable";
import { checkObjective } from "./check-objective";
import { checkRange } from "./check-range";
import { ganCheckpoint } from "./gan-checkpoint";
import { eventLog } from "./event-log/event-log";
import { trainDiffusion } from "./diffusion/train-diffusion";
import { augmentationOf, lossesOf, type EpochLosses } from "./epoch-losses";
import type { GanOptions } from "./gan-options";
import { ganProgress, type GanProgress, type GanWatcher } from "./gan-progress";
import { ganTraining } from "./gan-training";
import type { ValidationJudge } from "./judge-curve";
import { assertMeasures, heldOutWatch } from "./held-out-watch";
import { networkText } from "./network-text";
import { runTraining, silentWatcher } from "./run-training";
import { recordTimeLapse } from "./time-lapse";
import { assertGanSavable, saveTrainedGan } from "./save-trained-gan";
import type { TrainedGan } from "./trained-gan";
import { conditionClasses } from "./with-classes";

/**
 * Trains the GAN of one class, or a conditional pair of all classes, on training images only. It writes generator.h5 (averaged
 * over the steps), discriminator.h5 (with the loss's final activation, by default the published sigmoid) and gan.json into
 * `options.folder`; Keras opens both .h5 files.
 *
 * A diffusion model is trained by `trainDiffusion`, which writes denoiser.bin in place of the two .h5 files.
 *
 * Interrupted, it finishes the step in progress, writes its checkpoint and ends; called again it resumes and gives the same
 * bits as without the interrupt. Options that gan-settings.ts marks `recorded` may differ then: the history and gan.json say
 * from which epoch on. Another loss or penalty is another training.
 *
 * Given a judge, it measures samples against validation images every `measureEvery` epochs: `keep` then chooses which
 * generator is saved, and `patience` may end the training. Measuring changes no weight and no random draw.
 *
 * @param train images of one class; for a conditional pair of all
 * @param watch called after each epoch; or a live view, called after each step too; its time counts as the training's
 * @param judge of validation images of the same classes: quality's `judgeByValidation`
 * @throws before any training RangeError for fewer than two images or images of several classes, TypeError for images of
 *   another part and for networks that do not fit the images, InputError for a loss that teaches nothing (`checkObjective`) and
 *   for networks that Keras would not compute alike;
 *   InputError when a loss is not finite (the message names the epoch, the last checkpoint stays); KeyboardInterrupt
 * Source: the paper, section 4.2 ("hemorrhage/non-hemorrhage images are separately trained and generated").
 */
export async function trainGan(
  train: ImageSet<"train">,
  spec: GeneratorSpec,
  options: GanOptions,
  watch: GanWatcher | ((at: GanProgress) => void | Promise<void>) = () => undefined,
  judge?: ValidationJudge,
): Promise<TrainedGan> {
  assertTrainable("train a GAN", train, spec.conditional);
  const label = spec.conditional ? 0 : train.labels[0]!;
  const given: GanWatcher = typeof watch === "function" ? { ...silentWatcher, epoch: watch } : watch;
  assertMeasures(train, options, judge);
  const log = eventLog(options.logs);
  const watcher = recordTimeLapse(given, options.folder, conditionClasses(spec, options) ?? 1, log);
  if (isDiffusion(spec)) return trainDiffusion(train, spec, options, { watcher, log }, judge?.images);
  checkObjective(options, train.size);
  const training = ganTraining(train, spec, options);
  assertGanSavable(training, options);
  checkRange(training.ema, options.name);
  const heldOut = heldOutWatch(training, train, spec, options, judge);
  const checkpoint = ganCheckpoint(training, train, spec, options, {
    looks: heldOut,
    heldOutIds: judge?.images.ids,
    networks: [training.ema, training.discriminator].map(networkText),
  });
  return runTraining(
    {
      training,
      checkpoint,
      watcher,
      looks: heldOut,
      log,
      lossesOf,
      othersOf: augmentationOf,
      now: () => ganProgress(training, train, spec, options, heldOut),
      save: () => saveTrainedGan(training, train, label, spec, options, heldOut),
      words: {
        line: "DCGAN",
        what: "the GAN of",
        remedy: "gan.learningRate or gan.penaltyWeight",
        losses: formatLosses,
      },
    },
    options,
  );
}

function formatLosses(epoch: EpochLosses, at: GanProgress): string {
  const { discriminator, generator, penalty, augmentationProbability: p } = epoch;
  const losses = `D ${discriminator.toFixed(3)}  G ${generator.toFixed(3)}  penalty ${penalty.toFixed(3)}`;
  return [
    losses,
    ...(p === undefined ? [] : [`augmentation p ${p.toFixed(3)}`]),
    ...at.alarms().map((alarm) => `! ${alarm.kind}`),
  ].join("  ");
}
