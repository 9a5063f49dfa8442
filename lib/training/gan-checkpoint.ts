import { join } from "node:path";
import { fail, sha256 } from "../core";
import type { ImageSet } from "../data/image-set";
import { compute, threads } from "../engine";
import type { GanSpec } from "../models";
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from "./checkpoint";
import { formatChange, ganValues, fixedOptions } from "./gan-changes";
import type { GanOptions } from "./gan-options";
import type { GanState, GanTraining } from "./gan-training";
import type { HeldOutWatch, WatchState } from "./held-out-watch";
import { prefixKeys, selectPrefix } from "./network-weights";

/** The checkpoint of one training. */
export interface GanCheckpoint {
  /** Everything the training depends on, values that may change included. */
  readonly key: string;
  /** Resumes from it, if there is one of the same key. */
  open(): Promise<void>;
  /** At once, without awaiting anything. @returns false when the losses are not finite: the last checkpoint stays */
  save(): boolean;
  remove(): void;
}

type SavedState = GanState & WatchState["state"];

const stateVersion = 5;

/**
 * The text of what a GAN is: its networks, its loss and its penalty, functions as they are written. What they refer to
 * outside themselves is not in it. Another text is another training: no checkpoint and no result is taken over.
 */
export function ganKey(
  spec: GanSpec,
  { loss, penalty }: Pick<GanOptions, "loss" | "penalty">,
): { readonly "pair of networks": string; readonly loss: string; readonly penalty: string } {
  return { "pair of networks": sourceText(spec), loss: sourceText(loss), penalty: sourceText(penalty) };
}

const sourceText = (value: object): string =>
  JSON.stringify(value, (_, field: unknown) => (typeof field === "function" ? String(field) : field));

/**
 * The checkpoint of a training and of its looks at held-out images, and everything it belongs to: images, networks, loss and penalty, the options that must
 * stay, and how the engine computes, so that what resumes is what began.
 */
export function ganCheckpoint(
  training: GanTraining,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
  watch: HeldOutWatch,
  heldOutIds: readonly string[] = [],
): GanCheckpoint {
  const { name, allowOptionChanges = true } = options;
  const file = join(options.folder, "checkpoint.bin");
  const key = {
    "form of the state": stateVersion,
    ...ganKey(spec, options),
    setting: fixedOptions(options),
    "set of images": [train.foldId, train.ids, train.size],
    "set of held-out images": heldOutIds,
    "way of computing": [compute(), threads()],
  };
  const usable = (): ReturnType<typeof readCheckpoint<SavedState>> => {
    const kept = readCheckpoint<SavedState>(file, key);
    if (typeof kept === "string" || allowOptionChanges) return kept;
    const isSame = JSON.stringify(kept.state.values) === JSON.stringify(ganValues(options));
    return isSame && kept.state.changes.length === 0 ? kept : "of another setting";
  };
  return {
    key: sha256(JSON.stringify([key, ganValues(options), options.keep])),
    open: async () => {
      const kept = usable();
      if (typeof kept === "string") {
        if (kept !== "none") console.log(`${name}: starts from scratch, the checkpoint there is ${kept}`);
        return;
      }
      const done = kept.state.history.length;
      if (done > options.epochs)
        fail(
          `resume the GAN of ${name}`,
          `${done} epochs are done`,
          `at most epochs = ${options.epochs}`,
          `Raise gan.epochs, or remove ${file} to start from scratch.`,
          RangeError,
        );
      await training.restore(kept);
      watch.restore({ state: { curve: kept.state.curve }, arrays: selectPrefix(kept.arrays, "best") });
      const place = `${done} epochs and ${kept.state.losses.length} steps`;
      const changed = training.changes.slice(kept.state.changes.length).map(formatChange);
      console.log([`${name}: resumes after ${place} of an interrupted training`, ...changed].join("; "));
    },
    save: () => {
      const now = training.save();
      const isFinite = now.state.losses.flat().every(Number.isFinite);
      const { state, arrays } = watch.save();
      const all = { ...now.arrays, ...prefixKeys({ best: arrays }) };
      if (isFinite)
        writeCheckpoint<SavedState>(file, key, { state: { ...now.state, ...state }, arrays: all });
      return isFinite;
    },
    remove: () => removeCheckpoint(file),
  };
}
