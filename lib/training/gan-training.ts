import type * as tfjs from "@tensorflow/tfjs";
import { stream, type Random } from "../core";
import type { ImageSet } from "../data/image-set";
import { compile, dropoutDraws, restoreDropoutDraws, seedDropout, tf } from "../engine";
import { buildNetworks, initialize, type GanSpec } from "../models";
import { updateEma } from "./network-weights";
import { recomputeStatistics } from "./recompute-statistics";
import type { Checkpoint } from "./checkpoint";
import { openGanBatches, type BatchesState, type BatchIndices } from "./gan-batches";
import { ganChanges, ganValues, type GanChange, type GanValues } from "./gan-changes";
import { epochLosses, lossNumbers, lossTensors, type EpochLosses } from "./epoch-losses";
import type { GanOptions } from "./gan-options";
import { ganStep, type GanLosses } from "./gan-step";
import { assertFitsMemory } from "./assert-fits-memory";
import { copyWeights, selectPrefix, prefixKeys, setNetworkWeights, networkWeights } from "./network-weights";
import { adamState, restoreAdam } from "./optimizer-state";

/** What a checkpoint holds beside the networks' and optimisers' numbers. */
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
  /** What was changed when it went on from a checkpoint, all times together. */
  readonly changes: readonly GanChange[];
  /** False in the middle of a step or of `restore`: then there is nothing to save. */
  readonly canCheckpoint: boolean;
  /** The generator that samples come from: averaged over the steps. */
  readonly average: tfjs.Sequential;
  readonly discriminator: tfjs.Sequential;
  /** Takes one step. @returns the epoch's losses when it was the epoch's last step */
  step(): EpochLosses | undefined;
  /** Mean losses of the present epoch's steps so far; undefined before the first. */
  currentEpochLosses(): EpochLosses | undefined;
  /**
   * Sets the averaged generator's batch-norm statistics from fresh latents, so that its inference is right.
   * @param batches of 32 latents; 10 by default
   */
  recalibrateBatchNorm(batches?: number): void;
  save(): Checkpoint<GanState>;
  restore(checkpoint: Checkpoint<GanState>): Promise<void>;
  dispose(): void;
}

/**
 * Builds the networks with seeded weights and everything one step needs.
 * @throws TypeError when the networks do not fit the images or each other
 */
export function ganTraining(train: ImageSet<"train">, spec: GanSpec, options: GanOptions): GanTraining {
  const { seed, name } = options;
  const networks = buildNetworks(spec, train.size);
  try {
    assertFitsMemory(`the GAN of ${name}`, Object.values(networks), {
      batchSize: Math.min(options.batchSize, train.ids.length),
      size: train.size,
      setting: "gan.batchSize",
    });
  } catch (error) {
    for (const model of Object.values(networks)) model.dispose();
    throw error;
  }
  const average = spec.generator(train.size);
  for (const [which, model] of Object.entries(networks)) {
    initialize(model, stream(seed, "gan", name, which, "weights"), spec.initialization);
    seedDropout(model, stream(seed, "gan", name, which, "dropout"));
  }
  copyWeights(networks.generator, average);
  const source = openGanBatches(train, { ...options, latentDim: spec.latentDim }, seed, name);
  const step = ganStep(networks, { ...options, augment: source.augment });
  const compiled = compile(
    (places: BatchIndices) => {
      const losses = step(source.batch(places));
      updateEma(average, networks.generator, options.ema);
      return losses;
    },
    { otherwise: "eager" },
  );
  let history: readonly EpochLosses[] = [];
  let changes: readonly GanChange[] = [];
  let losses: GanLosses[] = [];
  let isWhole = true;
  const all = options.epochs * source.stepsPerEpoch;
  const before = (): number => history.length * source.stepsPerEpoch;
  const epoch = () => source.epoch((i) => options.noise * Math.max(0, 1 - (before() + i) / all));
  let present: Generator<BatchIndices> = epoch();

  const take = (): EpochLosses | undefined => {
    const { value: places, done } = present.next();
    if (done !== true) {
      losses.push(compiled(places));
      tf.dispose(places);
    }
    if (losses.length < source.stepsPerEpoch) return undefined;
    const number = history.length + 1;
    const changed = changes.filter((change) => change.epoch === number);
    const result = epochLosses(number, losses, changed);
    tf.dispose(losses as unknown as tfjs.TensorContainer);
    losses = [];
    history = [...history, result];
    present.next(); // past its last batch
    present = epoch();
    return result;
  };

  return {
    stepsPerEpoch: source.stepsPerEpoch,
    get steps() {
      return before() + losses.length;
    },
    get history() {
      return history;
    },
    get changes() {
      return changes;
    },
    get canCheckpoint() {
      return isWhole;
    },
    average,
    discriminator: networks.discriminator,
    step: () => {
      isWhole = false;
      const result = take();
      isWhole = true;
      return result;
    },
    currentEpochLosses: () => (losses.length === 0 ? undefined : epochLosses(history.length + 1, losses, [])),
    recalibrateBatchNorm: (count = 10) =>
      recomputeStatistics(average, latents(stream(seed, "gan", name, "statistics"), spec.latentDim, count)),
    save: () => ({
      state: {
        batches: source.state(),
        dropout: {
          generator: dropoutDraws(networks.generator),
          discriminator: dropoutDraws(networks.discriminator),
        },
        history,
        losses: losses.map(lossNumbers),
        values: ganValues(options),
        changes,
      },
      arrays: prefixKeys({
        generator: networkWeights(networks.generator),
        discriminator: networkWeights(networks.discriminator),
        average: networkWeights(average),
        generatorAdam: adamState(step.optimizers.generator),
        discriminatorAdam: adamState(step.optimizers.discriminator),
      }),
    }),
    restore: async ({ state, arrays }) => {
      isWhole = false;
      setNetworkWeights(networks.generator, selectPrefix(arrays, "generator"));
      setNetworkWeights(networks.discriminator, selectPrefix(arrays, "discriminator"));
      setNetworkWeights(average, selectPrefix(arrays, "average"));
      for (const which of ["generator", "discriminator"] as const) {
        const variables = networks[which].trainableWeights.map((w) => w.read() as tfjs.Variable);
        await restoreAdam(step.optimizers[which], variables, selectPrefix(arrays, `${which}Adam`));
        restoreDropoutDraws(networks[which], state.dropout[which]);
      }
      compiled.dispose(); // the optimisers have other slots now
      source.restore(state.batches);
      history = state.history;
      losses = state.losses.map(lossTensors);
      const at = { epoch: history.length + 1, step: before() + losses.length };
      changes = [...state.changes, ...ganChanges(state.values, ganValues(options), at)];
      present = epoch();
      isWhole = true;
    },
    dispose: () => {
      compiled.dispose();
      source.dispose();
      for (const model of [networks.generator, networks.discriminator, average]) model.dispose();
      step.optimizers.generator.dispose();
      step.optimizers.discriminator.dispose();
      tf.dispose(losses as unknown as tfjs.TensorContainer);
    },
  };
}

/** Batches of 32 latents. */
function* latents(random: Random, latentDim: number, count: number): Generator<tfjs.Tensor2D> {
  for (let i = 0; i < count; i++) yield tf.tensor2d(random.normals(32 * latentDim), [32, latentDim]);
}
