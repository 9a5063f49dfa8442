import type * as tfjs from "@tensorflow/tfjs";
import { mean, stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { tf } from "../../engine";
import type { PgganSpec } from "../../models";
import { assertFitsMemory } from "../assert-fits-memory";
import type { Checkpoint } from "../checkpoint";
import { changedIn, lossNumbers, type EpochLosses } from "../epoch-losses";
import { ganChanges, ganValues, type GanChange, type GanValues } from "../gan-changes";
import type { GanOptions } from "../gan-options";
import { prefixKeys } from "../network-weights";
import { pairState, restorePair } from "../pair-state";
import type { Training } from "../run-training";
import { alphaIn, growthAt, growthWork, type GrowthPhase, type GrowthSchedule } from "./growth-schedule";
import { growPair, type GrowingPair } from "./growing-pair";
import {
  openProgressiveBatches,
  type ProgressiveBatches,
  type ProgressiveBatchesState,
} from "./progressive-batches";
import type { ProgressiveStepOptions } from "./progressive-step";
import { stageImages } from "./stage-images";

/** Options of a growing training. */
export interface ProgressiveOptions
  extends GanOptions, Pick<ProgressiveStepOptions, "generatorLearningRate"> {}

/** State in a checkpoint, beside the numbers of networks and optimisers. */
export interface ProgressiveState {
  /** Index of the phase whose pair it is. */
  readonly phase: number;
  readonly batches: ProgressiveBatchesState;
  readonly history: readonly EpochLosses[];
  /** The losses of the steps of the present epoch. */
  readonly losses: readonly (readonly number[])[];
  readonly values: GanValues;
  readonly changes: readonly GanChange[];
}

/** A growing pair under training, all owned until `dispose`. */
export interface ProgressiveTraining extends Training<EpochLosses> {
  readonly changes: readonly GanChange[];
  /** The phase of the pair as it is: the next one's begins with the next step. */
  readonly phase: GrowthPhase;
  /** Share of the new layers after the steps taken. */
  readonly alpha: number;
  /** The pair as it is; another one after the next growth. */
  readonly pair: GrowingPair;
  currentEpochLosses(): EpochLosses | undefined;
  /**
   * Images of the averaged generator, always of the same latents, at its present side, cut to [-1, 1].
   * @returns (n, side, side, 1)
   */
  samples(n: number): Float32Array;
  save(): Checkpoint<ProgressiveState>;
  restore(checkpoint: Checkpoint<ProgressiveState>): Promise<void>;
}

interface Parts {
  readonly spec: PgganSpec;
  readonly schedule: GrowthSchedule;
  readonly options: ProgressiveOptions;
  readonly batches: ProgressiveBatches;
  readonly stepsPerEpoch: number;
  pair: GrowingPair;
  history: readonly EpochLosses[];
  changes: readonly GanChange[];
  losses: number[][];
  canCheckpoint: boolean;
}

/**
 * A growing pair, and all that its steps need. It grows between steps, as the schedule says by the number of real images
 * shown; a batch is never smaller, an epoch is a pass over the images.
 *
 * @param boxes maps (n, size, size, 1) of the images' boxes, of a pair that has boxes
 * @throws InputError where the last stage cannot fit into memory
 * Source: Karras et al. 2018, section 2 and appendix A.
 */
export function progressiveTraining(
  train: ImageSet<"train">,
  spec: PgganSpec,
  schedule: GrowthSchedule,
  options: ProgressiveOptions,
  boxes?: Float32Array,
): ProgressiveTraining {
  assertLastFits(spec, schedule, options);
  const { seed, name, batchSize } = options;
  const batches = openProgressiveBatches(train, boxes, { batchSize, latentDim: spec.latentDim }, seed, name);
  const parts: Parts = {
    spec,
    schedule,
    options,
    batches,
    stepsPerEpoch: Math.ceil(train.ids.length / batchSize),
    pair: growPair(undefined, schedule.phases[0]!, spec, options, batches),
    history: [],
    changes: [],
    losses: [],
    canCheckpoint: true,
  };
  return {
    stepsPerEpoch: parts.stepsPerEpoch,
    workOf: (epochs) => growthWork(schedule, epochs * parts.stepsPerEpoch * batchSize),
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
    get phase() {
      return parts.pair.phase;
    },
    get alpha() {
      return alphaNow(parts);
    },
    get pair() {
      return parts.pair;
    },
    step: () => takeStep(parts),
    currentEpochLosses: () =>
      parts.losses.length === 0 ? undefined : epochOf(parts.history.length + 1, parts.losses),
    samples: (n) => sampleStage(parts, n),
    save: () => saveState(parts),
    restore: (checkpoint) => restoreState(parts, checkpoint),
    dispose: () => {
      parts.pair.dispose();
      batches.dispose();
    },
  };
}

function assertLastFits(
  spec: PgganSpec,
  { phases, size }: GrowthSchedule,
  options: ProgressiveOptions,
): void {
  const models = [spec.generator(phases.at(-1)!), spec.discriminator(phases.at(-1)!)];
  try {
    assertFitsMemory(`the PGGAN of ${options.name}`, models, {
      batchSize: options.batchSize,
      size,
      setting: "gan.batchSize",
    });
  } finally {
    for (const model of models) model.dispose();
  }
}

const stepsTaken = ({ history, losses, stepsPerEpoch }: Parts): number =>
  history.length * stepsPerEpoch + losses.length;

function epochOf(epoch: number, losses: readonly (readonly number[])[]): EpochLosses {
  const of = (which: number): number => mean(losses, (step) => step[which] ?? NaN);
  return { epoch, discriminator: of(0), generator: of(1), penalty: of(2) };
}

function takeStep(parts: Parts): EpochLosses | undefined {
  const { options, schedule, batches } = parts;
  parts.canCheckpoint = false;
  const { phase, alpha } = growthAt(schedule, stepsTaken(parts) * options.batchSize);
  if (phase !== parts.pair.phase) replacePair(parts, phase, parts.pair);
  const [indices, share] = [batches.take(), tf.scalar(alpha)];
  const losses = parts.pair.step(indices, share);
  parts.losses.push(lossNumbers(losses));
  tf.dispose([indices, share, losses] as unknown as tfjs.TensorContainer);
  parts.canCheckpoint = true;
  if (parts.losses.length < parts.stepsPerEpoch) return undefined;
  const number = parts.history.length + 1;
  const result = { ...epochOf(number, parts.losses), ...changedIn(parts.changes, number) };
  parts.losses = [];
  parts.history = [...parts.history, result];
  return result;
}

/** The pair of a phase in place of the one that is there. @param before whose weights stay */
function replacePair(parts: Parts, phase: GrowthPhase, before: GrowingPair | undefined): void {
  const { spec, options, batches } = parts;
  const grown = growPair(before, phase, spec, options, batches);
  parts.pair.dispose();
  parts.pair = grown;
}

const alphaNow = (parts: Parts): number =>
  alphaIn(parts.pair.phase, stepsTaken(parts) * parts.options.batchSize);

function sampleStage(parts: Parts, n: number): Float32Array {
  const { pair, spec, options } = parts;
  const random = stream(options.seed, "pggan", options.name, "grid");
  return stageImages(pair.ema, {
    latents: random.normals(n * spec.latentDim),
    latentDim: spec.latentDim,
    alpha: pair.phase.isFading ? alphaNow(parts) : undefined,
    boxes: pair.boxes,
  });
}

function saveState({ pair, schedule, options, batches, ...now }: Parts): Checkpoint<ProgressiveState> {
  return {
    state: {
      phase: schedule.phases.indexOf(pair.phase),
      batches: batches.state(),
      history: now.history,
      losses: now.losses,
      values: ganValues(options),
      changes: now.changes,
    },
    arrays: prefixKeys(pairState(pair)),
  };
}

async function restoreState(parts: Parts, { state, arrays }: Checkpoint<ProgressiveState>): Promise<void> {
  parts.canCheckpoint = false;
  replacePair(parts, parts.schedule.phases[state.phase]!, undefined);
  await restorePair(parts.pair, arrays);
  parts.batches.restore(state.batches);
  parts.history = state.history;
  parts.losses = state.losses.map((losses) => [...losses]);
  const at = { epoch: parts.history.length + 1, step: stepsTaken(parts) };
  parts.changes = [...state.changes, ...ganChanges(state.values, ganValues(parts.options), at)];
  parts.canCheckpoint = true;
}
