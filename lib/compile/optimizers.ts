import type * as tfjs from "@tensorflow/tfjs";
import { idOf, type Host } from "./backend";
import { scalarConstant, type Port } from "./function-graph";
import type { Recorder } from "./recorder";
import { dtypes, kinds, type Attribute } from "./types";

interface Slot {
  readonly originalName: string;
  readonly variable: tfjs.Variable;
}
type Gradients = tfjs.NamedTensorMap | readonly { readonly name: string; readonly tensor: tfjs.Tensor }[];

/** Private members of tfjs' optimisers. */
interface Fields {
  readonly learningRate: number;
  /** A tensor where a subclass derives it from the step that it is at. */
  readonly epsilon: number | tfjs.Tensor;
  applyGradients(gradients: Gradients): void;
  incrementIterations(): void;
}
interface AdamFields extends Fields {
  readonly beta1: number;
  readonly beta2: number;
  readonly accBeta1: tfjs.Variable;
  readonly accBeta2: tfjs.Variable;
  readonly accumulatedFirstMoment: Slot[];
  readonly accumulatedSecondMoment: Slot[];
}
interface RmsPropFields extends Fields {
  readonly decay: number;
  readonly momentum: number;
  readonly centered: boolean;
  readonly accumulatedMeanSquares: Slot[];
  readonly accumulatedMoments: Slot[];
}

