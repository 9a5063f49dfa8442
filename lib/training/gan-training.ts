import type * as tfjs from "@tensorflow/tfjs";
import { stream, type Random } from "../core";
import type { ImageSet } from "../data/image-set";
import { dropoutDraws, restoreDropoutDraws, seedDropout, tf } from "../engine";
import { initialize, type GanSpec } from "../models";
import { follow } from "./average";
import { recomputeStatistics } from "./batch-statistics";
import type { Checkpoint } from "./checkpoint";
import { batches, type StreamStates } from "./gan-batch";
import type { GanOptions } from "./gan-options";
import { ganStep, type GanLosses } from "./gan-step";
import { copyWeights, group, grouped, setWeightValues, weightValues } from "./network-state";
import { adamState, restoreAdam } from "./optimizer-state";

/** Mean losses of one epoch. */
export interface EpochLosses {
  readonly epoch: number;
  readonly discriminator: number;
  readonly generator: number;
  /** Before lambda; 0 when the penalty is off. */
  readonly penalty: number;
}

/** What a checkpoint holds beside numbers. */
export interface GanState {
  readonly streams: StreamStates;
  readonly dropout: { readonly generator: readonly number[]; readonly discriminator: readonly number[] };
  readonly history: readonly EpochLosses[];
}

/** One GAN under training: its networks, optimisers and random streams, all owned until `dispose`. */
export interface GanTraining {
  readonly stepsPerEpoch: number;
  readonly history: readonly EpochLosses[];
  /** The generator that samples come from: averaged over the steps. */
  readonly average: tfjs.Sequential;
  readonly discriminator: tfjs.Sequential;
  epoch(): Promise<EpochLosses>;
  /** Sets the averaged generator's batch-norm statistics from fresh latents, so that its inference is right. */
  settle(): void;
  save(): Promise<Checkpoint<GanState>>;
  restore(checkpoint: Checkpoint<GanState>): Promise<void>;
  dispose(): void;
}

/** Builds the networks with seeded weights and everything one step needs. */
export function ganTraining(train: ImageSet<"train">, spec: GanSpec, options: GanOptions): GanTraining {
  const { seed, name } = options;
  const networks = { generator: spec.generator(train.size), discriminator: spec.discriminator(train.size) };
  const average = spec.generator(train.size);
  for (const [which, model] of Object.entries(networks)) {
    initialize(model, stream(seed, "gan", name, which, "weights"), spec.initialization);
    seedDropout(model, stream(seed, "gan", name, which, "dropout"));
  }
  copyWeights(networks.generator, average);
  const step = ganStep(networks, options);
  const batchOptions = { ...options, latentDim: spec.latentDim };
  let source = batches(train, batchOptions, seed, name);
  let history: readonly EpochLosses[] = [];
  const all = options.epochs * source.stepsPerEpoch;

  const epoch = async (): Promise<EpochLosses> => {
    const before = history.length * source.stepsPerEpoch;
    const losses: GanLosses[] = [];
    for (const batch of source.epoch((i) => options.noise * (1 - (before + i) / all))) {
      losses.push(step(batch));
      tf.dispose(batch);
      follow(average, networks.generator, options.ema);
      await tf.nextFrame(); // lets an interrupt in
    }
    const mean = (key: keyof GanLosses): number =>
      tf.tidy(() => tf.mean(tf.stack(losses.map((l) => l[key]))).dataSync()[0] ?? NaN);
    const result = {
      epoch: history.length + 1,
      discriminator: mean("discriminator"),
      generator: mean("generator"),
      penalty: mean("penalty"),
    };
    for (const l of losses) tf.dispose([l.discriminator, l.generator, l.penalty]);
    history = [...history, result];
    return result;
  };

  return {
    stepsPerEpoch: source.stepsPerEpoch,
    get history() {
      return history;
    },
    average,
    discriminator: networks.discriminator,
    epoch,
    settle: () =>
      recomputeStatistics(average, latents(stream(seed, "gan", name, "statistics"), spec.latentDim)),
    save: async () => ({
      state: {
        streams: source.states(),
        dropout: {
          generator: dropoutDraws(networks.generator),
          discriminator: dropoutDraws(networks.discriminator),
        },
        history,
      },
      arrays: grouped({
        generator: weightValues(networks.generator),
        discriminator: weightValues(networks.discriminator),
        average: weightValues(average),
        generatorAdam: await adamState(step.optimizers.generator),
        discriminatorAdam: await adamState(step.optimizers.discriminator),
      }),
    }),
    restore: async ({ state, arrays }) => {
      setWeightValues(networks.generator, group(arrays, "generator"));
      setWeightValues(networks.discriminator, group(arrays, "discriminator"));
      setWeightValues(average, group(arrays, "average"));
      for (const which of ["generator", "discriminator"] as const) {
        const variables = networks[which].trainableWeights.map((w) => w.read() as tfjs.Variable);
        await restoreAdam(step.optimizers[which], variables, group(arrays, `${which}Adam`));
        restoreDropoutDraws(networks[which], state.dropout[which]);
      }
      source = batches(train, batchOptions, seed, name, state.streams);
      history = state.history;
    },
    dispose: () => {
      for (const model of [networks.generator, networks.discriminator, average]) model.dispose();
      step.optimizers.generator.dispose();
      step.optimizers.discriminator.dispose();
    },
  };
}

/** Ten batches of 32 latents. */
function* latents(random: Random, latentDim: number): Generator<tfjs.Tensor2D> {
  for (let i = 0; i < 10; i++) yield tf.tensor2d(random.normals(32 * latentDim), [32, latentDim]);
}
