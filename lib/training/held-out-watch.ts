import type * as tfjs from "@tensorflow/tfjs";
import { fail, mean, range, stream, variance } from "../core";
import type { ImageSet } from "../data/image-set";
import type { GanSpec } from "../models";
import type { GanOptions } from "./gan-options";
import type { GanTraining } from "./gan-training";
import { heldOutLooks, type HeldOutLooks } from "./held-out-looks";
import {
  judgeCurve,
  type DiscriminatorOutputs,
  type HeldOutPoint,
  type ValidationJudge,
} from "./judge-curve";
import { lossBoundary } from "./loss-boundary";
import { inBatches, inference, rowsOf } from "./inference";
import { sampleImages } from "./sample-images";
import { conditionClasses, oneHot, withClasses } from "./with-classes";

/** Samples of each class that are measured. */
const samplesOfClass = 100;
/** Batches of 32 latents for the batch-norm statistics: fewer than for the generator that is saved, which takes 10. */
const statisticsBatches = 4;

/** The looks at a GAN's training. @param judge absent: nothing is measured */
export function heldOutWatch(
  training: GanTraining,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
  judge: ValidationJudge | undefined,
): HeldOutLooks<HeldOutPoint> {
  return heldOutLooks(training, options, {
    measure: judge && (() => measurePoint(training, train, spec, options, judge)),
    judge: (curve) => {
      const { best, improved } = judgeCurve(curve);
      return { best, inVain: curve.length - 1 - improved };
    },
  });
}

/**
 * That what the options ask of held-out images can be measured.
 * @throws InputError when `gan.keep` or `gan.patience` need held-out images and there are none, or a pair told boxes is to be
 * measured; RangeError for images of another fold
 */
export function assertMeasures(
  train: ImageSet<"train">,
  { keep, patience, measureEvery, name, boxes }: GanOptions,
  judge: ValidationJudge | undefined,
): void {
  const needs = [keep === "best" && "gan.keep=best", patience > 0 && `gan.patience=${patience}`];
  const asked = needs.filter((need) => need !== false).join(" and ");
  if (asked !== "" && (!judge || measureEvery === 0))
    fail(
      `train the GAN of ${name} with ${asked}`,
      judge ? "gan.measureEvery=0" : "no held-out images, or too few of a class to measure anything",
      "measurements on validation images",
      judge ? "Set gan.measureEvery to 1 or more." : "Leave the setting out, or add images.",
    );
  if (judge && measureEvery > 0 && boxes)
    fail(
      `train the GAN of ${name} with gan.measureEvery=${measureEvery}`,
      "a pair told boxes, and held-out images whose boxes nobody told",
      "a pair whose samples can be compared with them",
      "Set gan.measureEvery=0, or give no judge.",
    );
  if (judge && judge.images.foldId !== train.foldId)
    fail(
      `train the GAN of ${name}`,
      `held-out images of fold ${judge.images.foldId}`,
      `of fold ${train.foldId}, whose images are trained on`,
      "Take both from one split.",
      RangeError,
    );
}

function measurePoint(
  training: GanTraining,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
  judge: ValidationJudge,
): HeldOutPoint {
  const classes = conditionClasses(spec, options);
  const labels = range(samplesOfClass * (classes ?? 1)).map((i) =>
    classes === undefined ? train.labels[0]! : i % classes,
  );
  training.recomputeStatistics(statisticsBatches);
  const samples = sampleImages(
    training.ema,
    stream(options.seed, "gan", options.name, "held-out"),
    spec.latentDim,
    labels.length,
    classes === undefined ? undefined : { classes, labels },
  );
  return {
    epoch: training.history.length,
    step: training.steps,
    ...judge.measure(samples, labels),
    outputs: discriminatorOutputs(training, options, classes, [
      train,
      judge.images,
      { size: train.size, pixels: samples, labels },
    ]),
  };
}

type Shown = Pick<ImageSet<"train">, "size" | "pixels" | "labels">;

function discriminatorOutputs(
  training: GanTraining,
  options: GanOptions,
  classes: number | undefined,
  sets: readonly [train: Shown, heldOut: Shown, fake: Shown],
): DiscriminatorOutputs {
  const putBack = training.divideKernels();
  try {
    const [train, heldOut, fake] = sets.map((set) => outputsOf(training.discriminator, set, classes));
    const both = [...train!, ...fake!];
    const boundary = lossBoundary(options.loss, options);
    return {
      train: mean(train!),
      heldOut: mean(heldOut!),
      fake: mean(fake!),
      spread: Math.sqrt(variance(both, "n")),
      ...(boundary !== "none" && { heldOutReal: mean(heldOut!, (y) => (y > boundary ? 1 : 0)) }),
    };
  } finally {
    putBack();
  }
}

/** One output per image, in inference mode. */
function outputsOf(
  discriminator: tfjs.LayersModel,
  { size, pixels, labels }: Shown,
  classes: number | undefined,
): number[] {
  const count = labels.length;
  let told = 0;
  const network = inference(discriminator, 1, (x) => {
    const n = x.shape[0] ?? 0;
    const own = range(n).map((i) => labels[Math.min(told + i, count - 1)]!);
    told += n;
    const isTold = classes !== undefined && discriminator.inputs.length > 1;
    return withClasses(x, isTold ? oneHot(own, classes) : undefined);
  });
  try {
    return [...inBatches(network.run, rowsOf(pixels, [size, size, 1]), 100)];
  } finally {
    network.dispose();
  }
}