/** Use of an optimiser by a recorded step, at each call. */
export interface UsedOptimizer {
  readonly optimizer: { readonly learningRate?: number; incrementIterations(): void };
  /** Updates a call makes. */
  updates: number;
  /** Input for the rate; absent if it is a constant of the graph. */
  rate?: Port;
  /** Its numbers that are constants of the graph. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** An optimiser's own numbers: what it would compute otherwise with. */
export function numbersOf(optimizer: object, isRateAnInput: boolean): Record<string, number> {
  const entries = Object.entries(optimizer).filter(
    ([key, value]) =>
      typeof value === "number" && key !== "iterations_" && !(isRateAnInput && key === "learningRate"),
  );
  return Object.fromEntries(entries) as Record<string, number>;
}

const T: Attribute = { name: "T", type: kinds.type, value: dtypes.float32 };

/**
 * While a step is recorded, Adam and RMSProp write one fused operation for each weight in place of a dozen elementwise
 * ones, and take their rate as an input; every optimiser's step counter is counted, to be moved by each call.
 *
 * Adam's fused operation adds epsilon as Keras does, to the root of the uncorrected second moment; epsilon times
 * sqrt(1 - beta2^t) gives tfjs' definition (Kingma & Ba 2015, algorithm 1). RMSProp's is tfjs' and Keras' definition.
 */
export function recordingOptimizers<T>(host: Host, recorder: Recorder, work: () => T): [T, UsedOptimizer[]] {
  const { tf } = host;
  const used = new Map<object, UsedOptimizer>();
  const of = (optimizer: Fields): UsedOptimizer => {
    const entry = used.get(optimizer) ?? { optimizer, updates: 0, numbers: numbersOf(optimizer, false) };
    used.set(optimizer, entry);
    return entry;
  };
  const updates = fusedUpdates(host, recorder, (optimizer) => {
    const entry = of(optimizer);
    if (!entry.rate) {
      const { learningRate: _rate, ...numbers } = entry.numbers;
      const rate = recorder.graph.placeholder({ dtype: dtypes.float32, shape: [] });
      used.set(optimizer, { ...entry, rate, numbers });
      return `${rate.name}:0`;
    }
    return `${entry.rate.name}:0`;
  });
  const adam = tf.AdamOptimizer.prototype as unknown as Fields;
  const rmsProp = tf.RMSPropOptimizer.prototype as unknown as Fields;
  const base = tf.Optimizer.prototype as unknown as Fields;
  const own = [adam.applyGradients, rmsProp.applyGradients, base.incrementIterations] as const;
  adam.applyGradients = function (gradients) {
    updates.adam(this as AdamFields, gradients);
    of(this).updates++;
  };
  rmsProp.applyGradients = function (gradients) {
    if ((this as RmsPropFields).centered) return own[1].call(this, gradients);
    updates.rmsProp(this as RmsPropFields, gradients);
    of(this).updates++;
  };
  base.incrementIterations = function () {
    of(this).updates++;
  };
  try {
    return [work(), [...used.values()]];
  } finally {
    [adam.applyGradients, rmsProp.applyGradients, base.incrementIterations] = own;
  }
}

function fusedUpdates(host: Host, recorder: Recorder, rateOf: (optimizer: Fields) => string) {
  const { tf, backend, engine } = host;
  const { graph } = recorder;
  const scalar = (value: number): string => graph.constant(scalarConstant(value));
  const nodeOf = (tensor: tfjs.Tensor): string => recorder.nodeOf(idOf(host, tensor));
  const either = (value: number | tfjs.Tensor): string =>
    typeof value === "number" ? scalar(value) : nodeOf(value);
  const slot = (slots: Slot[], i: number, name: string, of: tfjs.Variable): tfjs.Variable => {
    slots[i] ??= { originalName: name, variable: tf.tidy(() => tf.variable(tf.zeros(of.shape), false)) };
    return slots[i].variable;
  };
  const each = (
    gradients: Gradients,
    update: (weight: tfjs.Variable, gradient: tfjs.Tensor | null, i: number) => void,
  ): void => {
    const pairs = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }: { name: string; tensor: tfjs.Tensor }) => [name, tensor] as const)
      : Object.entries(gradients as tfjs.NamedTensorMap);
    pairs.forEach(([name, gradient], i) =>
      update(engine.registeredVariables[name] as tfjs.Variable, gradient, i),
    );
  };
  /** One operation that moves variables in place; what reads them later in the step reads what it wrote. */
  const apply = (
    op: string,
    variables: readonly tfjs.Variable[],
    inputs: readonly string[],
    flags: string[],
  ) => {
    const graphVariables = variables.map((variable) => recorder.variableOf(variable));
    for (const variable of variables)
      // a clone that was not used yet still means the value before
      if (backend.tensorMap.get(variable.dataId).refCount > 1) nodeOf(variable);
    const attributes = flags.map((name): Attribute => ({ name, type: kinds.bool, value: false }));
    graph.write(op, graphVariables, inputs, [T, ...attributes]);
    for (const variable of variables) recorder.moved(variable);
  };
  return {
    adam: (adam: AdamFields, gradients: Gradients): void => {
      const power1 = nodeOf(adam.accBeta1);
      const power2 = nodeOf(adam.accBeta2);
      const root = graph.add("Sqrt", [`${graph.add("Sub", [scalar(1), power2], [T])}:0`], [T]);
      const epsilon = graph.add("Mul", [either(adam.epsilon), `${root}:0`], [T]);
      const rates = [power1, power2, rateOf(adam), scalar(adam.beta1), scalar(adam.beta2), `${epsilon}:0`];
      each(gradients, (weight, gradient, i) => {
        const first = slot(adam.accumulatedFirstMoment, i, `${weight.name}/m`, weight);
        const second = slot(adam.accumulatedSecondMoment, i, `${weight.name}/v`, weight);
        if (!gradient) return;
        const inputs = [...rates, nodeOf(gradient)];
        apply("ResourceApplyAdam", [weight, first, second], inputs, ["use_locking", "use_nesterov"]);
      });
      tf.tidy(() => {
        adam.accBeta1.assign(tf.mul(adam.accBeta1, adam.beta1));
        adam.accBeta2.assign(tf.mul(adam.accBeta2, adam.beta2));
      });
    },
    rmsProp: (rms: RmsPropFields, gradients: Gradients): void => {
      const rates = [rateOf(rms), scalar(rms.decay), scalar(rms.momentum), either(rms.epsilon)];
      each(gradients, (weight, gradient, i) => {
        const square = slot(rms.accumulatedMeanSquares, i, `${weight.name}/rms`, weight);
        const moment = slot(rms.accumulatedMoments, i, `${weight.name}/momentum`, weight);
        if (!gradient) return;
        apply(
          "ResourceApplyRMSProp",
          [weight, square, moment],
          [...rates, nodeOf(gradient)],
          ["use_locking"],
        );
      });
    },
  };
}
