import type * as tfjs from "@tensorflow/tfjs";
import { mean } from "../../core";
import { tf } from "../../engine";
import type { Checkpoint } from "../checkpoint";
import {
  networkWeights,
  prefixKeys,
  selectPrefix,
  setNetworkWeights,
  trainableVariables,
} from "../network-weights";
import type { Order } from "../open-order";
import { adamState, restoreAdam } from "../optimizer-state";
import type { Training } from "../run-training";
import type { OrderState } from "../shuffled-batches";
import type { FakePool } from "./fake-pool";
import type { ShownTensors } from "./update-networks";

/** Mean losses of some steps, by name; of a step that has no such loss there is none. */
export interface RefinementEpoch {
  readonly epoch: number;
  readonly losses: Readonly<Record<string, number>>;
}

/** State in a checkpoint, beside the numbers of networks, optimisers and pools. */
export interface RefinementState {
  readonly orders: Readonly<Record<string, OrderState>>;
  readonly pools: Readonly<Record<string, readonly number[]>>;
  readonly history: readonly RefinementEpoch[];
  readonly losses: readonly Readonly<Record<string, number>>[];
}

/** What a training of several networks consists of; all of it is owned by the training. */
export interface RefinementParts {
  readonly networks: Readonly<Record<string, tfjs.LayersModel>>;
  /** Each with the names of the networks that it updates. */
  readonly optimizers: Readonly<
    Record<string, { readonly adam: tfjs.AdamOptimizer; readonly updates: readonly string[] }>
  >;
  readonly orders: Readonly<Record<string, Order>>;
  readonly pools: Readonly<Record<string, FakePool>>;
  readonly graphs: Readonly<Record<string, { dispose(): void }>>;
  readonly tensors: readonly tfjs.Tensor[];
  readonly totalSteps: number;
  readonly recordEvery: number;
  /** Takes step k, from 0. @returns its losses by name */
  take(k: number): Record<string, number>;
}

/** SimGAN or CycleGAN under training. */
export interface RefinementTraining extends Training<RefinementEpoch> {
  readonly networks: RefinementParts["networks"];
  readonly totalSteps: number;
  save(): Checkpoint<RefinementState>;
  restore(checkpoint: Checkpoint<RefinementState>): Promise<void>;
}

/** The next fakes of a pool as tensors, which the caller disposes. */
export function drawShown(pool: FakePool, batch: number, size: number): ShownTensors {
  const { stored, isStored } = pool.draw(batch);
  return {
    stored: tf.tensor4d(stored, [batch, size, size, 1]),
    isStored: tf.tensor4d(isStored, [batch, 1, 1, 1]),
  };
}

/** A training in the one loop: steps, history and checkpoint of any number of networks. */
export function refinementTraining(parts: RefinementParts): RefinementTraining {
  const now = {
    history: [] as readonly RefinementEpoch[],
    losses: [] as Readonly<Record<string, number>>[],
    canCheckpoint: true,
  };
  const { networks, totalSteps, recordEvery } = parts;
  const steps = (): number => now.history.length * recordEvery + now.losses.length;
  return {
    networks,
    totalSteps,
    stepsPerEpoch: recordEvery,
    get steps() {
      return Math.min(steps(), totalSteps);
    },
    get history() {
      return now.history;
    },
    get canCheckpoint() {
      return now.canCheckpoint;
    },
    step: () => {
      now.canCheckpoint = false;
      now.losses.push(parts.take(steps()));
      now.canCheckpoint = true;
      if (now.losses.length < recordEvery && steps() < totalSteps) return undefined;
      const epoch = { epoch: now.history.length + 1, losses: meansOf(now.losses) };
      now.history = [...now.history, epoch];
      now.losses = [];
      return epoch;
    },
    save: () => saveParts(parts, now),
    restore: async (checkpoint) => {
      now.canCheckpoint = false;
      await restoreParts(parts, checkpoint);
      now.history = checkpoint.state.history;
      now.losses = [...checkpoint.state.losses];
      now.canCheckpoint = true;
    },
    dispose: () => {
      for (const graph of Object.values(parts.graphs)) graph.dispose();
      for (const network of Object.values(networks)) network.dispose();
      for (const { adam } of Object.values(parts.optimizers)) adam.dispose();
      tf.dispose([...parts.tensors]);
    },
  };
}

function meansOf(steps: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = new Set(steps.flatMap((step) => Object.keys(step)));
  return Object.fromEntries(
    [...names].map((name) => [name, mean(steps.flatMap((step) => (name in step ? [step[name]!] : [])))]),
  );
}

const mapValues = <T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

function saveParts(
  { networks, optimizers, orders, pools }: RefinementParts,
  { history, losses }: Pick<RefinementState, "history" | "losses">,
): Checkpoint<RefinementState> {
  const kept = mapValues(pools, (pool) => pool.state());
  return {
    state: {
      orders: mapValues(orders, (order) => order.state()),
      pools: mapValues(kept, ({ random }) => random),
      history,
      losses,
    },
    arrays: {
      ...prefixKeys(mapValues(networks, networkWeights)),
      ...prefixKeys(
        Object.fromEntries(
          Object.entries(optimizers).map(([name, { adam }]) => [`adam ${name}`, adamState(adam)]),
        ),
      ),
      ...prefixKeys({ pool: mapValues(kept, ({ images }) => images) }),
    },
  };
}

async function restoreParts(
  { networks, optimizers, orders, pools, graphs }: RefinementParts,
  { state, arrays }: Checkpoint<RefinementState>,
): Promise<void> {
  for (const [name, network] of Object.entries(networks))
    setNetworkWeights(network, selectPrefix(arrays, name));
  for (const [name, { adam, updates }] of Object.entries(optimizers)) {
    const variables = updates.flatMap((network) => trainableVariables(networks[network]!));
    await restoreAdam(adam, variables, selectPrefix(arrays, `adam ${name}`));
  }
  for (const [name, order] of Object.entries(orders)) order.restore(state.orders[name]!);
  const images = selectPrefix(arrays, "pool");
  for (const [name, pool] of Object.entries(pools))
    pool.restore({ random: state.pools[name]!, images: images[name]! });
  for (const graph of Object.values(graphs)) graph.dispose(); // the optimisers have other slots now
}
