import type { ImageSet } from "../data/image-set";

import { formatChange, ganValues, fixedOptions } from "./gan-changes";
import type { GanOptions } from "./gan-options";
import type { GanState } from "./gan-training";
import type { HeldOutLooks, LooksState } from "./held-out-looks";
import { objectiveFunctions } from "./objective-functions";
import { lossValues } from "./loss-values";
import { prefixKeys, selectPrefix } from "./network-weights";
import {
  sourceText,
  trainingCheckpoint,
  type Resumable,
  type ResumableState,
  type TrainingCheckpoint,
} from "./training-checkpoint";

/** What a checkpoint needs of the training of a pair of networks or of a diffusion model. */
interface GanResumable<State extends ResumableState> extends Resumable<State> {
  readonly changes: GanState["changes"];
}

type GanResumableState = Pick<GanState, "history" | "losses" | "values" | "changes">;

/** What else belongs to a checkpoint. */
interface GanCheckpointParts<Point> {
  readonly looks?: Pick<HeldOutLooks<Point>, "save" | "restore">;
  readonly heldOutIds?: readonly string[] | undefined;
  /** Of each network as it was built, its `networkText`. */
  readonly networks?: readonly string[];
}

const stateVersion = 7;

/**
 * The text of what a GAN is: its networks, its loss and its penalty, functions as they are written. What they refer to
 * outside themselves is not in it; a checkpoint's key adds that. Another text is another training: no checkpoint and no result is
 * taken over.
 */
export function ganKey(
  spec: object,
  { loss, penalty }: Pick<GanOptions, "loss" | "penalty">,
): { readonly "pair of networks": string; readonly loss: string; readonly penalty: string } {
  return { "pair of networks": sourceText(spec), loss: sourceText(loss), penalty: sourceText(penalty) };
}

/**
 * The checkpoint of a training and of its looks at held-out images, and everything it belongs to: images, networks, loss and penalty, the options that must
 * stay, and how the engine computes, so that what resumes is what began.
 */
export function ganCheckpoint<State extends GanResumableState, Point = never>(
  training: GanResumable<State>,
  train: ImageSet<"train">,
  spec: object,
  options: GanOptions,
  { looks, heldOutIds = [], networks = [] }: GanCheckpointParts<Point> = {},
): TrainingCheckpoint {
  const { name, folder, epochs, allowOptionChanges = true } = options;
  const values = ganValues(options);
  const written = ganKey(spec, options);
  const functions = options.isDiffusion ? {} : objectiveFunctions(options, train.size);
  const { penalty, ...losses } = lossValues(functions);
  return trainingCheckpoint<State & LooksState<Point>["state"]>(
    {
      save: () => {
        const now = training.save();
        const { state, arrays } = looks?.save() ?? { state: { curve: [] }, arrays: {} };
        return {
          state: { ...now.state, ...state },
          arrays: { ...now.arrays, ...prefixKeys({ best: arrays }) },
        };
      },
      restore: async (kept) => {
        await training.restore(kept);
        looks?.restore({ state: { curve: kept.state.curve }, arrays: selectPrefix(kept.arrays, "best") });
      },
    },
    {
      name,
      folder,
      epochs,
      what: "the GAN of",
      setting: "gan.epochs",
      key: {
        "form of the state": stateVersion,
        "pair of networks": [written["pair of networks"], networks],
        loss: [written.loss, losses],
        penalty: [written.penalty, penalty],
        setting: fixedOptions(options),
        "set of images": [train.foldId, train.ids, train.size],
        "set of held-out images": heldOutIds,
      },
      values: [values, options.keep],
      accepts: ({ state }) =>
        allowOptionChanges ||
        (JSON.stringify(state.values) === JSON.stringify(values) && state.changes.length === 0),
      notes: ({ state }) => training.changes.slice(state.changes.length).map(formatChange),
    },
  );
}
