import type * as tfjs from "@tensorflow/tfjs";
import { mean, range, restoreStream, stream } from "../../core";
import { compile, draws, tf, type Compiled, type Draws } from "../../engine";
import { buildWhole, initialize, type MaskGanSpec } from "../../models";
import type { Checkpoint } from "../checkpoint";
import { ganStep, type GanStep } from "../gan-step";
import type { GanNetworks } from "../gan-step-options";
import { copyWeights, prefixKeys, updateEma } from "../network-weights";
import { pairState, restorePair } from "../pair-state";
import { recomputeStatistics } from "../recompute-statistics";
import type { Maps } from "./maps";

/** Numbers of a training. */
export interface MaskGanOptions {
  readonly name: string;
  readonly folder: string;
  /** Folder of the training's TensorBoard log; absent: there is none. */
  readonly logs?: string;
  readonly seed: number;
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Decay of the averaged generator, per step. */
  readonly ema: number;
}

/** Mean losses of up to 50 steps. */
export interface MaskGanEpoch {
  readonly epoch: number;
  readonly discriminator: number;
  readonly generator: number;
}

/** State in a checkpoint, beside the numbers of networks and optimisers. */
export interface MaskGanState {
  readonly order: readonly number[];
  readonly latents: number;
  readonly history: readonly MaskGanEpoch[];
  readonly losses: readonly (readonly [discriminator: number, generator: number])[];
}

/** Steps between two records of the losses. */
export const stepsPerMaskRecord = 50;

interface Parts {
  readonly options: MaskGanOptions;
  readonly pairs: Maps;
  readonly networks: GanNetworks;
  readonly ema: tfjs.LayersModel;
  readonly spec: MaskGanSpec;
  readonly latents: Draws;
  readonly optimizers: GanStep["optimizers"];
  readonly pixels: tfjs.Tensor4D;
  readonly step: Compiled<
    [tfjs.Tensor1D],
    { readonly discriminator: tfjs.Scalar; readonly generator: tfjs.Scalar }
  >;
  order: ReturnType<typeof stream>;
  history: readonly MaskGanEpoch[];
  losses: (readonly [number, number])[];
  canCheckpoint: boolean;
}

/**
 * A pair of networks of images with masks under training, by the DCGAN's step (`ganStep`): cross-entropy, no penalty, no
 * noise, the generator averaged over the steps.
 * @param pairs each image and its mask as two maps in [-1, 1]: (n, size, size, 2)
 */
export function maskGanTraining(pairs: Maps, spec: MaskGanSpec, options: MaskGanOptions) {
  const parts = openParts(pairs, spec, options);
  return {
    stepsPerEpoch: stepsPerMaskRecord,
    totalSteps: options.steps,
    get steps() {
      return parts.history.length * stepsPerMaskRecord + parts.losses.length;
    },
    get history() {
      return parts.history;
    },
    get canCheckpoint() {
      return parts.canCheckpoint;
    },
    ema: parts.ema,
    /** Sets the averaged generator's batch norm from fresh latents. */
    recomputeStatistics: () => recomputeOverLatents(parts),
    step: () => takeStep(parts),
    save: () => saveState(parts),
    restore: (kept: Checkpoint<MaskGanState>) => restoreState(parts, kept),
    dispose: () => {
      parts.step.dispose();
      parts.latents.dispose();
      parts.pixels.dispose();
      const { networks, optimizers, ema } = parts;
      for (const model of [networks.generator, networks.discriminator, ema]) model.dispose();
      for (const adam of [optimizers.generator, optimizers.discriminator]) adam.dispose();
    },
  };
}

