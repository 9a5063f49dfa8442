import type * as tfjs from "@tensorflow/tfjs";
import { idOf, type Host } from "./backend";
import { refuse } from "./compile-error";
import { scalarConstant, type Port } from "./function-graph";
import { listening } from "./hook";
import { recordingOptimizers, type UsedOptimizer } from "./optimizers";
import { recorder, type Captured, type Recorder, type Variables } from "./recorder";
import { flatten, unflatten } from "./tensor-tree";
import { dtypes, type TensorType } from "./types";

/** A step as the graph holds it. */
export interface Recording {
  readonly graph: Recorder["graph"];
  readonly made: Recorder["made"];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** The result's arrays and records, without its tensors. */
  readonly form: unknown;
  /** The only output is there so that the step can be asked for. */
  readonly isWithoutResult: boolean;
  readonly captured: readonly Captured[];
  readonly optimizers: readonly UsedOptimizer[];
  /** Variables were made by the step itself. */
  readonly createsVariables: boolean;
}

/** The arguments of a call: their tensors, and what is left of them. */
export interface Arguments {
  readonly tensors: readonly tfjs.Tensor[];
  readonly form: unknown;
}

/** @throws TypeError for texts and complex numbers */
export function typeOf(tensor: tfjs.TensorInfo): TensorType {
  const dtype = dtypes[tensor.dtype as keyof typeof dtypes];
  if (dtype === undefined || tensor.dtype === "string" || tensor.dtype === "complex64")
    refuse(`a tensor of ${tensor.dtype}`, "float32, int32 or bool", "Keep it outside of the step.");
  return { dtype, shape: tensor.shape };
}

/**
 * Records one call of a step. Nothing is computed, and everything is as before afterwards, but for variables that the
 * step makes at its first call (an optimiser's moments), which stay with their first values.
 *
 * @param step takes its arguments as they are called with
 * @throws CompileError for what cannot be recorded; whatever the step throws
 */
export function record(
  host: Host,
  prefix: string,
  step: (...args: unknown[]) => unknown,
  { tensors, form }: Arguments,
  { variableOf, precision }: Pick<Variables, "variableOf" | "precision">,
): Recording {
  const { tf, backend, engine } = host;
  const originals = new Map<tfjs.Variable, { readonly value: tfjs.Tensor; standIn: number }>();
  const rec = recorder(host, prefix, { variableOf, precision, moved: (variable) => giveStandIn(variable) });
  const born: tfjs.Variable[] = [];
  const giveStandIn = (variable: tfjs.Variable): void => {
    const original = originals.get(variable);
    const source = { real: () => idOf(host, original?.value ?? variable) };
    const metadata = rec.standFor(typeOf(variable), source, () => rec.graph.read(variableOf(variable)));
    const tensor = backend.createOutputTensor(metadata);
    variable.assign(tensor);
    tensor.dispose();
    if (original) original.standIn = metadata.id;
  };
  const takeOver = (variable: tfjs.Variable): void => {
    originals.set(variable, { value: tf.keep(variable.clone()), standIn: -1 });
    giveStandIn(variable);
  };
  const makeVariable = engine.makeVariable;
  engine.makeVariable = (initial, ...rest) => {
    const value = backend.createOutputTensor(rec.compute(idOf(host, initial)));
    const variable = makeVariable.call(engine, value, ...rest);
    value.dispose();
    born.push(variable);
    takeOver(variable);
    return variable;
  };
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const before = Object.values(engine.registeredVariables);
  let inputs: readonly Port[] = [];
  /** Outputs and what is assigned are looked up before anything is written: both may be values of before. */
  const close = (result: unknown): Pick<Recording, "outputs" | "form" | "isWithoutResult"> => {
    const out = flatten(result);
    const values = out.tensors.map((tensor) => ({
      node: rec.nodeOf(idOf(host, tensor)),
      type: typeOf(tensor),
    }));
    const assigned = [...originals].flatMap(([variable, { standIn }]) => {
      if (variable.isDisposed || engine.registeredVariables[variable.name] !== variable)
        refuse("the step disposes a variable", "variables that stay", "Dispose it after the last call.");
      const id = idOf(host, variable);
      return id === standIn ? [] : [{ variable: variableOf(variable), node: rec.nodeOf(id) }];
    });
    for (const { variable, node } of assigned)
      rec.graph.write(
        "AssignVariableOp",
        [variable],
        [node],
        [{ name: "dtype", type: 4, value: variable.type.dtype }],
      );
    // a step without a result still has to be run
    const ports = values.length > 0 ? values : [nothing(rec)];
    const outputs = ports.map(({ node, type }) => rec.graph.output(node, type));
    return { outputs, form: out.form, isWithoutResult: values.length === 0 };
  };
  const restore = (): void => {
    engine.makeVariable = makeVariable;
    Error.stackTraceLimit = stackTraceLimit;
    for (const [variable, { value }] of originals) {
      if (!variable.isDisposed) variable.assign(value);
      value.dispose();
    }
  };
  const recorded = listening(host, rec, () => {
    try {
      for (const variable of before) takeOver(variable);
      return recordingOptimizers(host, rec, () => {
        let closed: ReturnType<typeof close> | undefined;
        tf.tidy(() => {
          const called = callOnStandIns(host, rec, step, { tensors, form });
          inputs = called.inputs;
          const { result } = called;
          refusePromise(result);
          closed = close(result);
        });
        return closed as ReturnType<typeof close>;
      });
    } finally {
      restore();
    }
  });
  const [closed, optimizers] = recorded;
  refuseLeftTensors(rec);
  return {
    ...closed,
    graph: rec.graph,
    made: rec.made,
    inputs,
    captured: rec.captured,
    optimizers,
    createsVariables: born.length > 0,
  };
}

/** Calls a step on placeholders in place of its arguments. */
function callOnStandIns(
  host: Host,
  rec: Recorder,
  step: (...args: unknown[]) => unknown,
  { tensors, form }: Arguments,
): { readonly inputs: readonly Port[]; readonly result: unknown } {
  const inputs: Port[] = [];
  const args = tensors.map((tensor) => {
    const port = rec.graph.placeholder(typeOf(tensor));
    inputs.push(port);
    return host.backend.createOutputTensor(
      rec.standFor(port, { real: () => idOf(host, tensor) }, () => `${port.name}:0`),
    );
  });
  return { inputs, result: step(...(unflatten(form, args) as unknown[])) };
}

function refusePromise(result: unknown): void {
  if (!(result instanceof Promise)) return;
  result.catch(() => undefined); // it ends in the refusal
  refuse("it is async", "a step without await", "Await before or after the call.");
}

function refuseLeftTensors({ standIns }: Recorder): void {
  const left = standIns.alive();
  if (left.length > 0)
    refuse(
      `it leaves ${left.length} tensors behind, the first of shape (${left[0]?.shape.join(", ")})`,
      "no tensor of a step that outlives it",
      "Return it; or keep it in a tf.variable.",
    );
}

/** A result for a step that has none: it still has to be run. */
function nothing(rec: Recorder): { readonly node: string; readonly type: TensorType } {
  return { node: rec.graph.constant(scalarConstant(0)), type: { dtype: dtypes.float32, shape: [] } };
}
