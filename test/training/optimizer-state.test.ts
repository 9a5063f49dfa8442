import type { Tensor1D, Variable } from "@tensorflow/tfjs";
import { afterEach, describe, expect, test } from "vitest";
import { compile, numTensors, tf, useCompute } from "../../lib/engine";
import { adamState, restoreAdam, restoreRmsProp, rmsPropState } from "../../lib/training/optimizer-state";
import { KerasAdam } from "../compile/keras-adam";
import golden from "../golden/keras-layers.json";

const { w0, grads, float64, ...keras } = golden.optimizers;
const adam = () => tf.train.adam(2e-4, 0.5, 0.999);
const rmsprop = () => tf.train.rmsprop(1e-3, 0.9);
type Made = ReturnType<typeof adam> | ReturnType<typeof rmsprop>;

/** Where each trajectory comes from; float32 may be 5e-7 from it. */
const trajectories: Record<string, { make: () => Made; expected: number[][] }> = {
  "adam, epsilon beside the corrected root (float64)": { make: adam, expected: float64.adam_paper_form_tfjs },
  "adam, a subclass with epsilon before the correction (float64)": {
    make: () => new KerasAdam(2e-4, 0.5),
    expected: float64.adam_keras_form,
  },
  "adam, a subclass with epsilon before the correction (Keras)": {
    make: () => new KerasAdam(2e-4, 0.5),
    expected: keras.adam_lr2e4_b05_0999,
  },
  "rmsprop, epsilon inside the root (float64)": { make: rmsprop, expected: float64.rmsprop_eps_inside_sqrt },
  "rmsprop (Keras)": { make: rmsprop, expected: keras.rmsprop_lr1e3_defaults_rho09 },
};

afterEach(() => useCompute({ mode: "eager" }));

const farthest = (a: readonly number[][], b: readonly number[][]): number =>
  Math.max(...a.flatMap((row, i) => row.map((x, k) => Math.abs(x - b[i]![k]!))));

function mover(optimizer: Made, weights: Variable, mode: "eager" | "graph") {
  useCompute({ mode });
  const step = compile((tensor: Tensor1D): void =>
    optimizer.applyGradients([{ name: weights.name, tensor }]),
  );
  const move = (gradient: readonly number[]): number[] => {
    tf.tidy(() => step(tf.tensor1d([...gradient])));
    return [...weights.dataSync()];
  };
  return { move, graphs: () => step.graphs(), end: () => step.dispose() };
}

describe.each(["eager", "graph"] as const)("%s", (mode) => {
  test.each(Object.keys(trajectories))("%s", (name) => {
    const { make, expected } = trajectories[name]!;
    const { move, end, graphs } = mover(make(), tf.variable(tf.tensor1d(w0)), mode);
    expect(farthest(grads.map(move), expected)).toBeLessThan(5e-7);
    expect(graphs()).toHaveLength(mode === "graph" ? 1 : 0);
    end();
  });

  test.each([
    [adam, float64.adam_keras_form, 5e-5], // at the gradient of 1e-6
    [rmsprop, float64.rmsprop_eps_outside_torch, 1e-3],
  ])("epsilon's place is not the other one (%#)", (make, other, least) => {
    const { move, end } = mover(make(), tf.variable(tf.tensor1d(w0)), mode);
    expect(farthest(grads.map(move), other)).toBeGreaterThan(least);
    end();
  });

  test.each(Object.keys(trajectories))(
    "%s makes its slots in the first step, and no tensor later",
    (name) => {
      const optimizer = trajectories[name]!.make();
      const weights = tf.variable(tf.tensor1d(w0));
      const { move, end } = mover(optimizer, weights, mode);
      move(grads[0]!);
      const start = numTensors();
      for (let i = 0; i < 5; i++) move(grads[0]!);
      expect(numTensors()).toBe(start);
      expect(optimizer.iterations).toBe(6);
      end();
      optimizer.dispose();
      expect(numTensors()).toBeLessThan(start);
    },
  );

  test("adamState() and restoreAdam() resume bit by bit", async () => {
    const [whole, broken, again] = [adam(), adam(), adam()];
    const [a, b] = [tf.variable(tf.tensor1d(w0)), tf.variable(tf.tensor1d(w0))];
    const [wholly, partly] = [mover(whole, a, mode), mover(broken, b, mode)];
    const expected = grads.map(wholly.move);
    partly.move(grads[0]!);
    await restoreAdam(again, [b], adamState(broken));
    partly.end();
    const rest = mover(again, b, mode);
    expect(grads.slice(1).map(rest.move)).toEqual(expected.slice(1));
    expect(again.iterations).toBe(3);
    wholly.end();
    rest.end();
  });

  test("rmsPropState() and restoreRmsProp() resume bit by bit", () => {
    const [whole, broken, again] = [rmsprop(), rmsprop(), rmsprop()];
    const [a, b] = [tf.variable(tf.tensor1d(w0)), tf.variable(tf.tensor1d(w0))];
    const [wholly, partly] = [mover(whole, a, mode), mover(broken, b, mode)];
    const expected = grads.map(wholly.move);
    partly.move(grads[0]!);
    restoreRmsProp(again, [b], rmsPropState(broken));
    partly.end();
    const rest = mover(again, b, mode);
    expect(grads.slice(1).map(rest.move)).toEqual(expected.slice(1));
    wholly.end();
    rest.end();
  });
});

test("as graphs both are one fused operation per weight", () => {
  const count = (optimizer: Made, weights: number): number => {
    useCompute({ mode: "graph" });
    const all = Array.from({ length: weights }, () => tf.variable(tf.tensor1d(w0)));
    const step = compile((tensor: Tensor1D): void =>
      optimizer.applyGradients(all.map(({ name }) => ({ name, tensor }))),
    );
    step(tf.tensor1d(grads[0]!));
    const [graph] = step.graphs();
    step.dispose();
    return graph!.operations;
  };
  for (const make of [adam, rmsprop]) expect(count(make(), 5) - count(make(), 4)).toBe(1);
});

test("rmsprop leaves a weight without a gradient alone, and takes a changed rate in both modes", () => {
  const run = (mode: "eager" | "graph"): number[] => {
    useCompute({ mode });
    const [a, b] = [tf.variable(tf.tensor1d(w0)), tf.variable(tf.tensor1d(w0))];
    const optimizer = rmsprop();
    const step = compile((x: Tensor1D): void => {
      const { grads: some } = tf.variableGrads(() => tf.sum(tf.mul(a, x)), [a, b]);
      optimizer.applyGradients({ ...some, [b.name]: null as unknown as Variable });
    });
    for (const rate of [1e-3, 1e-2]) {
      (optimizer as unknown as { learningRate: number }).learningRate = rate;
      step(tf.tensor1d(grads[0]!));
    }
    step.dispose();
    expect([...b.dataSync()]).toEqual([...tf.tensor1d(w0).dataSync()]);
    return [...a.dataSync()];
  };
  const [eager, graph] = [run("eager"), run("graph")];
  graph.forEach((value, i) => expect(value).toBeCloseTo(eager[i]!, 6));
  expect(eager[0]).toBeLessThan(w0[0]! - 0.01); // 0.0032 of the first rate, 0.023 of the second
});
