import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../core";
import type { ImageSet } from "../data/image-set";
import { compileAll, dropoutDraws, restoreDropoutDraws, tf, type CompiledAll } from "../engine";
import { refreshReference, type GanSpec, type Networks } from "../models";
import { recomputeStatistics } from "./recompute-statistics";
import type { Checkpoint } from "./checkpoint";
import { openGanBatches, type BatchesState, type BatchIndices, type GanBatches } from "./gan-batches";
import { ganChanges, ganValues, type GanChange, type GanValues } from "./gan-changes";
import { epochLosses, lossNumbers, lossTensors, type EpochLosses } from "./epoch-losses";
import type { GanOptions } from "./gan-options";
import { generatorInputs } from "./generator-inputs";
import { ganStep, type GanLosses, type GanStep, type StepParts } from "./gan-step";
import { seededNetworks } from "./seeded-networks";
import { prefixKeys, selectPrefix, updateEma } from "./network-weights";
import { spectralNorm, type SpectralNorm } from "./spectral-norm";
import { pairState, restorePair } from "./pair-state";
import { conditionBoxes } from "./boxes/condition-boxes";
import { conditionClasses } from "./with-classes";

/** State in a checkpoint, beside the networks' and optimisers' numbers. */
export interface GanState {
  readonly batches: BatchesState;
  readonly dropout: { readonly generator: readonly number[]; readonly discriminator: readonly number[] };
  readonly history: readonly EpochLosses[];
  /** The losses of the steps of the present epoch. */
  readonly losses: readonly (readonly number[])[];
  readonly values: GanValues;
  readonly changes: readonly GanChange[];
}

/** One GAN under training: its networks, optimisers and random streams, all owned until `dispose`. */
export interface GanTraining {
  readonly stepsPerEpoch: number;
  /** Steps taken in all. */
  readonly steps: number;
  /** Finished epochs. */
  readonly history: readonly EpochLosses[];
  /** Options changed when it was resumed, all times together. */
  readonly changes: readonly GanChange[];
  /** False in the middle of a step or of `restore`: then there is nothing to save. */
  readonly canCheckpoint: boolean;
  /** The generator that samples come from: averaged over the steps. */
  readonly ema: tfjs.LayersModel;
  readonly discriminator: tfjs.LayersModel;
  /** The discriminator's kernels become those it is applied with, by spectral norm. @returns puts back those that are trained */
  divideKernels(): () => void;
  /** Takes one step. @returns the epoch's losses when it was the epoch's last step */
  step(): EpochLosses | undefined;
  /** Mean losses of the present epoch's steps so far; undefined before the first. */
  currentEpochLosses(): EpochLosses | undefined;
  /**
   * Sets the averaged generator's batch-norm statistics from fresh latents, or from the reference batch of virtual ones, so that
   * its inference is right.
   * @param batches of 32 latents; 10 by default
   */
  recomputeStatistics(batches?: number): void;
  save(): Checkpoint<GanState>;
  restore(checkpoint: Checkpoint<GanState>): Promise<void>;
  dispose(): void;
}

type GraphName = "both" | "discriminatorAlone" | "bothBetween" | "discriminatorBetween";

/** Parts and progress of a training; the functions below work on it. */
interface Parts {
  readonly options: GanOptions;
  readonly networks: Networks;
  readonly ema: tfjs.LayersModel;
  readonly norm: SpectralNorm | undefined;
  readonly batches: GanBatches;
  /** The discriminator as it is saved: without heads. */
  readonly written: tfjs.LayersModel;
  readonly optimizers: GanStep["optimizers"];
  readonly averages: GanStep["averages"];
  /** A step of both networks, and one of the discriminator alone; each also between two lazy penalties. */
  readonly graphs: CompiledAll<Record<GraphName, (indices: BatchIndices) => GanLosses>>;
  history: readonly EpochLosses[];
  changes: readonly GanChange[];
  /** Of the steps of the present epoch. */
  losses: GanLosses[];
  /** The batches that are left of the present epoch. */
  epoch: Generator<BatchIndices>;
  canCheckpoint: boolean;
}

/**
 * Builds the networks with seeded weights and everything one step needs.
 * @throws TypeError when the networks do not fit the images or each other; InputError when loss, penalty and the
 * discriminator's normalisation do not go together
 */
