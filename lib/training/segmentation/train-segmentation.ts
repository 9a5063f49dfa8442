import type * as tfjs from "@tensorflow/tfjs";
import { join } from "node:path";
import { fail, sha256, stream, sum, writeJson } from "../../core";
import { initialize } from "../../models";
import { tf } from "../../engine";
import { writeCheckpoint } from "../checkpoint";
import { networkText } from "../network-text";
import { prefixKeys, setNetworkWeights } from "../network-weights";
import { eventLog } from "../event-log/event-log";
import { runTraining, silentWatcher, type TrainingWatcher } from "../run-training";
import { trainingCheckpoint } from "../training-checkpoint";
import { checkSegmentation } from "./check-segmentation";
import type { TrainingMaps } from "./maps";
import {
  recordsOf,
  segmentationTraining,
  type LabelledMaps,
  type SegmentationEpoch,
  type SegmentationOptions,
} from "./segmentation-training";

/** A trained network that labels pixels: its weights after each phase. */
export interface TrainedSegmentation {
  readonly name: string;
  /** The split it was trained in, and ids of the real images behind its training images. */
  readonly foldId: string;
  readonly seen: readonly string[];
  readonly history: readonly SegmentationEpoch[];
  /** The network's weights after each phase, by the phase's name; `setNetworkWeights` puts them in. */
  readonly phases: Readonly<Record<string, Record<string, Float32Array>>>;
}

/** How far a training is. */
type Now = { readonly step: number };

/**
 * Trains a network that labels pixels, phase after phase. Its weights are drawn first: kernels from a seeded stream, biases 0,
 * the output's biases the logarithms of the classes' shares, so that an untrained network predicts how often each class occurs.
 * Interrupted and called again it resumes, bit by bit.
 *
 * @param network (n, side, side, channels) to logits (n, size, size, classes), all of whose weights are overwritten
 * @throws RangeError for phases without steps or of one name, and for a patch, labels or a network that do not fit; InputError for labels of one class, or when a loss is not finite;
 *   KeyboardInterrupt
 * Source: Havaei et al. 2017, section 4. Deviation: kernels by Glorot's rule in place of U(-0.005, 0.005), from which a small
 *   network does not start within hundreds of steps.
 */
export async function trainSegmentation(
  network: tfjs.LayersModel,
  data: LabelledMaps,
  options: SegmentationOptions,
  watcher: TrainingWatcher<Now> = silentWatcher,
): Promise<TrainedSegmentation> {
  const { name, folder, seed, phases } = options;
  refusePhases(name, phases);
  checkSegmentation(network, data, options);
  startFromShares(network, data, stream(seed, "segmentation", name, "weights"), name);
  const training = segmentationTraining(network, data, options);
  const epochs = sum(phases.map(recordsOf));
  const { n, size, channels, values } = data.padded;
  const checkpoint = trainingCheckpoint(training, {
    name,
    folder,
    epochs,
    what: "the segmentation",
    setting: "the number of steps",
    key: {
      network: networkText(network),
      options: { ...options, folder: undefined, logs: undefined },
      "set of images": [n, size, channels, sha256(new Uint8Array(values.buffer)), sha256(data.labels)],
    },
  });
  return runTraining(
    {
      training,
      checkpoint,
      watcher,
      now: () => ({ step: training.steps }),
      log: eventLog(options.logs),
      lossesOf: ({ loss }: SegmentationEpoch) => ({ loss }),
      save: () => save(training, data.padded, options),
      words: {
        line: "segmentation",
        what: "the segmentation",
        remedy: "the learning rate",
        losses: ({ phase, loss }) => `${phase}, loss ${loss.toFixed(4)}`,
      },
    },
    { name, folder, epochs, checkpointEvery: 4 },
  );
}

function refusePhases(name: string, phases: SegmentationOptions["phases"]): void {
  const named = phases.map((phase) => `${phase.name} of ${phase.steps} steps`).join(", ");
  const areOwn = new Set(phases.map((phase) => phase.name)).size === phases.length;
  if (phases.length > 0 && areOwn && phases.every(({ steps }) => Number.isSafeInteger(steps) && steps > 0))
    return;
  fail(
    `train the segmentation ${name}`,
    phases.length === 0 ? "no phase" : `the phases ${named}`,
    "phases of different names and at least one step each",
    "Leave out a phase that is to take no step.",
    RangeError,
  );
}

function startFromShares(
  network: tfjs.LayersModel,
  { labels, classes }: LabelledMaps,
  random: ReturnType<typeof stream>,
  name: string,
): void {
  initialize(network, random, "glorot uniform");
  const counts = Array.from({ length: classes }, (_, k) => labels.filter((label) => label === k).length);
  if (counts.some((count) => count === 0))
    fail(
      `train the segmentation ${name}`,
      `pixels of the classes: ${counts.join(", ")}`,
      "pixels of each",
      "Give it images with and without the region.",
    );
  const shares = counts.map((count) => Math.log(count / labels.length));
  tf.tidy(() => {
    for (const weight of network.trainableWeights)
      if (weight.originalName.endsWith("bias")) weight.write(tf.zeros(weight.shape as number[]));
    network.layers.at(-1)!.trainableWeights.at(-1)!.write(tf.tensor1d(shares));
  });
}

function save(
  { history, ends }: ReturnType<typeof segmentationTraining>,
  { foldId, seen }: TrainingMaps,
  { name, folder, phases }: SegmentationOptions,
): TrainedSegmentation {
  const byPhase = Object.fromEntries(phases.map((phase, k) => [phase.name, ends[k]!]));
  writeCheckpoint(
    join(folder, "segmentation.bin"),
    { name },
    { state: { history }, arrays: prefixKeys(byPhase) },
  );
  writeJson(join(folder, "segmentation.json"), { name, foldId, seen, phases, history });
  return { name, foldId, seen, history, phases: byPhase };
}

/** Puts the weights of one phase's end into the network they were trained in. */
export function usePhase(
  network: tfjs.LayersModel,
  { name, phases }: TrainedSegmentation,
  phase: string,
): void {
  const weights = phases[phase];
  if (weights === undefined)
    fail(
      "use a segmentation",
      `no phase "${phase}" of ${name}`,
      Object.keys(phases).join(", "),
      "Name one of these.",
    );
  else setNetworkWeights(network, weights);
}
