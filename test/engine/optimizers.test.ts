import type { Tensor1D, Variable } from "@tensorflow/tfjs";
import { afterEach, describe, expect, test } from "vitest";
import { adam, compile, numTensors, rmsprop, tf, useCompute } from "../../lib/engine";
import { adamState, restoreAdam, restoreRmsProp, rmsPropState } from "../../lib/training/optimizer-state";
import golden from "../golden/keras-layers.json";

const { w0, grads, float64, ...keras } = golden.optimizers;
const paper = { learningRate: 2e-4, beta1: 0.5 };
type Made = ReturnType<typeof adam> | ReturnType<typeof rmsprop>;

/** Where each trajectory comes from, and how far float32 may be from it. */
const trajectories: Record<string, { make: () => Made; expected: number[][]; within?: number }> = {
  "adam after correction (float64)": { make: () => adam(paper), expected: float64.adam_paper_form_tfjs },
  "adam before correction (float64)": {
    make: () => adam({ ...paper, epsilonPlacement: "before correction" }),
    expected: float64.adam_keras_form,
  },
  "adam before correction (Keras)": {
    make: () => adam({ ...paper, epsilonPlacement: "before correction" }),
    expected: keras.adam_lr2e4_b05_0999,
  },
  "adam before correction, beta1 0 (Keras)": {
    make: () => adam({ learningRate: 1e-4, beta1: 0, beta2: 0.9, epsilonPlacement: "before correction" }),
    expected: keras.adam_lr1e4_b0_09,
  },
  "adam before correction, defaults (Keras)": {
    make: () => adam({ learningRate: 1e-3, epsilonPlacement: "before correction" }),
    expected: keras.adam_lr1e3_defaults,
  },
  "rmsprop inside root (float64)": {
    make: () => rmsprop({ learningRate: 1e-3 }),
    expected: float64.rmsprop_eps_inside_sqrt,
  },
  "rmsprop inside root (Keras)": {
    make: () => rmsprop({ learningRate: 1e-3, epsilonPlacement: "inside root" }),
    expected: keras.rmsprop_lr1e3_defaults_rho09,
  },
  "rmsprop outside root (float64)": {
    make: () => rmsprop({ learningRate: 1e-3, epsilonPlacement: "outside root" }),
    expected: float64.rmsprop_eps_outside_torch,
  },
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
    [() => adam(paper), float64.adam_keras_form, 1e-4],
    [
      () => adam({ ...paper, epsilonPlacement: "before correction" as const }),
      float64.adam_paper_form_tfjs,
      1e-4,
    ],
    [() => rmsprop({ learningRate: 1e-3 }), float64.rmsprop_eps_outside_torch, 1e-3],
  ])("a placement is not the other (%#)", (make, other, least) => {
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

  test.each([() => adam({ ...paper, epsilonPlacement: "before correction" as const }), () => adam(paper)])(
    "adam goes on from a saved state bit by bit (%#)",
    async (make) => {
      const [whole, broken, again] = [make(), make(), make()];
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
    },
  );

  test.each(["inside root", "outside root"] as const)(
    "rmsprop %s goes on from a saved state bit by bit",
    (epsilonPlacement) => {
      const make = () => rmsprop({ learningRate: 1e-3, epsilonPlacement });
      const [whole, broken, again] = [make(), make(), make()];
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
    },
  );
});

test("as graphs the placements that TensorFlow has are one fused operation a weight", () => {
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
  for (const make of [
    () => adam(paper),
    () => adam({ ...paper, epsilonPlacement: "before correction" }),
    () => rmsprop({ learningRate: 1e-3 }),
  ])
    expect(count(make(), 5) - count(make(), 4)).toBe(1);
});

test("rmsprop outside root leaves a weight without a gradient alone, and takes a changed rate in both modes", () => {
  const run = (mode: "eager" | "graph"): number[] => {
    useCompute({ mode });
    const [a, b] = [tf.variable(tf.tensor1d(w0)), tf.variable(tf.tensor1d(w0))];
    const optimizer = rmsprop({ learningRate: 1e-3, epsilonPlacement: "outside root" });
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
  expect(eager[0]).toBeLessThan(w0[0]! - 0.01); // .0032 of the first rate, .023 of the second
});

test.each([
  [() => adam({ learningRate: 1, beta1: 1 }), /beta1 1, expected 0 or more and less than 1/],
  [() => adam({ learningRate: 1, beta2: -0.1 }), /beta2 -0.1/],
  [() => adam({ learningRate: 1, epsilon: 0 }), /epsilon 0, expected more than 0/],
  [() => rmsprop({ learningRate: 1, rho: NaN }), /Cannot make an optimiser RMSProp: rho NaN/],
])("numbers outside of their range are refused (%#)", (make, message) => {
  expect(make).toThrow(RangeError);
  expect(make).toThrow(message);
});
