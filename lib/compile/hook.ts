import type * as tfjs from "@tensorflow/tfjs";
import type { Backend, Binding, Engine, Host, Metadata, Values } from "./backend";
import type { Attribute } from "./types";

/** Ids from here on are of stand-ins: tensors that are not computed. */
export const firstStandIn = 2 ** 30;

/** Receives the operations that tfjs asks for while a step is recorded. */
export interface Listener {
  /** @returns stand-ins for the outputs */
  executeOp(
    op: string,
    attributes: readonly Attribute[],
    ids: readonly number[],
    outputs: number,
  ): Metadata[];
  /** Values came from JavaScript and have this id. */
  created(id: number, shape: readonly number[], dtype: number, values: Values): void;
  /** @returns values to give in place of the tensor's, or undefined for its own */
  read(id: number): Values | undefined;
  standInDeleted(id: number): void;
  /** A tensor is about to be used. */
  used(tensor: tfjs.TensorInfo, id: number): void;
}

interface Hook {
  readonly real: Binding;
  listener?: Listener | undefined;
}

// on the backend itself: this file may be loaded twice in one process (a notebook's session), the backend is one
const key = Symbol.for("compile.hook");

/**
 * Puts a hook between tfjs-node and its addon. All operations of the backend pass `executeOp`, all data from JavaScript
 * `createTensor`, all data to it `tensorDataSync`; as long as nobody listens, each is handed on.
 *
 * @throws TypeError when tfjs does not compute by tfjs-node
 */
export function openHost(tf: typeof tfjs): Host {
  const backend = tf.backend() as unknown as Backend & { [key]?: Hook };
  if (typeof (backend.binding as Partial<Binding> | undefined)?.executeOp !== "function")
    throw new TypeError(
      `Cannot compile steps: tfjs computes by "${tf.getBackend()}", expected tfjs-node's "tensorflow". Run the step eagerly.`,
    );
  const hook = (backend[key] ??= install(backend));
  return { tf, backend, engine: tf.engine() as unknown as Engine, real: hook.real };
}

/** Runs `work` while a listener receives all that it asks the backend for. */
export function listening<T>({ backend }: Host, listener: Listener, work: () => T): T {
  const hook = (backend as Backend & { [key]?: Hook })[key] as Hook;
  const { getInputTensorIds, write } = backend;
  const fromStep = new WeakSet<object>(); // data that JavaScript made while listening
  backend.write = function (this: Backend, ...args) {
    const dataId = write.call(this, ...args);
    fromStep.add(dataId);
    return dataId;
  };
  /** Values from before that were not used yet are no constants of the step: they are handed over without a word. */
  const handOver = (tensors: readonly tfjs.TensorInfo[]): void => {
    const late = tensors.filter(
      ({ dataId }) => !fromStep.has(dataId) && (backend.tensorMap.get(dataId)?.values ?? null) !== null,
    );
    if (late.length === 0) return;
    hook.listener = undefined;
    getInputTensorIds.call(backend, late);
    hook.listener = listener;
  };
  backend.getInputTensorIds = function (this: Backend, tensors) {
    handOver(tensors.filter(({ dataId }) => dataId !== undefined));
    const ids = getInputTensorIds.call(this, tensors);
    tensors.forEach((tensor, i) => listener.used(tensor, ids[i] as number));
    return ids;
  };
  hook.listener = listener;
  try {
    return work();
  } finally {
    hook.listener = undefined;
    Object.assign(backend, { getInputTensorIds, write });
  }
}

/** The addon's functions cannot be replaced: an object that inherits from it is put in front. */
function install(backend: Backend): Hook {
  const real = backend.binding;
  const hook: Hook = { real };
  const overrides: Pick<Binding, "executeOp" | "createTensor" | "tensorDataSync" | "deleteTensor"> = {
    executeOp: (op, attributes, ids, outputs) =>
      (hook.listener ?? real).executeOp(op, attributes, ids, outputs),
    createTensor: (shape, dtype, values) => {
      const id = real.createTensor(shape, dtype, values);
      hook.listener?.created(id, shape, dtype, values);
      return id;
    },
    tensorDataSync: (id) => hook.listener?.read(id) ?? real.tensorDataSync(id),
    deleteTensor: (id) => {
      if (id < firstStandIn) real.deleteTensor(id);
      else hook.listener?.standInDeleted(id);
    },
  };
  const properties = Object.entries(overrides).map(([name, value]) => [name, { value }] as const);
  backend.binding = Object.create(real, Object.fromEntries(properties)) as Binding;
  return hook;
}