export function ganTraining(train: ImageSet<"train">, spec: GanSpec, options: GanOptions): GanTraining {
  const { seed, name } = options;
  const classes = conditionClasses(spec, options);
  const boxes = conditionBoxes(spec, options, train); // before there is a network: it may throw
  const { networks, ema, written } = seededNetworks(train, spec, options);
  const batches = openGanBatches(
    train,
    { ...options, latentDim: spec.latentDim, classes, boxes },
    seed,
    name,
  );
  const norm = spec.spectralNorm
    ? spectralNorm(networks.discriminator, stream(seed, "gan", name, "discriminator", "spectral norm"))
    : undefined;
  const step = ganStep(networks, {
    ...options,
    augment: batches.augment,
    observe: batches.adaptive?.observe,
    spectralNorm: norm,
  });
  const both = (indices: BatchIndices, without: StepParts): GanLosses => {
    const losses = step(batches.batch(indices), without);
    updateEma(ema, networks.generator, options.ema);
    return losses;
  };
  const parts: Parts = {
    options,
    networks,
    ema,
    written,
    norm,
    batches,
    optimizers: step.optimizers,
    averages: step.averages,
    graphs: compileAll(
      {
        both: (indices: BatchIndices) => both(indices, {}),
        bothBetween: (indices: BatchIndices) => both(indices, { isWithoutPenalty: true }),
        discriminatorAlone: (indices: BatchIndices) => step.discriminatorAlone(batches.batch(indices)),
        discriminatorBetween: (indices: BatchIndices) =>
          step.discriminatorAlone(batches.batch(indices), { isWithoutPenalty: true }),
      },
      { otherwise: "eager" },
    ),
    history: [],
    changes: [],
    losses: [],
    epoch: nextEpoch({ options, batches, history: [] }),
    canCheckpoint: true,
  };
  return {
    stepsPerEpoch: batches.stepsPerEpoch,
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
    ema,
    discriminator: written,
    divideKernels: () => norm?.divide() ?? (() => undefined),
    step: () => {
      parts.canCheckpoint = false;
      const result = takeStep(parts);
      parts.canCheckpoint = true;
      return result;
    },
    currentEpochLosses: () =>
      parts.losses.length === 0 ? undefined : epochLosses(parts.history.length + 1, parts.losses, []),
    recomputeStatistics: (count = 10) => {
      if (options.referenceBatch > 0) return refreshReference(ema);
      const random = stream(seed, "gan", name, "statistics");
      recomputeStatistics(ema, generatorInputs(random, spec.latentDim, count, train, classes, boxes));
    },
    save: () => saveState(parts),
    restore: (checkpoint) => restoreState(parts, checkpoint),
    dispose: () => disposeAll(parts),
  };
}

const stepsTaken = ({ history, losses, batches }: Parts): number =>
  history.length * batches.stepsPerEpoch + losses.length;

/** The next epoch's batches, or what is left of the present one; instance noise falls linearly to 0 at the last step. */
function nextEpoch({
  options,
  batches,
  history,
}: Pick<Parts, "options" | "batches" | "history">): Generator<BatchIndices> {
  const all = options.epochs * batches.stepsPerEpoch;
  const before = history.length * batches.stepsPerEpoch;
  return batches.epoch((i) => options.noise * Math.max(0, 1 - (before + i) / all));
}

/** The graph of the step after those taken. */
function graphAt(taken: number, { criticSteps, penaltyEvery }: GanOptions): GraphName {
  const movesGenerator = (taken + 1) % criticSteps === 0;
  if (taken % penaltyEvery === 0) return movesGenerator ? "both" : "discriminatorAlone";
  return movesGenerator ? "bothBetween" : "discriminatorBetween";
}

function takeStep(parts: Parts): EpochLosses | undefined {
  const { value: indices, done } = parts.epoch.next();
  if (done !== true) {
    const graph = graphAt(stepsTaken(parts), parts.options);
    parts.losses.push(parts.graphs[graph](indices));
    tf.dispose(indices);
  }
  if (parts.losses.length < parts.batches.stepsPerEpoch) return undefined;
  const number = parts.history.length + 1;
  const probability = parts.batches.adaptive?.probability();
  const result = {
    ...epochLosses(number, parts.losses, parts.changes),
    ...(probability !== undefined && { augmentationProbability: probability }),
  };
  tf.dispose(parts.losses as unknown as tfjs.TensorContainer);
  parts.losses = [];
  parts.history = [...parts.history, result];
  parts.epoch.next(); // past its last batch
  parts.epoch = nextEpoch(parts);
  return result;
}

function saveState({
  options,
  networks,
  ema,
  norm,
  batches,
  optimizers,
  averages,
  ...now
}: Parts): Checkpoint<GanState> {
  const { generator, discriminator } = networks;
  return {
    state: {
      batches: batches.state(),
      dropout: { generator: dropoutDraws(generator), discriminator: dropoutDraws(discriminator) },
      history: now.history,
      losses: now.losses.map(lossNumbers),
      values: ganValues(options),
      changes: now.changes,
    },
    arrays: prefixKeys({
      ...pairState({ networks, ema, optimizers }),
      ...(norm && { spectralNorm: norm.state() }),
      ...(averages && {
        generatorHistory: averages.generator.state(),
        discriminatorHistory: averages.discriminator.state(),
      }),
    }),
  };
}

async function restoreState(parts: Parts, { state, arrays }: Checkpoint<GanState>): Promise<void> {
  const { networks, options } = parts;
  parts.canCheckpoint = false;
  await restorePair(parts, arrays);
  parts.norm?.restore(selectPrefix(arrays, "spectralNorm"));
  for (const which of ["generator", "discriminator"] as const) {
    parts.averages?.[which].restore(selectPrefix(arrays, `${which}History`));
    restoreDropoutDraws(networks[which], state.dropout[which]);
  }
  disposeGraphs(parts); // the optimisers have other slots now
  parts.batches.restore(state.batches);
  parts.history = state.history;
  parts.losses = state.losses.map(lossTensors);
  const at = { epoch: parts.history.length + 1, step: stepsTaken(parts) };
  parts.changes = [...state.changes, ...ganChanges(state.values, ganValues(options), at)];
  parts.epoch = nextEpoch(parts);
  parts.canCheckpoint = true;
}

function disposeGraphs({ graphs }: Pick<Parts, "graphs">): void {
  for (const graph of Object.values(graphs)) graph.dispose();
}

function disposeAll({ graphs, batches, networks, ema, norm, averages, optimizers, losses }: Parts): void {
  disposeGraphs({ graphs });
  norm?.dispose();
  averages?.generator.dispose();
  averages?.discriminator.dispose();
  batches.dispose();
  for (const model of [networks.generator, networks.discriminator, ema]) model.dispose();
  optimizers.generator.dispose();
  optimizers.discriminator.dispose();
  tf.dispose(losses as unknown as tfjs.TensorContainer);
}
