import type { ImageSet } from "../data/image-set";
import type { Label } from "../data/label";

/** How near samples come to held-out images, with the standard errors of what so few of these can say. */
export interface HeldOutMeasures {
  /** Kernel inception distance, unbiased; lower is better. */
  readonly kid: number;
  readonly kidError: number;
  /** Share of the held-out images that a sample comes near, 0..1; about 0.5 where samples are as good as real images. */
  readonly coverage: number;
  readonly coverageError: number;
  /** Accuracy of a classifier that must tell samples from held-out images which it did not see: 0.5 is chance. */
  readonly c2st: number;
}

/** Measures samples against validation images; made by quality's `judgeByValidation`. */
export interface ValidationJudge {
  /** The held-out images, of the classes that are trained. The test part is no such set. */
  readonly images: ImageSet<"validation">;
  /** @param samples (n, size, size, 1) in [-1, 1]; labels: the class of each */
  measure(samples: Float32Array, labels: readonly Label[]): HeldOutMeasures;
}

/** The discriminator's outputs, in inference mode, on images without noise. */
export interface DiscriminatorOutputs {
  /** Mean over the training images, the held-out ones and the samples. */
  readonly train: number;
  readonly heldOut: number;
  readonly fake: number;
  /** Standard deviation over training images and samples together. */
  readonly spread: number;
  /** Share of the held-out images with an output above that of "cannot tell", where the loss has one. */
  readonly heldOutReal?: number;
}

/** One look at held-out images while training. */
export interface HeldOutPoint extends HeldOutMeasures {
  readonly epoch: number;
  readonly step: number;
  readonly outputs: DiscriminatorOutputs;
}

/** What a curve of measurements comes to so far. */
export interface CurveVerdict {
  /** Index of the measurement to use: the latest that is no worse than the best by more than its standard error. */
  readonly best: number;
  /**
   * Index of the last one whose KID or coverage was better by more than a standard error than that number when it last was so;
   * at first the first one that is a number.
   */
  readonly improved: number;
}

/**
 * The best measurement of a curve, and the last improvement. Few held-out images leave KID and coverage so uncertain that
 * the lowest of many is mostly luck: among those within noise of the best the latest counts, having learned longest.
 *
 * The curve is read in the order of training, so that the best is known at each measurement: the latest one whose KID is at most
 * the lowest so far plus its standard error, and whose coverage is at least the highest so far minus its standard error.
 *
 * @returns -1 and -1 for a curve without a measurement that is a number
 */
export function judgeCurve(curve: readonly HeldOutMeasures[]): CurveVerdict {
  let [best, improved] = [-1, -1];
  const first = curve.find(isMeasured);
  if (!first) return { best, improved };
  let [lowest, highest] = [first, first];
  const before = { kid: first, coverage: first }; // one each: a gain of one number must not forget how good the other was
  curve.forEach((now, i) => {
    if (!isMeasured(now)) return;
    if (now === first) improved = i;
    if (now.kid < before.kid.kid - before.kid.kidError) [improved, before.kid] = [i, now];
    if (now.coverage > before.coverage.coverage + before.coverage.coverageError)
      [improved, before.coverage] = [i, now];
    if (now.kid < lowest.kid) lowest = now;
    if (now.coverage > highest.coverage) highest = now;
    const isNear = now.kid <= lowest.kid + lowest.kidError;
    if (isNear && now.coverage >= highest.coverage - highest.coverageError) best = i;
  });
  return { best, improved };
}

const isMeasured = ({ kid, coverage }: HeldOutMeasures): boolean =>
  Number.isFinite(kid) && Number.isFinite(coverage);

/** Why a training ended, and which of its generators is used. */
export interface Ending {
  /** `all epochs` were trained; or `no improvement` on held-out images for as many measurements as `gan.patience` says. */
  readonly why: "all epochs" | "no improvement";
  /** What `gan.keep` chose: the generator after the last step, or the best one on held-out images. */
  readonly kept: "last" | "best";
  /** Epoch and step of the generator that is used. */
  readonly usedEpoch: number;
  readonly usedStep: number;
  /** Of the best by `judgeCurve`, whether it is used or not; absent where nothing was measured. */
  readonly bestEpoch?: number;
  readonly bestStep?: number;
}

/**
 * How a training ended, and which of its generators `gan.keep` chose.
 * @param training finished epochs and steps
 * @param best the best look; undefined where nothing was measured, and the last generator is used
 */
export function endingOf(
  { history, steps }: { readonly history: readonly unknown[]; readonly steps: number },
  { epochs, keep }: { readonly epochs: number; readonly keep?: Ending["kept"] | undefined },
  best: { readonly epoch: number; readonly step: number } | undefined,
): Ending {
  const isBest = keep === "best" && best !== undefined;
  const used = isBest ? best : { epoch: history.length, step: steps };
  return {
    why: history.length < epochs ? "no improvement" : "all epochs",
    kept: isBest ? "best" : "last",
    usedEpoch: used.epoch,
    usedStep: used.step,
    ...(best && { bestEpoch: best.epoch, bestStep: best.step }),
  };
}

/** How a training ended, as one clause: `ended after all epochs; the generator of step 900 is used, the best ...`. */
export function describeEnding({ why, kept, usedStep, bestStep }: Ending): string {
  const end =
    why === "all epochs" ? "trained to the end" : "ended early, without improvement on validation images";
  if (kept === "best") return `${end}; step ${usedStep} is used, the best on validation images`;
  if (bestStep === undefined) return `${end}; the last step is used, nothing was measured`;
  return `${end}; the last step is used${bestStep === usedStep ? ", also the best" : `, the best was ${bestStep}`}, on validation images`;
}
