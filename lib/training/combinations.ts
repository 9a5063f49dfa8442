import type * as tfjs from "@tensorflow/tfjs";
import { fail, type Settings } from "../core";
import { hasBatchNorm, type GanSpec } from "../models";
import type { GanLoss } from "./gan-loss";
import { ganLosses } from "./gan-losses";
import { ganPenalties } from "./gan-penalties";
import type { GanPenalty } from "./gan-penalty";
import { lossBoundary, type TargetOptions } from "./loss-boundary";

/** How a discriminator is normalised: over the batch, not at all, or by its kernels' spectral norms. */
export type Normalisation = "batch" | "none" | "spectral";

type LossName = Settings["gan.loss"];
type PenaltyName = Settings["gan.penalty"];

/**
 * Which normalisations of the discriminator each pair of loss and penalty is trained with; a pair that is absent is refused.
 * Cross-entropy between real and fake with batch norm is the paper's, with a slope that is the batch's. R1 and DRAGAN hold
 * each image's slope, which batch norm mixes with its mates'. Sources: beside each loss and penalty.
 */
export const combinations: Readonly<
  Record<LossName, Readonly<Partial<Record<PenaltyName, readonly Normalisation[]>>>>
> = {
  "cross-entropy": {
    none: ["batch", "none", "spectral"],
    interpolates: ["batch", "none"],
    r1: ["none", "spectral"],
    dragan: ["none"],
  },
  "least-squares": { none: ["batch", "none", "spectral"], dragan: ["none"] },
  hinge: { none: ["spectral"] },
  wasserstein: { interpolates: ["none"] },
};

/** Why a pair of loss and penalty that is not in the table is refused, and what to do. */
const refusals: Readonly<Record<LossName, string>> = {
  "cross-entropy": "",
  "least-squares":
    "Least squares needs no penalty, and only DRAGAN's is known with it: set gan.penalty=none or dragan.",
  hinge:
    "The spectral norm bounds the hinge loss's discriminator: set gan.penalty=none and gan.normalisation=spectral.",
  wasserstein:
    "Without a slope held at 1 between real and fake its loss has no lower end: set gan.penalty=interpolates.",
};

/**
 * The output by whose sides an adaptive augmentation is steered: see `lossBoundary`.
 * @throws InputError for a loss whose zero means nothing
 */
export function boundaryOf(loss: GanLoss, targets: TargetOptions): number {
  const boundary = lossBoundary(loss, targets);
  if (boundary !== "none") return boundary;
  return fail(
    "steer an adaptive augmentation",
    `the loss "${loss.name}", whose zero means nothing`,
    "outputs whose sign says real or fake",
    "Set gan.loss=cross-entropy, least-squares or hinge; or gan.augmentation=diffaugment.",
  );
}

/** What has to go together. */
interface Combined {
  readonly loss: GanLoss;
  readonly penalty: GanPenalty;
  readonly penaltyWeight: number;
  readonly flipProbability: number;
  readonly augmentation?: unknown;
  readonly minibatchKernels?: number;
  readonly smoothing?: number;
  readonly referenceBatch?: number;
  readonly isDiffusion?: boolean;
}

/**
 * Refuses what does not go together: loss and penalty, their normalisation, inverted targets of a loss without targets, an
 * adaptive augmentation and a loss whose zero means nothing, minibatch discrimination and a gradient penalty, virtual batch
 * norm where there is none to make virtual. A loss or penalty of one's own is in no table: only its targets are looked at.
 * @param normalisation the discriminator's; not looked at where it is left out
 * @throws InputError with the reason
 */
export function assertCombines(
  { loss, penalty, penaltyWeight, flipProbability, augmentation, ...more }: Combined,
  normalisation?: Normalisation,
): void {
  if (augmentation === "adaptive") boundaryOf(loss, {});
  assertHasReference(more);
  if (loss.ignoresTargets && flipProbability > 0)
    fail(
      `train with the loss "${loss.name}"`,
      `gan.flipProbability ${flipProbability}`,
      "0: this loss has no targets that could be inverted",
      "Set gan.flipProbability=0.",
    );
  if (loss.ignoresTargets && (more.smoothing ?? 0) > 0)
    fail(
      `train with the loss "${loss.name}"`,
      `gan.smoothing ${more.smoothing}`,
      "0: this loss has no targets that could be smoothed",
      "Set gan.smoothing=0.",
    );
  if ((more.minibatchKernels ?? 0) > 0 && penaltyWeight > 0)
    fail(
      "train with minibatch discrimination",
      `the penalty "${penalty.name}"`,
      "no gradient penalty: distances between batch mates have no second derivative here",
      "Set gan.penalty=none.",
    );
  const lossName = nameOf(ganLosses, loss.name);
  const penaltyName = penaltyWeight === 0 ? "none" : nameOf(ganPenalties, penalty.name);
  if (lossName === undefined || penaltyName === undefined) return;
  const allowed = combinations[lossName][penaltyName];
  if (allowed === undefined)
    return fail(
      `train with gan.loss=${lossName} and gan.penalty=${penaltyName}`,
      "a pair that nothing speaks for",
      `gan.penalty=${Object.keys(combinations[lossName]).join(" or ")}`,
      refusals[lossName],
    );
  if (normalisation === undefined || allowed.includes(normalisation)) return;
  fail(
    `train with gan.loss=${lossName} and gan.penalty=${penaltyName}`,
    {
      batch: "a discriminator with batch norm, which mixes an image's slope with its batch mates'",
      none: "a discriminator that nothing normalises",
      spectral: "a discriminator divided by its spectral norms, which hold its slope already",
    }[normalisation],
    allowed.map((one) => words[one]).join(" or "),
    allowed.includes("none") ? "Set gan.normalisation=none." : "Set gan.normalisation=spectral.",
  );
}

function assertHasReference({ referenceBatch = 0, isDiffusion }: Partial<Combined>): void {
  const action = "train with virtual batch norm";
  if (referenceBatch > 0 && isDiffusion)
    fail(
      action,
      "a diffusion model, which normalises each image by itself",
      "a pair of networks",
      "Set gan.referenceBatch=0.",
    );
  if (referenceBatch === 1)
    fail(action, "gan.referenceBatch 1", "2 or more: one image has no spread", "Set gan.referenceBatch=16.");
}

/**
 * How a pair's discriminator is normalised.
 * @throws InputError for one with batch norm and spectral norm: dividing by the batch's deviation undoes any bound
 */
export function normalisationOf(
  { name, spectralNorm }: GanSpec,
  discriminator: tfjs.LayersModel,
): Normalisation {
  const isOverBatch = hasBatchNorm(discriminator);
  if (isOverBatch && spectralNorm)
    fail(
      `train the networks "${name}"`,
      "a discriminator with batch norm and spectral norm",
      "one of them: batch norm divides by the batch's deviation, so no bound on the kernels is left",
      "Leave its batch norm out.",
    );
  return spectralNorm ? "spectral" : isOverBatch ? "batch" : "none";
}

const words: Readonly<Record<Normalisation, string>> = {
  batch: "batch norm",
  none: "one without batch norm",
  spectral: "one divided by its spectral norms",
};

function nameOf<K extends string>(
  table: Readonly<Record<K, { readonly name: string }>>,
  name: string,
): K | undefined {
  return (Object.keys(table) as K[]).find((key) => table[key].name === name);
}
