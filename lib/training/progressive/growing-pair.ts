import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../../core";
import { compile, tf, type Compiled } from "../../engine";
import { initialize, type PgganSpec } from "../../models";
import type { GanOptions } from "../gan-options";
import type { GanLosses } from "../gan-step";
import type { GanNetworks } from "../gan-step-options";
import { copyByName, copyWeights, updateEma } from "../network-weights";
import type { GrowthPhase } from "./growth-schedule";
import type { ProgressiveBatches } from "./progressive-batches";
import { progressiveStep, type ProgressiveStep, type ProgressiveStepOptions } from "./progressive-step";

/** A growing pair at one phase, with what its steps need; all owned until `dispose`. */
export interface GrowingPair {
  readonly phase: GrowthPhase;
  readonly networks: GanNetworks;
  /** The generator that samples come from: averaged over the steps. */
  readonly ema: tfjs.LayersModel;
  readonly optimizers: ProgressiveStep["optimizers"];
  /** Maps of the training images' boxes at this side, of a pair that has boxes. */
  readonly boxes: tfjs.Tensor4D | undefined;
  /** One step as one graph, of this phase alone; alpha is an input. */
  readonly step: Compiled<[indices: tfjs.Tensor1D, alpha: tfjs.Scalar], GanLosses>;
  dispose(): void;
}

/** What a phase's pair is trained with. */
export type PairOptions = ProgressiveStepOptions & Pick<GanOptions, "ema" | "batchSize" | "seed" | "name">;

/**
 * The pair of a phase: layers that the pair before it has, by name, keep their weights bit by bit, new layers are drawn from a
 * stream of their side, and Adam begins anew. The pair before it stays as it is, and the caller's to dispose.
 *
 * Deviation: the decay of the averaged weights is `phaseDecay`'s.
 *
 * @param before undefined for the first phase, or when a checkpoint's weights are restored afterwards
 */
export function growPair(
  before: GrowingPair | undefined,
  phase: GrowthPhase,
  spec: PgganSpec,
  options: PairOptions,
  batches: ProgressiveBatches,
): GrowingPair {
  const networks = { generator: spec.generator(phase), discriminator: spec.discriminator(phase) };
  for (const [which, model] of Object.entries(networks))
    initialize(model, weightStream(options, which, phase.side), "normal 1");
  const ema = spec.generator(phase);
  if (before) {
    copyByName(before.networks.generator, networks.generator);
    copyByName(before.networks.discriminator, networks.discriminator);
  }
  copyWeights(networks.generator, ema);
  if (before) copyByName(before.ema, ema);
  const images = batches.atSide(phase.side);
  const update = progressiveStep(networks, options);
  const decay = phaseDecay(options, phase);
  const step = compile(
    (indices: tfjs.Tensor1D, alpha: tfjs.Scalar) => {
      const losses = update(batches.batch(images, phase, indices, alpha));
      updateEma(ema, networks.generator, decay);
      return losses;
    },
    { otherwise: "eager" },
  );
  return {
    phase,
    networks,
    ema,
    optimizers: update.optimizers,
    boxes: images["boxes"] as tfjs.Tensor4D | undefined,
    step,
    dispose: () => {
      step.dispose();
      for (const model of [networks.generator, networks.discriminator, ema]) model.dispose();
      update.optimizers.generator.dispose();
      update.optimizers.discriminator.dispose();
      tf.dispose(images);
    },
  };
}

/** The stream that the layers of a side are drawn from. */
export const weightStream = (
  { seed, name }: Pick<GanOptions, "seed" | "name">,
  which: string,
  side: number,
) => stream(seed, "pggan", name, which, "weights", side);

/**
 * Decay per step of the averaged weights in a phase, in [0, 1): `ema`, or less in a short phase, so that the average spans at most
 * a tenth of its steps. A decay of 0.999 spans 1,000 steps: after a phase of 250 new layers would still be mostly their random start.
 */
export function phaseDecay(
  { ema, batchSize }: Pick<GanOptions, "ema" | "batchSize">,
  { from, to }: GrowthPhase,
): number {
  const steps = (to - from) / batchSize;
  return Math.min(ema, Math.max(0, 1 - 10 / steps));
}
