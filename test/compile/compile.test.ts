import type * as tfjs from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { compileAll } from "../../lib/compile";
import { functionGraph } from "../../lib/compile/function-graph";
import { numTensors, tf } from "../../lib/engine";
import { KerasAdam } from "./keras-adam";

const compile = <A extends readonly unknown[], R>(step: (...args: A) => R) =>
  compileAll(tf, { step } as never)["step" as never] as unknown as ((...args: A) => R) & {
    graphs(): { shapes: string; operations: number }[];
    dispose(): void;
  };
const numbers = (t: tfjs.Tensor): number[] => [...t.dataSync()];
const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, i) => Math.sin(i + from));

/** A small network with its optimiser; the same numbers each time. */
function pair(make: () => tfjs.Optimizer) {
  const w = tf.variable(tf.tensor2d(range(12), [4, 3]));
  const b = tf.variable(tf.tensor1d(range(3, 5)));
  const optimizer = make();
  const step = (x: tfjs.Tensor2D, y: tfjs.Tensor2D): tfjs.Scalar => {
    const { value, grads } = tf.variableGrads(
      () => tf.mean(tf.square(tf.sub(tf.tanh(tf.add(tf.matMul(x, w), b)), y))),
      [w, b],
    );
    optimizer.applyGradients(grads);
    return value;
  };
  return { w, b, optimizer, step };
}
const batch = (n = 5, from = 0) =>
  [tf.tensor2d(range(4 * n, from), [n, 4]), tf.tensor2d(range(3 * n, from + 7), [n, 3])] as const;

const optimizers: Record<string, () => tfjs.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  nesterov: () => tf.train.momentum(0.1, 0.9, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.1),
  adamax: () => tf.train.adamax(0.01),
  adam: () => tf.train.adam(0.01, 0.5, 0.99),
  "adam with a tensor for epsilon": () => new KerasAdam(0.01),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9),
  "rmsprop with momentum": () => tf.train.rmsprop(0.01, 0.9, 0.5),
};

describe("a compiled training step", () => {
  test.each(Object.keys(optimizers))("with %s computes what the eager one does", (name) => {
    const make = optimizers[name] as () => tfjs.Optimizer;
    const [eager, graph] = [pair(make), pair(make)];
    const run = compile(graph.step);
    for (let i = 0; i < 5; i++) {
      const [x, y] = batch(5, i);
      const [a, b] = [eager.step(x, y), run(x, y)];
      expect(b.dataSync()[0]).toBeCloseTo(a.dataSync()[0] as number, 5);
    }
    numbers(eager.w).forEach((value, i) => expect(graph.w.dataSync()[i]).toBeCloseTo(value, 5));
    numbers(eager.b).forEach((value, i) => expect(graph.b.dataSync()[i]).toBeCloseTo(value, 5));
    expect(graph.optimizer.iterations).toBe(eager.optimizer.iterations);
    run.dispose();
    numbers(eager.w).forEach((value, i) => expect(graph.w.dataSync()[i]).toBeCloseTo(value, 5));
  });

  test("recording changes no variable and leaves no tensor", () => {
    const { step, w } = pair(() => tf.train.sgd(0));
    const before = numbers(w);
    const [x, y] = batch();
    const run = compile(step);
    run(x, y).dispose();
    const count = numTensors();
    for (let i = 0; i < 3; i++) run(x, y).dispose();
    expect(numTensors()).toBe(count);
    expect(numbers(w)).toEqual(before);
    run.dispose();
    expect(numTensors()).toBe(count);
  });

  test("runs the graph: the step itself is not called again", () => {
    let calls = 0;
    const { step } = pair(() => tf.train.adam(0.1));
    const [x, y] = batch();
    const run = compile((a: tfjs.Tensor2D, b: tfjs.Tensor2D) => (calls++, step(a, b)));
    for (let i = 0; i < 5; i++) run(x, y).dispose();
    expect(calls).toBe(2);
  });

  test("takes a changed learning rate at the next call, whatever the optimiser", () => {
    for (const make of [
      () => tf.train.adam(0.01),
      () => tf.train.rmsprop(0.01),
      () => tf.train.adagrad(0.01),
    ]) {
      const [eager, graph] = [pair(make), pair(make)];
      const run = compile(graph.step);
      const [x, y] = batch();
      for (const rate of [0.01, 0.2, 0]) {
        for (const { optimizer } of [eager, graph])
          (optimizer as unknown as { learningRate: number }).learningRate = rate;
        eager.step(x, y);
        run(x, y);
      }
      numbers(eager.w).forEach((value, i) => expect(graph.w.dataSync()[i]).toBeCloseTo(value, 5));
    }
  });

  test("another batch size is another graph on the same variables", () => {
    const [eager, graph] = [pair(() => tf.train.adam(0.05)), pair(() => tf.train.adam(0.05))];
    const run = compile(graph.step);
    for (const n of [5, 2, 5, 1, 2]) {
      const [x, y] = batch(n);
      expect(run(x, y).dataSync()[0]).toBeCloseTo(eager.step(x, y).dataSync()[0] as number, 5);
    }
    expect(run.graphs().map(({ shapes }) => shapes)).toEqual(
      [5, 2, 1].map((n) => `float32 (${n}, 4), float32 (${n}, 3)`),
    );
  });

  test("takes and gives tensors in arrays and records, plain values are part of the graph", () => {
    const run = compile((x: { a: tfjs.Tensor; b: tfjs.Tensor[] }, scale: number, name: string) => ({
      sum: tf.mul(tf.addN([x.a, ...x.b]), scale),
      list: [x.a, tf.neg(x.a)],
      name,
    }));
    const a = tf.tensor1d([1, 2]);
    const out = run({ a, b: [a, a] }, 2, "two");
    expect([numbers(out.sum), out.list.map(numbers), out.name]).toEqual([
      [6, 12],
      [
        [1, 2],
        [-1, -2],
      ],
      "two",
    ]);
    expect(numbers(run({ a, b: [a, a] }, 3, "two").sum)).toEqual([9, 18]);
  });

  test("tensors from outside keep their values, large ones are not copied into the graph", () => {
    const [small, large] = [tf.scalar(3), tf.ones([100, 100])];
    const run = compile((x: tfjs.Tensor) => tf.add(tf.mul(x, small), tf.sum(large)));
    expect(numbers(run(tf.scalar(2)))).toEqual([10006]);
    tf.dispose([small, large]);
    expect(numbers(run(tf.scalar(3)))).toEqual([10009]);
  });
});

