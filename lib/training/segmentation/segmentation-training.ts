import type * as tfjs from "@tensorflow/tfjs";
import { mean, stream, sum } from "../../core";
import { compile, tf, type Compiled } from "../../engine";
import { crossEntropy } from "../classifier-steps";
import type { Checkpoint } from "../checkpoint";
import {
  networkWeights,
  prefixKeys,
  selectPrefix,
  setNetworkWeights,
  trainableVariables,
} from "../network-weights";
import { momentumDescent, type Momentum } from "./momentum";
import { patchDraws, type Orientations, type PatchChoice, type PatchDraws } from "./patch-draws";
import type { TrainingMaps } from "./maps";

/** One phase of a training. */
export interface Phase {
  /** Of its own: the weights at its end are kept under it. */
  readonly name: string;
  /** 1 or more. */
  readonly steps: number;
  readonly patches: PatchChoice;
  /** All layers, or the last one alone. */
  readonly trains: "all" | "output";
  readonly learningRate: number;
}

/** What a network is trained on: images with a margin of half a patch, and the class of every pixel inside it. */
export interface LabelledMaps {
  readonly padded: TrainingMaps;
  /** (n, size, size) without the margin. */
  readonly labels: Uint8Array;
  readonly classes: number;
}

/** Numbers of a training. */
export interface SegmentationOptions {
  readonly name: string;
  readonly folder: string;
  /** Folder of the training's TensorBoard log; absent: there is none. */
  readonly logs?: string;
  readonly seed: number;
  readonly phases: readonly Phase[];
  readonly patch: number;
  readonly batchSize: number;
  readonly momentum: number;
  /** 1 by default, as published. */
  readonly orientations?: Orientations;
}

/** Mean loss of up to 50 steps. */
export interface SegmentationEpoch {
  readonly epoch: number;
  readonly phase: string;
  readonly loss: number;
}

/** State in a checkpoint, beside the numbers of network and velocities. */
export interface SegmentationState {
  readonly draws: readonly number[];
  readonly history: readonly SegmentationEpoch[];
  readonly losses: readonly (readonly number[])[];
}

/** Steps between two records of the loss. */
export const stepsPerRecord = 50;

/** Records of a phase; the last may be of fewer steps. */
export const recordsOf = ({ steps }: Phase): number => Math.ceil(steps / stepsPerRecord);

interface Parts {
  readonly network: tfjs.LayersModel;
  readonly options: SegmentationOptions;
  readonly draws: PatchDraws;
  readonly pixels: tfjs.Tensor2D;
  readonly descents: readonly Momentum[];
  readonly steps: readonly Compiled<[tfjs.Tensor2D, tfjs.Tensor1D, tfjs.Scalar], tfjs.Scalar>[];
  history: readonly SegmentationEpoch[];
  losses: number[];
  canCheckpoint: boolean;
  /** Weights at the end of each finished phase. */
  readonly ends: Record<string, Float32Array>[];
}

/**
 * A network that labels pixels under training, phase after phase, by stochastic gradient descent with momentum on the
 * cross-entropy of a patch's middle pixel. A phase has its own mixture of classes and trains its own layers.
 *
 * Source: Havaei et al. 2017, section 4. Deviation: a phase has one step size; neither dropout nor L1, L2 nor bounded weights,
 * whose amounts are not printed.
 */
export function segmentationTraining(
  network: tfjs.LayersModel,
  data: LabelledMaps,
  options: SegmentationOptions,
) {
  const parts = openParts(network, data, options);
  const total = sum(options.phases.map((phase) => phase.steps));
  return {
    stepsPerEpoch: stepsPerRecord,
    totalSteps: total,
    get steps() {
      return stepsTaken(parts);
    },
    get history() {
      return parts.history;
    },
    get canCheckpoint() {
      return parts.canCheckpoint;
    },
    get ends() {
      return parts.ends;
    },
    step: () => takeStep(parts),
    save: () => saveState(parts),
    restore: (kept: Checkpoint<SegmentationState>) => Promise.resolve(restoreState(parts, kept)),
    dispose: () => {
      for (const step of parts.steps) step.dispose();
      for (const descent of parts.descents) descent.dispose();
      parts.pixels.dispose();
    },
  };
}

