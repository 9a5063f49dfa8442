import type * as tfjs from "@tensorflow/tfjs";
import { mean, stream } from "../../core";
import type { BoxedImages } from "../../data/boxes/boxed-images";
import { compileAll, seedDropout, tf } from "../../engine";
import { buildWhole, initialize } from "../../models";
import { applyGradients } from "../apply-gradients";
import type { Checkpoint } from "../checkpoint";
import { gather, imageTensor } from "../image-tensor";
import {
  networkWeights,
  prefixKeys,
  selectPrefix,
  setNetworkWeights,
  trainableVariables,
} from "../network-weights";
import { openOrder } from "../open-order";
import { adamState, restoreAdam } from "../optimizer-state";
import type { Training } from "../run-training";
import type { OrderState } from "../shuffled-batches";
import { checkDetector } from "./check-detector";
import { cellTargets, targetChannels, type Anchor } from "./cell-targets";
import { detectionLoss } from "./detection-loss";
import type { DetectorEpoch, DetectorOptions } from "./detector-options";

/** State in a checkpoint, beside the network's and the optimiser's numbers. */
export interface DetectorState {
  readonly order: OrderState;
  readonly history: readonly DetectorEpoch[];
  /** The losses of the steps of the present epoch. */
  readonly losses: readonly (readonly number[])[];
}

/** One detector under training, owned until `dispose`. */
export interface DetectorTraining extends Training<DetectorEpoch> {
  readonly network: tfjs.LayersModel;
  save(): Checkpoint<DetectorState>;
  restore(checkpoint: Checkpoint<DetectorState>): Promise<void>;
}

/**
 * A detector with seeded weights and everything that one step of its training needs.
 * @param build the network of images of a side, such as `detector` of the models
 */
export function detectorTraining(
  { images, boxes }: BoxedImages<"train" | "synthetic">,
  build: (size: number) => tfjs.LayersModel,
  anchor: Anchor,
  options: DetectorOptions,
): DetectorTraining {
  const { name, seed, learningRate, batchSize, stepsPerEpoch } = options;
  const { size } = images;
  const network = buildWhole(() => build(size));
  try {
    checkDetector(name, network, size);
  } catch (error) {
    network.dispose();
    throw error;
  }
  initialize(network, stream(seed, "detector", name, "weights"), "glorot uniform");
  seedDropout(network, stream(seed, "detector", name, "dropout"));
  const all = imageTensor(images);
  const targets = targetTensor(boxes, size);
  const optimizer = tf.train.adam(learningRate);
  const variables = trainableVariables(network);
  const graphs = compileAll(
    {
      train: (indices: tfjs.Tensor1D) =>
        tf.tidy(() => {
          const [shown, wanted] = [gather(all, indices), gather(targets, indices)];
          const loss = (): tfjs.Scalar =>
            detectionLoss(network.apply(shown, { training: true }) as tfjs.Tensor, wanted, anchor, size);
          const { value, grads } = tf.variableGrads(loss, variables);
          applyGradients(optimizer, grads);
          return value;
        }),
    },
    { otherwise: "eager" },
  );
  const order = openOrder(images, batchSize, stream(seed, "detector", name, "order"));
  let history: readonly DetectorEpoch[] = [];
  let losses: number[] = [];
  let canCheckpoint = true;
  return {
    network,
    stepsPerEpoch,
    get steps() {
      return history.length * stepsPerEpoch + losses.length;
    },
    get history() {
      return history;
    },
    get canCheckpoint() {
      return canCheckpoint;
    },
    step: () => {
      canCheckpoint = false;
      const indices = order.take();
      const loss = graphs.train(indices);
      losses.push(loss.dataSync()[0] ?? NaN);
      tf.dispose([indices, loss]);
      canCheckpoint = true;
      if (losses.length < stepsPerEpoch) return undefined;
      const done = { epoch: history.length + 1, loss: mean(losses) };
      history = [...history, done];
      losses = [];
      return done;
    },
    save: () => ({
      state: { order: order.state(), history, losses: losses.map((loss) => [loss]) },
      arrays: prefixKeys({ network: networkWeights(network), adam: adamState(optimizer) }),
    }),
    restore: async ({ state, arrays }) => {
      canCheckpoint = false;
      setNetworkWeights(network, selectPrefix(arrays, "network"));
      await restoreAdam(optimizer, variables, selectPrefix(arrays, "adam"));
      graphs.train.dispose(); // the optimiser has other slots now
      order.restore(state.order);
      history = state.history;
      losses = state.losses.map(([loss]) => loss ?? NaN);
      canCheckpoint = true;
    },
    dispose: () => {
      graphs.train.dispose();
      optimizer.dispose();
      network.dispose();
      tf.dispose([all, targets]);
    },
  };
}

/** The targets of all images: (n, cells, cells, 5). */
function targetTensor(boxes: BoxedImages<"train">["boxes"], size: number): tfjs.Tensor4D {
  const rows = boxes.map((some) => cellTargets(some, size));
  const length = rows[0]!.length;
  const values = new Float32Array(rows.length * length);
  rows.forEach((row, i) => values.set(row, i * length));
  const cells = Math.sqrt(length / targetChannels);
  return tf.tensor4d(values, [rows.length, cells, cells, targetChannels]);
}
