import {
  CompileError,
  compileAll as compileAllOf,
  type Compiled,
  type CompiledAll,
  type Step,
} from "../compile";
import { compute } from "./compute";
import { tf } from "./tf";

export { CompileError, type Compiled, type CompiledAll, type Step } from "../compile";

/** Handling of a step that cannot be recorded. */
export interface CompileOptions {
  /** "throw" (the default): the reason is thrown; "eager": it is printed once, and the step runs one operation at a time. */
  readonly otherwise?: "throw" | "eager";
}

/**
 * A training step as one TensorFlow graph: recorded at its first call, again for arguments of another shape, and from
 * then on run without JavaScript. Variables, optimisers and networks are used and read as ever. Where graphs are switched
 * off (`useCompute({ mode: "eager" })`) or the engine has none, the step itself is run. `compute().precision` holds for
 * graphs only.
 *
 * @param step tensors in, tensors out; what it draws must come from `draws`, what it keeps from `tf.variable`
 * @throws CompileError at the first call of a step that cannot be recorded, with the line and the remedy
 */
export function compile<A extends readonly unknown[], R>(
  step: (...args: A) => R,
  options: CompileOptions = {},
): Compiled<A, R> {
  return (compileAll({ step }, options) as unknown as { readonly step: Compiled<A, R> }).step;
}

/** Several steps (train, sample, evaluate) in one graph on the same variables; otherwise as `compile`. */
export function compileAll<S extends Readonly<Record<string, Step>>>(
  steps: S,
  { otherwise = "throw" }: CompileOptions = {},
): CompiledAll<S> {
  const eager = eagerAll(steps);
  const { mode, precision } = compute();
  if (mode === "eager") return eager;
  const graphs = compileAllOf(tf, steps, precision);
  if (otherwise === "throw") return graphs;
  return Object.fromEntries(
    Object.keys(steps).map((name) => [
      name,
      forgiving(graphs[name] as AnyCompiled, eager[name] as AnyCompiled),
    ]),
  ) as unknown as CompiledAll<S>;
}

type AnyCompiled = Compiled<unknown[], unknown>;

function eagerAll<S extends Readonly<Record<string, Step>>>(steps: S): CompiledAll<S> {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      Object.assign(
        (...args: unknown[]) => tf.tidy(() => (step as (...a: unknown[]) => never)(...args)) as unknown,
        { record: () => undefined, graphs: () => [], dispose: () => undefined },
      ),
    ]),
  ) as unknown as CompiledAll<S>;
}

/** Runs the graph, and from the first refusal on the step itself. */
function forgiving(graph: AnyCompiled, eager: AnyCompiled): AnyCompiled {
  let isRefused = false;
  const attempt = <R>(onGraph: (...args: unknown[]) => R, otherwise: (...args: unknown[]) => R) => {
    return (...args: unknown[]): R => {
      if (isRefused) return otherwise(...args);
      try {
        return onGraph(...args);
      } catch (error) {
        if (!(error instanceof CompileError)) throw error;
        isRefused = true;
        console.log(`${error.message} It runs one operation at a time, which takes longer.`);
        return otherwise(...args);
      }
    };
  };
  const { graphs, dispose } = graph;
  return Object.assign(attempt(graph, eager), {
    record: attempt(graph.record, eager.record),
    graphs,
    dispose,
  });
}