function openParts(
  network: tfjs.LayersModel,
  { padded, labels, classes }: LabelledMaps,
  options: SegmentationOptions,
): Parts {
  const { seed, name, patch, batchSize, momentum, phases, orientations } = options;
  const pixels = tf.tensor2d(padded.values, [padded.n * padded.size ** 2, padded.channels]);
  const variables = phases.map(({ trains }) =>
    trainableVariables(trains === "all" ? network : network.layers.at(-1)!),
  );
  const descents = variables.map((own) => momentumDescent(own, momentum));
  const shape = [batchSize, patch, patch, padded.channels] as [number, number, number, number];
  return {
    network,
    options,
    draws: patchDraws(
      padded,
      labels,
      { patch, batchSize, classes, orientations },
      stream(seed, "segmentation", name, "patches"),
    ),
    pixels,
    descents,
    steps: variables.map((own, k) =>
      compile(
        (indices: tfjs.Tensor2D, middles: tfjs.Tensor1D, rate: tfjs.Scalar): tfjs.Scalar => {
          const x = tf.reshape(tf.gather(pixels, tf.reshape(indices, [-1])), shape);
          const oneHot = tf.cast(tf.oneHot(middles, classes), "float32") as tfjs.Tensor2D;
          const { value, grads } = tf.variableGrads(() => {
            const logits = network.apply(x, { training: true }) as tfjs.Tensor;
            return crossEntropy(tf.reshape(logits, [batchSize, classes]), oneHot);
          }, own);
          descents[k]!.apply(grads, rate);
          return value;
        },
        { otherwise: "eager" },
      ),
    ),
    history: [],
    losses: [],
    canCheckpoint: true,
    ends: [],
  };
}

/** The phase that a record belongs to, its index, and the number of records of the phases before it. */
function phaseAt(
  { phases }: SegmentationOptions,
  record: number,
): { readonly phase: Phase; readonly k: number; readonly before: number } {
  let before = 0;
  for (const [k, phase] of phases.entries()) {
    if (record < before + recordsOf(phase)) return { phase, k, before };
    before += recordsOf(phase);
  }
  return { phase: phases.at(-1)!, k: phases.length - 1, before };
}

function stepsTaken({ options, history, losses }: Parts): number {
  let steps = 0;
  let records = history.length;
  for (const phase of options.phases) {
    const own = Math.min(records, recordsOf(phase));
    steps += Math.min(phase.steps, own * stepsPerRecord);
    records -= own;
  }
  return steps + losses.length;
}

function takeStep(parts: Parts): SegmentationEpoch | undefined {
  const { options, draws, steps, history } = parts;
  const { phase, k, before } = phaseAt(options, history.length);
  parts.canCheckpoint = false;
  const { indices, labels } = draws.take(phase.patches);
  const loss = tf.tidy(() => {
    const ofPatches = tf.tensor2d(indices, [labels.length, options.patch ** 2], "int32");
    return steps[k]!(ofPatches, tf.tensor1d(labels, "int32"), tf.scalar(phase.learningRate));
  });
  parts.losses.push(loss.dataSync()[0] ?? NaN);
  loss.dispose();
  parts.canCheckpoint = true;
  const done = (history.length - before) * stepsPerRecord + parts.losses.length;
  if (parts.losses.length < stepsPerRecord && done < phase.steps) return undefined;
  const record = { epoch: history.length + 1, phase: phase.name, loss: mean(parts.losses) };
  parts.history = [...history, record];
  parts.losses = [];
  if (done >= phase.steps) parts.ends.push(networkWeights(parts.network));
  return record;
}

function saveState(parts: Parts): Checkpoint<SegmentationState> {
  const ends = Object.fromEntries(parts.ends.map((weights, k) => [`end${k}`, weights]));
  const velocities = Object.fromEntries(
    parts.descents.map((descent, k) => [`velocity${k}`, descent.state()]),
  );
  return {
    state: {
      draws: parts.draws.state(),
      history: parts.history,
      losses: parts.losses.map((loss) => [loss]),
    },
    arrays: prefixKeys({ network: networkWeights(parts.network), ...velocities, ...ends }),
  };
}

function restoreState(parts: Parts, { state, arrays }: Checkpoint<SegmentationState>): void {
  parts.canCheckpoint = false;
  setNetworkWeights(parts.network, selectPrefix(arrays, "network"));
  parts.descents.forEach((descent, k) => descent.restore(selectPrefix(arrays, `velocity${k}`)));
  parts.draws.restore(state.draws);
  parts.history = state.history;
  parts.losses = state.losses.map(([loss]) => loss ?? NaN);
  parts.ends.splice(0);
  for (let k = 0; `end${k}.0` in arrays; k++) parts.ends.push(selectPrefix(arrays, `end${k}`));
  parts.canCheckpoint = true;
}
