import type * as tfjs from "@tensorflow/tfjs";
import { differenceOf } from "./difference-of";
import type { Precision } from "./bfloat16";
import { refuse } from "./compile-error";
import type { Host } from "./backend";
import type { GraphVariable } from "./function-graph";
import { openHost } from "./hook";
import { numbersOf } from "./optimizers";
import { record, typeOf, type Arguments, type Recording } from "./record";
import { openSession, type Session } from "./session";
import { sharedState, type State } from "./state";
import { flatten, unflatten } from "./tensor-tree";

/** A step as a user writes it: tensors in, tensors out, in arrays and records as is handy. */
export type Step<A extends readonly unknown[] = never[], R = unknown> = (...args: A) => R;

/** The same step, run as a graph. */
export interface Compiled<A extends readonly unknown[], R> {
  (...args: A): R;
  /**
   * Records the step for arguments like these and does not run it. Each recording after the first call opens the session anew,
   * and TensorFlow optimises all of its graphs again: steps that are recorded before it share one.
   */
  record(...args: A): void;
  /** Operations of the graphs recorded so far, by the shapes they were recorded for. */
  graphs(): { readonly shapes: string; readonly operations: number; readonly seconds: number }[];
  /** Ends the session; the variables keep their values. */
  dispose(): void;
}

/** Several steps on one set of variables. */
export type CompiledAll<S extends Readonly<Record<string, Step>>> = {
  readonly [K in keyof S]: S[K] extends Step<infer A, infer R> ? Compiled<A, R> : never;
};

interface Function extends Recording {
  readonly seconds: number;
  readonly shapes: string;
  /** Tensors from outside that are handed in at every call, kept alive. */
  readonly outside: readonly tfjs.Tensor[];
}

/**
 * Compiles steps that share variables: each is recorded at its first call, and again for arguments of other shapes, types
 * or plain values, into one graph that TensorFlow runs. See this folder's README for what may stand in a step.
 *
 * @param precision of products; "bfloat16" needs a processor that multiplies it, else TensorFlow is very slow
 * @throws CompileError at the first call of a step that cannot be recorded
 */
export function compileAll<S extends Readonly<Record<string, Step>>>(
  tf: typeof tfjs,
  steps: S,
  precision: Precision = "float32",
): CompiledAll<S> {
  const host = openHost(tf);
  const functions = new Map<string, Function>();
  const variables = new Map<tfjs.Variable, GraphVariable>();
  let running: { readonly session: Session; readonly state: State } | undefined;
  let made = 0;

  const variableOf = (variable: tfjs.Variable): GraphVariable => {
    const known = variables.get(variable);
    if (known) return known;
    const now = { variable, handle: `variable_${variables.size}`, type: typeOf(variable) };
    variables.set(variable, now);
    return now;
  };
  const close = (): void => {
    running?.state.pull();
    running?.session.close();
    running = undefined;
  };
  const open = (): NonNullable<typeof running> => {
    if (running) return running;
    const graphs = [...functions.values()].map(({ graph }) => graph);
    const used = new Set(graphs.flatMap((graph) => [...graph.variables]));
    const nodes = graphs.map((graph) => graph.nodes);
    const session = openSession(host, nodes, [...used]);
    return (running = { session, state: sharedState(host, session) });
  };
  const functionOf = (name: string, step: Step, args: Arguments): Function => {
    const shapes = args.tensors.map(({ dtype, shape }) => `${dtype} (${shape.join(", ")})`).join(", ");
    const key = JSON.stringify([name, shapes, args.form]);
    const known = functions.get(key);
    if (known && hasSameNumbers(known)) return known;
    const began = performance.now();
    const asked = step as (...a: unknown[]) => unknown;
    const once = () => record(host, `step_${made}`, asked, args, { variableOf, precision });
    const recording = recordTwice(once);
    made++;
    close();
    if (known) for (const tensor of known.outside) tensor.dispose();
    const outside = recording.captured.map(({ tensor }) => keepTensor(host, tensor));
    const seconds = (performance.now() - began) / 1000;
    const recorded = { ...recording, shapes, seconds, outside };
    functions.set(key, recorded);
    return recorded;
  };
  const call = (name: string, step: Step, args: readonly unknown[]): unknown => {
    const { tensors, form } = flatten(args);
    const known = functionOf(name, step, { tensors, form });
    const { session, state } = open();
    state.push(known.graph.variables);
    const rates = known.optimizers.filter(({ rate }) => rate !== undefined);
    const rateTensors = rates.map(({ optimizer }) => tf.scalar(optimizer.learningRate ?? NaN));
    const ids = host.backend.getInputTensorIds([...tensors, ...known.outside, ...rateTensors]);
    const ports = [
      ...known.inputs,
      ...known.captured.map(({ port }) => port),
      ...rates.map(({ rate }) => rate),
    ];
    const outputs = session.run(ids, ports as typeof known.inputs, known.outputs);
    state.written(known.graph.written);
    for (const tensor of rateTensors) tensor.dispose();
    for (const { optimizer, updates } of known.optimizers)
      for (let i = 0; i < updates; i++) optimizer.incrementIterations();
    const results = outputs.map((output) => host.backend.createOutputTensor(output));
    if (known.isWithoutResult) tf.dispose(results);
    return unflatten(known.form, results);
  };
  const compiled = Object.entries(steps).map(([name, step]) => {
    const run = (...args: unknown[]): unknown => call(name, step, args);
    return [
      name,
      Object.assign(run, {
        record: (...args: unknown[]) => void functionOf(name, step, flatten(args)),
        graphs: () =>
          [...functions]
            .filter(([key]) => (JSON.parse(key) as string[])[0] === name)
            .map(([, { shapes, graph, seconds }]) => ({ shapes, operations: graph.nodes.length, seconds })),
        dispose: () => {
          close();
          for (const { outside } of functions.values()) for (const tensor of outside) tensor.dispose();
          functions.clear();
          variables.clear();
        },
      }),
    ] as const;
  });
  return Object.fromEntries(compiled) as unknown as CompiledAll<S>;
}

/**
 * Records a step twice, and refuses one that is not the same at both calls: a graph would repeat the first.
 * @param once records it one time
 */
function recordTwice(once: () => Recording): Recording {
  let [first, second] = [once(), once()];
  if (first.createsVariables && second.createsVariables)
    refuse(
      "it makes new variables at every call",
      "variables that are made once",
      "Make optimisers and networks outside of the step.",
    );
  let difference = differenceOf(first, second);
  // what only the first call does, to make its variables, is no part of the step
  if (difference && first.createsVariables) {
    [first, second] = [second, once()];
    difference = differenceOf(first, second);
  }
  if (difference)
    refuse(
      difference.found,
      "the same at every call",
      "Pass what changes as an argument, keep it in a tf.variable, or draw it by engine.draws: a graph would repeat it.",
      difference.where,
    );
  return second;
}

/** Whether the optimisers still have the numbers that the graph holds as constants. */
function hasSameNumbers({ optimizers }: Recording): boolean {
  return optimizers.every(({ optimizer, numbers, rate }) => {
    const now = numbersOf(optimizer, rate !== undefined);
    return Object.entries(numbers).every(([key, value]) => now[key] === value);
  });
}

/** A tensor of our own on the same data. */
function keepTensor({ tf, backend, engine }: Host, { dataId, shape, dtype }: tfjs.TensorInfo): tfjs.Tensor {
  backend.tensorMap.get(dataId).refCount++;
  return tf.keep(engine.makeTensorFromTensorInfo({ dataId, shape, dtype }));
}
