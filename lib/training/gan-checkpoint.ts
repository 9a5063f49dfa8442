import { join } from "node:path";
import { fail, sha256 } from "../core";
import type { ImageSet } from "../data/image-set";
import { compute, threads } from "../engine";
import type { GanSpec } from "../models";
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from "./checkpoint";
import { described, ganValues, lastingOptions } from "./gan-changes";
import type { GanOptions } from "./gan-options";
import type { GanState, GanTraining } from "./gan-training";

/** The checkpoint of one training. */
export interface GanCheckpoint {
  /** What the training depends on, values that may change included. */
  readonly key: string;
  /** Goes on from it, if there is one to go on from. */
  open(): Promise<void>;
  /** At once, without awaiting anything. @returns false when the losses are not finite: the last checkpoint stays */
  save(): boolean;
  remove(): void;
}

/**
 * Where a training's checkpoint lies and what it belongs to: images, networks, the options that must stay, and how the
 * engine computes, so that what goes on is what began.
 */
export function ganCheckpoint(
  training: GanTraining,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
): GanCheckpoint {
  const { name, mayChange = true } = options;
  const file = join(options.folder, "checkpoint.bin");
  const text = [spec.generator, spec.discriminator].map(String);
  const images = [train.foldId, train.ids, train.size];
  const what = [4, spec, text, lastingOptions(options), images, compute(), threads()]; // 4: the form of the state
  const key = sha256(JSON.stringify(what));
  const usable = (): ReturnType<typeof readCheckpoint<GanState>> => {
    const kept = readCheckpoint<GanState>(file, key);
    if (typeof kept === "string" || mayChange) return kept;
    const isSame = JSON.stringify(kept.state.values) === JSON.stringify(ganValues(options));
    return isSame && kept.state.changes.length === 0 ? kept : "of other settings";
  };
  return {
    key: sha256(JSON.stringify([key, ganValues(options)])),
    open: async () => {
      const kept = usable();
      if (typeof kept === "string") {
        if (kept !== "none") console.log(`${name}: starts anew, the checkpoint there is ${kept}`);
        return;
      }
      const done = kept.state.history.length;
      if (done > options.epochs)
        fail(
          `go on with the GAN of ${name}`,
          `${done} epochs are done`,
          `at most epochs = ${options.epochs}`,
          `Raise gan.epochs, or remove ${file} to start anew.`,
          RangeError,
        );
      await training.restore(kept);
      const place = `${done} epochs and ${kept.state.losses.length} steps`;
      const changed = training.changes.slice(kept.state.changes.length).map(described);
      console.log([`${name}: goes on after ${place} of an interrupted training`, ...changed].join("; "));
    },
    save: () => {
      const now = training.save();
      const isFinite = now.state.losses.flat().every(Number.isFinite);
      if (isFinite) writeCheckpoint(file, key, now);
      return isFinite;
    },
    remove: () => removeCheckpoint(file),
  };
}
