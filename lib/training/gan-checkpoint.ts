import { join } from "node:path";
import { fail, sha256 } from "../core";
import type { ImageSet } from "../data/image-set";
import { compute, threads } from "../engine";
import type { GeneratorSpec } from "../models";
import { readCheckpoint, removeCheckpoint, writeCheckpoint, type Checkpoint } from "./checkpoint";
import { formatChange, ganValues, fixedOptions } from "./gan-changes";
import type { GanOptions } from "./gan-options";
import type { GanState } from "./gan-training";
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

/** What a checkpoint needs of a training, of a pair of networks or of a diffusion model. */
interface Resumable<State> {
  readonly changes: GanState["changes"];
  save(): Checkpoint<State>;
  restore(checkpoint: Checkpoint<State>): Promise<void>;
}

type ResumableState = Pick<GanState, "history" | "losses" | "values" | "changes">;

/** Of a training that looks at no held-out images. */
const noLooks: Pick<HeldOutWatch, "save" | "restore"> = {
  save: () => ({ state: { curve: [] }, arrays: {} }),
  restore: () => undefined,
};

const stateVersion = 5;

/**
 * The text of what a GAN is: its networks, its loss and its penalty, functions as they are written. What they refer to
 * outside themselves is not in it. Another text is another training: no checkpoint and no result is taken over.
 */
export function ganKey(
  spec: GeneratorSpec,
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
export function ganCheckpoint<State extends ResumableState>(
  training: Resumable<State>,
  train: ImageSet<"train">,
  spec: GeneratorSpec,
  options: GanOptions,
  watch: Pick<HeldOutWatch, "save" | "restore"> = noLooks,
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
  const usable = (): ReturnType<typeof readCheckpoint<State & WatchState["state"]>> => {
    const kept = readCheckpoint<State & WatchState["state"]>(file, key);
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
        writeCheckpoint<State & WatchState["state"]>(file, key, {
          state: { ...now.state, ...state },
          arrays: all,
        });
      return isFinite;
    },
    remove: () => removeCheckpoint(file),
  };
}