describe("variables", () => {
  test("are read and assigned outside as ever", () => {
    const v = tf.variable(tf.scalar(1));
    const run = compile(() => v.assign(tf.mul(v, 2)));
    run();
    run();
    expect(numbers(v)).toEqual([4]);
    v.assign(tf.scalar(10));
    run();
    const clone = v.clone();
    run();
    expect([numbers(clone), numbers(v), numbers(tf.add(v, 1))]).toEqual([[20], [40], [41]]);
    run();
    run.dispose();
    expect(numbers(v)).toEqual([80]);
  });

  test("that read and write each other keep the order of the step, 1,000 times", () => {
    const make = () => [1, 2, 3].map((value) => tf.variable(tf.scalar(value)));
    const stepOf =
      ([a, b, c]: tfjs.Variable[]) =>
      () => {
        const before = a!.clone();
        a!.assign(tf.mod(tf.add(tf.mul(b!, 3), c!), 97));
        b!.assign(tf.mod(tf.add(a!, before), 89));
        c!.assign(before);
        a!.assign(tf.mod(tf.add(a!, c!), 83));
        return tf.stack([before, a!, b!, c!]);
      };
    const [eager, graph] = [make(), make()];
    const run = compile(stepOf(graph));
    for (let i = 0; i < 1000; i++)
      tf.tidy(() => void expect(numbers(run())).toEqual(numbers(stepOf(eager)())));
  });

  test("two that share one tensor stay apart", () => {
    const zero = tf.scalar(0);
    const [a, b] = [tf.variable(zero), tf.variable(zero)];
    const run = compile(() => a.assign(tf.add(a, 1)));
    run();
    run();
    expect([numbers(a), numbers(b), numbers(zero)]).toEqual([[2], [0], [0]]);
  });

  test("swapped by assignment are swapped in the graph", () => {
    const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(2))];
    const run = compile(() => {
      const old = a.clone();
      a.assign(b);
      b.assign(old);
      return old;
    });
    expect(numbers(run() as tfjs.Tensor)).toEqual([1]);
    expect([numbers(a), numbers(b)]).toEqual([[2], [1]]);
  });

  test("two steps compiled apart see each other's changes", () => {
    const v = tf.variable(tf.scalar(1));
    const [double, increase] = [compile(() => v.assign(tf.mul(v, 2))), compile(() => v.assign(tf.add(v, 1)))];
    double();
    increase();
    double();
    increase();
    expect(numbers(v)).toEqual([7]);
  });

  test("disposed under a compiled step end it with a word", () => {
    const v = tf.variable(tf.scalar(1));
    const run = compile(() => tf.add(v, 1));
    run();
    v.dispose();
    expect(() => run()).toThrow(/variable .* is disposed/);
  });
});

