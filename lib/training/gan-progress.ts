import { range, stream } from "../core";
import type { ImageSet } from "../data/image-set";
import type { GanSpec } from "../models";
import { ganAlarms, type Alarm } from "./gan-alarms";
import type { GanChange } from "./gan-changes";
import type { EpochLosses } from "./epoch-losses";
import type { GanOptions } from "./gan-options";
import type { GanTraining } from "./gan-training";
import { heldOutAlarms } from "./held-out-alarms";
import type { HeldOutLooks } from "./held-out-looks";
import type { HeldOutPoint } from "./judge-curve";
import { sampleImages } from "./sample-images";
import type { TrainingWatcher } from "./run-training";
import { conditionBoxes } from "./boxes/condition-boxes";
import { boxesInTurn } from "./boxes/draw-boxes";
import { boxMaps } from "../data/boxes/box-map";
import { conditionClasses } from "./with-classes";

/** Progress of a training, for a live figure. */
export interface GanProgress {
  readonly name: string;
  /** Finished epochs, and how many there will be: those that are finished where `gan.patience` ends the training. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps taken, and how many there will be. */
  readonly step: number;
  readonly steps: number;
  /** Images a step. */
  readonly batchSize: number;
  readonly history: readonly EpochLosses[];
  readonly changes: readonly GanChange[];
  /** Looks at held-out images so far; none without a judge. */
  readonly heldOut: readonly HeldOutPoint[];
  /** The training images. */
  readonly train: ImageSet<"train">;
  /** Mean losses of the epoch that has begun, so far; undefined before its first step. */
  currentEpochLosses(): EpochLosses | undefined;
  /** n images of the averaged generator, always of the same latents, a conditional one's classes in turn: (n, size, size, 1) in [-1, 1]. */
  samples(n: number): Float32Array;
  /** Alarms at this moment. @param samples the last result of `samples`: without it a collapse is not looked for */
  alarms(samples?: Float32Array): readonly Alarm[];
}

/** Follows a GAN's training: a live view. */
export type GanWatcher = TrainingWatcher<GanProgress>;

/** A training's progress now. */
export function ganProgress(
  training: GanTraining,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
  { curve: heldOut, isExhausted }: Pick<HeldOutLooks<HeldOutPoint>, "curve" | "isExhausted">,
): GanProgress {
  const { name, batchSize, seed } = options;
  const { history, changes } = training;
  const epochs = isExhausted ? history.length : options.epochs;
  return {
    name,
    epoch: history.length,
    epochs,
    step: training.steps,
    steps: Math.max(training.steps, epochs * training.stepsPerEpoch),
    batchSize: Math.min(batchSize, train.ids.length),
    history,
    changes,
    heldOut,
    train,
    currentEpochLosses: () => training.currentEpochLosses(),
    samples: (n) => {
      training.recomputeStatistics(1); // enough to look at, and a tenth of the time
      const random = stream(seed, "gan", name, "grid");
      const classes = conditionClasses(spec, options);
      const labels = range(n).map((i) => i % (classes ?? 1));
      const boxes = conditionBoxes(spec, options, train);
      const ofClass = classes === undefined ? undefined : { classes, labels };
      const condition = boxes ? { maps: boxMaps(boxesInTurn(boxes, n), train.size) } : ofClass;
      return sampleImages(training.ema, random, spec.latentDim, n, condition);
    },
    alarms: (samples) => [
      ...ganAlarms(history, { ...options, changes }, samples && { samples, real: train }),
      ...heldOutAlarms(heldOut, history, { ...options, changes }),
    ],
  };
}
