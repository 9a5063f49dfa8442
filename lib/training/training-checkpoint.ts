import { join } from "node:path";
import { countOf, fail, sha256 } from "../core";
import { compute, threads } from "../engine";
import {
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
  type Checkpoint,
  type CheckpointKey,
} from "./checkpoint";

/** The checkpoint of one training. */
export interface TrainingCheckpoint {
  /** Everything the training depends on, values that may change included. */
  readonly key: string;
  /** Resumes from it, if there is one of the same key. */
  open(): Promise<void>;
  /** At once, without awaiting anything. @returns false when the losses are not finite: the last checkpoint stays */
  save(): boolean;
  remove(): void;
}

/** What a checkpoint needs of a training of any family. */
export interface Resumable<State extends ResumableState> {
  save(): Checkpoint<State>;
  restore(checkpoint: Checkpoint<State>): Promise<void>;
}

/** What every training's state says about how far it is. */
export interface ResumableState {
  /** Finished epochs. */
  readonly history: readonly unknown[];
  /** The losses of the steps of the present epoch. */
  readonly losses: readonly (readonly number[] | Readonly<Record<string, number>>)[];
}

/** What the checkpoint of a training is called, where it lies and what it belongs to. */
export interface TrainingCheckpointOptions<State extends ResumableState> {
  readonly name: string;
  readonly folder: string;
  /** That there will be. */
  readonly epochs: number;
  /** Everything the training depends on; how the engine computes is added. */
  readonly key: CheckpointKey;
  /** `the GAN of`: before the name in a message. */
  readonly what: string;
  /** The setting that holds the number of epochs. */
  readonly setting: string;
  /** Values that may differ when it resumes: they belong to the result's key only. */
  readonly values?: unknown;
  /** Whether a checkpoint of the same key may be taken; by default yes. */
  readonly accepts?: (kept: Checkpoint<State>) => boolean;
  /** What differs from when it was interrupted, once it is restored. */
  readonly notes?: (kept: Checkpoint<State>) => readonly string[];
}

/** Networks and losses as text, functions as they are written: another text is another training. */
export const sourceText = (value: object): string =>
  JSON.stringify(value, (_, field: unknown) => (typeof field === "function" ? String(field) : field));

/** The checkpoint `checkpoint.bin` of a training's folder, and everything it belongs to, so that what resumes is what began. */
export function trainingCheckpoint<State extends ResumableState>(
  training: Resumable<State>,
  options: TrainingCheckpointOptions<State>,
): TrainingCheckpoint {
  const { name, epochs, accepts = () => true, notes = () => [], values = null } = options;
  const file = join(options.folder, "checkpoint.bin");
  const key = { ...options.key, "way of computing": [compute(), threads()] };
  const usable = (): Checkpoint<State> | string => {
    const kept = readCheckpoint<State>(file, key);
    return typeof kept === "string" || accepts(kept) ? kept : "of another setting";
  };
  return {
    key: sha256(JSON.stringify([key, values])),
    open: async () => {
      const kept = usable();
      if (typeof kept === "string") {
        if (kept !== "none") console.log(`${name}: starts from scratch, the checkpoint there is ${kept}`);
        return;
      }
      const done = kept.state.history.length;
      if (done > epochs)
        fail(
          `resume ${options.what} ${name}`,
          `${countOf(done, "epoch is", "epochs are")} done`,
          `at most epochs = ${epochs}`,
          `Raise ${options.setting}, or remove ${file} to start from scratch.`,
          RangeError,
        );
      await training.restore(kept);
      const place = `${countOf(done, "epoch")} and ${countOf(kept.state.losses.length, "step")}`;
      console.log([`${name}: resumes after ${place} of an interrupted training`, ...notes(kept)].join("; "));
    },
    save: () => {
      const now = training.save();
      const isFinite = now.state.losses.flatMap((step) => Object.values(step)).every(Number.isFinite);
      if (isFinite) writeCheckpoint(file, key, now);
      return isFinite;
    },
    remove: () => removeCheckpoint(file),
  };
}