function openParts(pairs: Maps, spec: MaskGanSpec, options: MaskGanOptions): Parts {
  const { n, size, values } = pairs;
  const { seed, name, learningRate } = options;
  const batchSize = Math.min(options.batchSize, n);
  const [generator, discriminator] = buildWhole(() => [spec.generator(size), spec.discriminator(size)]);
  initialize(generator, stream(seed, "mask-gan", name, "generator"), spec.initialization);
  initialize(discriminator, stream(seed, "mask-gan", name, "discriminator"), spec.initialization);
  const ema = spec.generator(size);
  copyWeights(generator, ema);
  const latents = draws(seed, `mask-gan/${name}/latent`);
  const pixels = tf.tensor4d(values, [n, size, size, 2]);
  const both = ganStep(
    { generator, discriminator },
    { learningRate, beta1: 0.5, beta2: 0.999, penaltyWeight: 0 },
  );
  const latent = (): tfjs.Tensor2D => latents.normal([batchSize, spec.latentDim]) as tfjs.Tensor2D;
  const constant = (value: number): tfjs.Tensor2D => tf.fill([batchSize, 1], value);
  return {
    options: { ...options, batchSize },
    pairs,
    networks: { generator, discriminator },
    ema,
    spec,
    latents,
    optimizers: both.optimizers,
    pixels,
    step: compile(
      (indices: tfjs.Tensor1D) =>
        tf.tidy(() => {
          const none = tf.zeros([1, 1, 1, 1]) as tfjs.Tensor4D;
          const { discriminator: ofD, generator: ofG } = both({
            real: tf.gather(pixels, indices),
            latentD: latent(),
            latentG: latent(),
            noiseReal: none,
            noiseFake: none,
            noiseG: none,
            targetsReal: constant(1),
            targetsFake: constant(0),
            mix: none,
          });
          updateEma(ema, generator, options.ema);
          return { discriminator: ofD, generator: ofG };
        }),
      { otherwise: "eager" },
    ),
    order: stream(seed, "mask-gan", name, "order"),
    history: [],
    losses: [],
    canCheckpoint: true,
  };
}

function takeStep(parts: Parts): MaskGanEpoch | undefined {
  const { options, pairs, order, step, history } = parts;
  parts.canCheckpoint = false;
  const indices = tf.tensor1d(range(options.batchSize).map(() => order.integer(pairs.n)), "int32"); // prettier-ignore
  const losses = step(indices);
  parts.losses.push([losses.discriminator.dataSync()[0] ?? NaN, losses.generator.dataSync()[0] ?? NaN]);
  tf.dispose([indices, losses.discriminator, losses.generator]);
  parts.canCheckpoint = true;
  const done = history.length * stepsPerMaskRecord + parts.losses.length;
  if (parts.losses.length < stepsPerMaskRecord && done < options.steps) return undefined;
  const record = {
    epoch: history.length + 1,
    discriminator: mean(parts.losses.map(([ofD]) => ofD)),
    generator: mean(parts.losses.map(([, ofG]) => ofG)),
  };
  parts.history = [...history, record];
  parts.losses = [];
  return record;
}

function recomputeOverLatents({ ema, spec, options }: Parts): void {
  const random = stream(options.seed, "mask-gan", options.name, "statistics");
  function* batches(): Generator<tfjs.Tensor> {
    for (let i = 0; i < 10; i++) yield tf.tensor2d(random.normals(32 * spec.latentDim), [32, spec.latentDim]);
  }
  recomputeStatistics(ema, batches());
}

function saveState(parts: Parts): Checkpoint<MaskGanState> {
  return {
    state: {
      order: parts.order.state(),
      latents: parts.latents.position,
      history: parts.history,
      losses: parts.losses,
    },
    arrays: prefixKeys(pairState(parts)),
  };
}

async function restoreState(parts: Parts, { state, arrays }: Checkpoint<MaskGanState>): Promise<void> {
  parts.canCheckpoint = false;
  await restorePair(parts, arrays);
  parts.step.dispose(); // the optimisers have other slots now
  parts.order = restoreStream(state.order);
  parts.latents.position = state.latents;
  parts.history = state.history;
  parts.losses = [...state.losses];
  parts.canCheckpoint = true;
}
