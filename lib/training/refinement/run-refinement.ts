import type * as tfjs from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { range, sha256, writeJson } from "../../core";
import { pixelHash } from "../../data/pixel-bytes";
import { paramCount } from "../../models";
import { eventLog } from "../event-log/event-log";
import { assertSavable } from "../keras/assert-savable";
import { saveKeras } from "../keras/h5";
import { fixedTensor, lossValues } from "../loss-values";
import { networkText } from "../network-text";
import { runTraining, silentWatcher, type TrainingWatcher } from "../run-training";
import { sourceText, trainingCheckpoint } from "../training-checkpoint";
import type { Domain } from "./check-domains";
import type { RefinementOptions } from "./refinement-options";
import type { RefinementEpoch, RefinementTraining } from "./refinement-training";

/** Trained networks that turn images into others, as they lie on disk; holds no tensor. */
export interface TrainedRefinement {
  readonly system: "SimGAN" | "CycleGAN";
  readonly name: string;
  readonly folder: string;
  readonly foldId: string;
  /** Every real image behind it, of both domains. None of them may be in a test set. */
  readonly seen: readonly string[];
  readonly seed: number;
  readonly size: number;
  readonly steps: number;
  readonly losses: string;
  /** Trained numbers of each network. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly history: readonly RefinementEpoch[];
  /** SHA-256 of each network's .h5, by its name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Progress of such a training. */
export interface RefinementProgress {
  readonly name: string;
  readonly step: number;
  readonly steps: number;
  readonly history: readonly RefinementEpoch[];
}

/** What a run consists of. */
export interface RefinementRun {
  readonly system: TrainedRefinement["system"];
  readonly training: RefinementTraining;
  readonly domains: readonly Domain[];
  /** Networks and losses: their text, the layers and what the losses give are part of what a checkpoint belongs to. */
  readonly spec: object;
  readonly losses: { readonly name: string };
  readonly options: RefinementOptions;
  /** By default `silentWatcher`. */
  readonly watch?: TrainingWatcher<RefinementProgress> | undefined;
}

const stateVersion = 1;

/**
 * Runs a training in the one loop and writes each network as .h5, and all that is known of it beside them as JSON.
 * @throws before any training InputError for networks that Keras would not compute alike
 */
export async function runRefinement(run: RefinementRun): Promise<TrainedRefinement> {
  const { system, training, domains, spec, losses, options, watch = silentWatcher } = run;
  const { name, folder, logs, recordEvery, checkpointEvery, ...fixed } = options;
  for (const network of Object.values(training.networks)) assertSavable(network, training);
  const epochs = Math.ceil(training.totalSteps / recordEvery);
  const checkpoint = trainingCheckpoint(training, {
    name,
    folder,
    epochs,
    what: `the ${system}`,
    setting: "steps",
    key: {
      "form of the state": stateVersion,
      networks: [system, sourceText(spec), Object.values(training.networks).map(networkText)],
      loss: [sourceText(losses), lossValues(onFixedImages(losses))],
      setting: [recordEvery, fixed],
      "set of images": domains.map((domain) => [domain.foldId, domain.ids, domain.size, pixelHash(domain)]),
    },
  });
  return runTraining(
    {
      training,
      checkpoint,
      watcher: watch,
      now: () => ({
        name,
        step: training.steps,
        steps: training.totalSteps,
        history: training.history,
      }),
      save: () => saveTrained(run),
      log: eventLog(logs),
      lossesOf: (epoch: RefinementEpoch) => epoch.losses,
      words: {
        line: system,
        what: `the ${system}`,
        remedy: "learningRate",
        losses: ({ losses: means }) =>
          Object.entries(means)
            .map(([loss, value]) => `${loss} ${value.toFixed(3)}`)
            .join("  "),
      },
    },
    { name, folder, epochs, checkpointEvery },
  );
}

/** The functions among losses without arguments, on as many fixed images as each takes. */
function onFixedImages(losses: object): Readonly<Record<string, () => tfjs.Tensor>> {
  const functions = Object.entries(losses).filter(([, member]) => typeof member === "function") as [
    string,
    (...images: tfjs.Tensor[]) => tfjs.Tensor,
  ][];
  return Object.fromEntries(
    functions.map(([name, loss]) => [
      name,
      () => loss(...range(loss.length).map((turn) => fixedTensor([2, 4, 4, 1], turn))),
    ]),
  );
}

async function saveTrained({
  system,
  training,
  domains,
  losses,
  options,
}: RefinementRun): Promise<TrainedRefinement> {
  const { name, folder, seed } = options;
  const all = Object.entries(training.networks);
  for (const [network, model] of all) await saveKeras(model, join(folder, `${network}.h5`));
  const [first] = domains as [Domain];
  const trained: TrainedRefinement = {
    system,
    name,
    folder,
    foldId: first.foldId,
    seen: [...new Set(domains.flatMap((domain) => domain.seen))],
    seed,
    size: first.size,
    steps: training.steps,
    losses: losses.name,
    parameters: Object.fromEntries(all.map(([network, model]) => [network, paramCount(model).trainable])),
    history: training.history,
    files: Object.fromEntries(
      all.map(([network]) => [network, sha256(readFileSync(join(folder, `${network}.h5`)))]),
    ),
  };
  writeJson(join(folder, "refinement.json"), { ...trained, folder: undefined });
  return trained;
}