describe("several steps", () => {
  test("share the variables of one session", () => {
    const { step, w, b } = pair(() => tf.train.adam(0.05));
    const both = compileAll(tf, {
      train: step,
      predict: (x: tfjs.Tensor2D) => tf.tanh(tf.add(tf.matMul(x, w), b)),
    });
    const [x, y] = batch();
    for (let i = 0; i < 3; i++) {
      both.train(x, y);
      const eager = tf.tidy(() => numbers(tf.tanh(tf.add(tf.matMul(x, w), b))));
      numbers(both.predict(x)).forEach((value, k) => expect(value).toBeCloseTo(eager[k] as number, 5));
    }
    both.train.dispose();
  });
});

describe("memory", () => {
  test("holds a variable once: a step that only reads it takes it over, too", () => {
    const v = tf.variable(tf.ones([64, 64]));
    const backend = tf.backend() as unknown as { tensorMap: { get(id: object): { id: number } } };
    const isHere = (): boolean =>
      Object.getOwnPropertyDescriptor(backend.tensorMap.get(v.dataId), "id")?.get === undefined;
    const run = compile(() => tf.sum(v));
    expect(isHere()).toBe(true);
    expect(numbers(run())).toEqual([4096]);
    expect(isHere()).toBe(false);
    expect(numbers(v).every((value) => value === 1)).toBe(true);
    expect(isHere()).toBe(true);
    v.assign(tf.zeros([64, 64]));
    expect(numbers(run())).toEqual([0]);
    run.dispose();
    expect(numbers(v).every((value) => value === 0)).toBe(true);
  });

  test("products wait for the update that the step makes before them", () => {
    const graph = functionGraph("f");
    const variable = { variable: tf.variable(tf.scalar(1)), handle: "v", type: { dtype: 1, shape: [] } };
    graph.add("MatMul", ["a:0", "b:0"]);
    graph.write("ResourceApplyAdam", [variable], ["g:0"], []);
    graph.add("MatMul", ["a:0", "b:0"]);
    graph.add("Add", ["a:0", "b:0"]);
    const waits = graph.nodes.map(({ op, inputs }) => [op, inputs.filter((input) => input.startsWith("^"))]);
    expect(waits).toEqual([
      ["MatMul", []],
      ["ResourceApplyAdam", []],
      ["MatMul", ["^f/ResourceApplyAdam_1"]],
      ["Add", []],
    ]);
  });

  test("a product of weights does not wait, one of weights that the update changed comes after it", () => {
    const graph = functionGraph("f");
    const [changed, other] = ["v", "w"].map((handle) => ({
      variable: tf.variable(tf.scalar(1)),
      handle,
      type: { dtype: 1, shape: [] },
    }));
    const matrix = graph.constant({ dtype: 1, shape: [1], bytes: new Uint8Array(4) });
    const reshaped = (name: string): string => `${graph.add("Reshape", [name, matrix])}:0`;
    const product = (name: string) => {
      graph.add("MatMul", [matrix, name]);
      return graph.nodes.at(-1);
    };
    const before = reshaped(graph.read(other!));
    const first = product(before);
    graph.write("ResourceApplyAdam", [changed!], ["g:0"], []);
    const update = `^${graph.nodes.at(-1)?.name}`;
    expect(product(before)?.inputs).toEqual(first?.inputs); // equal nodes, which TensorFlow makes one
    const after = graph.read(changed!);
    expect(graph.nodes.at(-1)?.inputs).toContain(update);
    expect(product(reshaped(after))?.inputs.filter((input) => input.startsWith("^"))).toEqual([]);
    const computed = `${graph.add("Reshape", [`${first?.name}:0`, matrix])}:0`;
    expect(product(computed)?.inputs).toContain(update);
  });
});
