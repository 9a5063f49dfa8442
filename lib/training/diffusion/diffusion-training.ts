import type * as tfjs from "@tensorflow/tfjs";
import { mean, stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import {
  compileAll,
  dropoutDraws,
  restoreDropoutDraws,
  seedDropout,
  tf,
  type CompiledAll,
} from "../../engine";
import { initialize, type DiffusionSpec } from "../../models";
import { applyGradients } from "../apply-gradients";
import { assertFitsMemory } from "../assert-fits-memory";
import type { Checkpoint } from "../checkpoint";
import { changedIn, type EpochLosses } from "../epoch-losses";
import { ganChanges, ganValues, type GanChange, type GanValues } from "../gan-changes";
import type { GanOptions } from "../gan-options";
import {
  copyWeights,
  networkWeights,
  prefixKeys,
  selectPrefix,
  setNetworkWeights,
  trainableVariables,
  updateEma,
} from "../network-weights";
import { adamState, restoreAdam } from "../optimizer-state";
import { setLearningRate } from "../set-learning-rate";
import { conditionClasses } from "../with-classes";
import { clipGradients } from "./clip-gradients";
import { denoisingLoss } from "./denoising-loss";
import { openDiffusionBatches, type DiffusionBatches, type DiffusionBatchesState } from "./diffusion-batches";

/** State in a checkpoint, beside the numbers of networks and optimiser. */
export interface DiffusionState {
  readonly batches: DiffusionBatchesState;
  readonly dropout: readonly number[];
  readonly history: readonly EpochLosses[];
  /** The losses of the steps of the present epoch. */
  readonly losses: readonly (readonly number[])[];
  readonly values: GanValues;
  readonly changes: readonly GanChange[];
}

/** A diffusion model under training: its networks, optimiser and random streams, all owned until `dispose`. */
export interface DiffusionTraining {
  readonly stepsPerEpoch: number;
  readonly steps: number;
  /** Finished epochs; the loss stands under `generator`. */
  readonly history: readonly EpochLosses[];
  readonly changes: readonly GanChange[];
  /** False in the middle of a step or of `restore`: then there is nothing to save. */
  readonly canCheckpoint: boolean;
  /** The denoiser that samples come from: averaged over the steps. */
  readonly ema: tfjs.LayersModel;
  readonly classes: number;
  /** Takes one step. @returns the epoch's losses when it was the epoch's last step */
  step(): EpochLosses | undefined;
  currentEpochLosses(): EpochLosses | undefined;
  save(): Checkpoint<DiffusionState>;
  restore(checkpoint: Checkpoint<DiffusionState>): Promise<void>;
  dispose(): void;
}

/** Steps over which the step size rises to its full value. */
const warmUp = 100;
const longestGradient = 1;

interface Parts {
  readonly options: GanOptions;
  readonly denoiser: tfjs.LayersModel;
  readonly ema: tfjs.LayersModel;
  readonly batches: DiffusionBatches;
  readonly optimizer: tfjs.AdamOptimizer;
  readonly graphs: CompiledAll<{ train: (indices: tfjs.Tensor1D, decay: tfjs.Scalar) => tfjs.Tensor }>;
  readonly stepsPerEpoch: number;
  history: readonly EpochLosses[];
  changes: readonly GanChange[];
  losses: number[];
  canCheckpoint: boolean;
}

/**
 * Builds the networks with seeded weights and everything one step needs. A step: Adam on the mean squared error of the
 * predicted noise, the gradient cut to length 1; then the average follows the weights, faster in the first steps.
 * Source: Ho et al. 2020, algorithm 1.
 */
export function diffusionTraining(
  train: ImageSet<"train">,
  spec: DiffusionSpec,
  options: GanOptions,
): DiffusionTraining {
  const parts = openParts(train, spec, options);
  return {
    stepsPerEpoch: parts.stepsPerEpoch,
    get steps() {
      return stepsTaken(parts);
    },
    get history() {
      return parts.history;
    },
    get changes() {
      return parts.changes;
    },
    get canCheckpoint() {
      return parts.canCheckpoint;
    },
    ema: parts.ema,
    classes: conditionClasses(spec, options)!,
    step: () => takeStep(parts),
    currentEpochLosses: () =>
      parts.losses.length === 0 ? undefined : epochOf(parts.history.length + 1, parts.losses),
    save: () => saveState(parts),
    restore: (checkpoint) => restoreState(parts, checkpoint),
    dispose: () => {
      parts.graphs.train.dispose();
      parts.batches.dispose();
      parts.optimizer.dispose();
      parts.denoiser.dispose();
      parts.ema.dispose();
    },
  };
}

function openParts(train: ImageSet<"train">, spec: DiffusionSpec, options: GanOptions): Parts {
  const { seed, name, learningRate, beta1, beta2 } = options;
  const batchSize = Math.min(options.batchSize, train.ids.length);
  const classes = conditionClasses(spec, options)!;
  const denoiser = spec.denoiser(train.size, classes);
  assertFitsMemory(`the diffusion model of ${name}`, [denoiser], {
    batchSize,
    size: train.size,
    setting: "gan.batchSize",
  });
  initialize(denoiser, stream(seed, "diffusion", name, "weights"), spec.initialization);
  seedDropout(denoiser, stream(seed, "diffusion", name, "dropout"));
  const ema = spec.denoiser(train.size, classes);
  copyWeights(denoiser, ema);
  const batches = openDiffusionBatches(train, { ...options, batchSize, classes }, seed, name);
  const optimizer = tf.train.adam(learningRate, beta1, beta2);
  const variables = trainableVariables(denoiser);
  const graphs = compileAll(
    {
      train: (indices: tfjs.Tensor1D, decay: tfjs.Scalar) =>
        tf.tidy(() => {
          const { inputs, eps } = batches.batch(indices);
          const { value, grads } = tf.variableGrads(() => {
            const found = denoiser.apply([...inputs], { training: true }) as tfjs.Tensor;
            return tf.mean(denoisingLoss(found, eps)) as tfjs.Scalar;
          }, variables);
          applyGradients(optimizer, clipGradients(grads, longestGradient));
          updateEma(ema, denoiser, decay);
          return value;
        }),
    },
    { otherwise: "eager" },
  );
  return {
    options,
    denoiser,
    ema,
    batches,
    optimizer,
    graphs,
    stepsPerEpoch: Math.ceil(train.ids.length / batchSize),
    history: [],
    changes: [],
    losses: [],
    canCheckpoint: true,
  };
}

const stepsTaken = ({ history, losses, stepsPerEpoch }: Parts): number =>
  history.length * stepsPerEpoch + losses.length;

/** Losses as a GAN's are recorded: there is no discriminator and no penalty. */
const epochOf = (epoch: number, losses: readonly number[]): EpochLosses => ({
  epoch,
  discriminator: 0,
  generator: mean(losses),
  penalty: 0,
});

/** The average's decay at step k: a young average follows faster, or its samples are those of the first weights. */
export const warmDecay = (decay: number, k: number): number => Math.min(decay, (1 + k) / (10 + k));

function takeStep(parts: Parts): EpochLosses | undefined {
  const { options, batches, graphs, optimizer } = parts;
  parts.canCheckpoint = false;
  const k = stepsTaken(parts);
  setLearningRate(optimizer, options.learningRate * Math.min(1, (k + 1) / warmUp));
  const [indices, decay] = [batches.take(), tf.scalar(warmDecay(options.ema, k))];
  const loss = graphs.train(indices, decay);
  parts.losses.push(loss.dataSync()[0] ?? NaN);
  tf.dispose([indices, decay, loss]);
  parts.canCheckpoint = true;
  if (parts.losses.length < parts.stepsPerEpoch) return undefined;
  const number = parts.history.length + 1;
  const result = { ...epochOf(number, parts.losses), ...changedIn(parts.changes, number) };
  parts.losses = [];
  parts.history = [...parts.history, result];
  return result;
}

function saveState({
  options,
  denoiser,
  ema,
  batches,
  optimizer,
  ...now
}: Parts): Checkpoint<DiffusionState> {
  return {
    state: {
      batches: batches.state(),
      dropout: dropoutDraws(denoiser),
      history: now.history,
      losses: now.losses.map((loss) => [loss]),
      values: ganValues(options),
      changes: now.changes,
    },
    arrays: prefixKeys({
      denoiser: networkWeights(denoiser),
      average: networkWeights(ema),
      adam: adamState(optimizer),
    }),
  };
}

async function restoreState(parts: Parts, { state, arrays }: Checkpoint<DiffusionState>): Promise<void> {
  const { denoiser, ema, options } = parts;
  parts.canCheckpoint = false;
  setNetworkWeights(denoiser, selectPrefix(arrays, "denoiser"));
  setNetworkWeights(ema, selectPrefix(arrays, "average"));
  await restoreAdam(parts.optimizer, trainableVariables(denoiser), selectPrefix(arrays, "adam"));
  restoreDropoutDraws(denoiser, state.dropout);
  parts.graphs.train.dispose(); // the optimiser has other slots now
  parts.batches.restore(state.batches);
  parts.history = state.history;
  parts.losses = state.losses.map(([loss]) => loss ?? NaN);
  const at = { epoch: parts.history.length + 1, step: stepsTaken(parts) };
  parts.changes = [...state.changes, ...ganChanges(state.values, ganValues(options), at)];
  parts.canCheckpoint = true;
}
