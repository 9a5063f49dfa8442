import { countOf } from "../core/count-of";
import type * as tfjs from "@tensorflow/tfjs";
import type { ImageSet } from "../data/image-set";
import { pixelHash } from "../data/pixel-bytes";
import { compute, dropoutDraws, restoreDropoutDraws, threads } from "../engine";
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from "./checkpoint";
import type { ClassifierEpoch, ClassifierOptions } from "./classifier-options";
import type { OrderState } from "./shuffled-batches";
import { networkText } from "./network-text";
import { selectPrefix, prefixKeys, setNetworkWeights, networkWeights } from "./network-weights";
import { restoreRmsProp, rmsPropState } from "./optimizer-state";

/** A classifier's training as far as it is not in the network and the optimiser. */
export interface ClassifierState {
  epochs: readonly ClassifierEpoch[];
  /** Steps of the present epoch, and the sum of their losses, each divided by the epoch's steps. */
  step: number;
  trainLoss: number;
  best?: { readonly epoch: number; readonly loss: number; readonly weights: Record<string, Float32Array> };
  readonly order?: OrderState;
  /** Draws made for augmentation. */
  readonly drawn?: number;
}

interface Kept extends Omit<ClassifierState, "best"> {
  readonly best?: { readonly epoch: number; readonly loss: number };
  readonly dropout: readonly number[];
}

/** The file of an interrupted classifier training; without a path nothing is kept. */
export function classifierCheckpoint(
  model: tfjs.LayersModel,
  optimizer: tfjs.RMSPropOptimizer,
  train: ImageSet<"train" | "synthetic">,
  validation: ImageSet<"validation">,
  { checkpoint: file, logs: _logs, ...options }: ClassifierOptions,
): { open(): ClassifierState | undefined; save(state: ClassifierState): void; remove(): void } {
  if (file === undefined) return { open: () => undefined, save: () => undefined, remove: () => undefined };
  const key = {
    network: networkText(model),
    "set of images": [train.foldId, train.ids, train.labels, pixelHash(train), validation.ids],
    setting: options,
    "way of computing": [compute(), threads()],
  };
  return {
    open: () => {
      const kept = readCheckpoint<Kept>(file, key);
      if (typeof kept === "string") return undefined;
      const { best, dropout, ...state } = kept.state;
      setNetworkWeights(model, selectPrefix(kept.arrays, "model"));
      restoreRmsProp(optimizer, model.trainableWeights, selectPrefix(kept.arrays, "optimizer"));
      restoreDropoutDraws(model, dropout);
      const place = `${countOf(state.epochs.length, "epoch")} and ${countOf(state.step, "step")}`;
      console.log(`${options.name}: resumes after ${place} of an interrupted training`);
      return { ...state, ...(best && { best: { ...best, weights: selectPrefix(kept.arrays, "best") } }) };
    },
    save: ({ best, ...state }) => {
      const kept: Kept = {
        ...state,
        ...(best && { best: { epoch: best.epoch, loss: best.loss } }),
        dropout: dropoutDraws(model),
      };
      const arrays = prefixKeys({
        model: networkWeights(model),
        optimizer: rmsPropState(optimizer),
        best: best?.weights ?? {},
      });
      writeCheckpoint(file, key, { state: kept, arrays });
      const place = `step ${state.step} of ${options.stepsPerEpoch} in epoch ${state.epochs.length + 1}`;
      console.log(`${options.name}: interrupted after ${place}, saved. Run the cell again to resume.`);
    },
    remove: () => removeCheckpoint(file),
  };
}
