import type * as tfjs from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { CompileError, compileAll, type Step } from "../../lib/compile";
import { numTensors, tf } from "../../lib/engine";

const compiled = (step: Step): (() => unknown) => compileAll(tf, { step }).step as unknown as () => unknown;
const v = tf.variable(tf.tensor1d([1, 2, 3]));
let counter = 0;
let kept: tfjs.Tensor | undefined;

const cases: [string, () => unknown, RegExp][] = [
  ["a value is read", () => (tf.sum(v).dataSync()[0]! > 0 ? v.clone() : tf.neg(v)), /read in JavaScript/],
  ["a variable is read", () => tf.mul(v, v.dataSync()[0]!), /read in JavaScript/],
  ["a counter in JavaScript", () => tf.mul(v, counter++), /constant number changes from call to call/],
  [
    "a branch on a counter",
    () => (counter++ % 2 === 0 ? tf.neg(v) : tf.abs(v)),
    /operations differ from call/,
  ],
  ["draws of tfjs'", () => tf.add(v, tf.randomNormal([3])), /changes from call to call|outside of the graph/],
  ["tfjs' dropout", () => tf.dropout(v, 0.5), /changes from call to call|outside of the graph/],
  [
    "a shape that depends on values",
    () => tf.whereAsync(tf.greater(v, 1)),
    /read in JavaScript|depends on values|async/,
  ],
  ["unique values", () => tf.unique(v).values, /depends on values/],
  ["a new variable each call", () => tf.variable(tf.zeros([2])), /makes new variables at every call/],
  [
    "a new optimiser each call",
    () => tf.train.adam(0.1).minimize(() => tf.sum(v) as tfjs.Scalar),
    /new variables/,
  ],
  ["an async step", async () => Promise.resolve(1), /async/],
  ["a tensor kept for later", () => void (kept = tf.keep(tf.neg(v))), /leaves 1 tensor/],
  ["a text", () => tf.tensor1d(["a"]), /text|string/],
];

test.each(cases)("refuses %s, with the line, and nothing has changed", (_, step, message) => {
  const before = [...v.dataSync()];
  const variables = Object.keys(tf.engine().registeredVariables).length;
  const count = numTensors();
  let error: unknown;
  try {
    compiled(step as Step)();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(CompileError);
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).toMatch(/^Cannot compile the step: .*, expected .*\. \w.*\.$/);
  expect([...v.dataSync()]).toEqual(before);
  expect(kept === undefined || kept.isDisposed || numTensors() >= count).toBe(true);
  for (const name of Object.keys(tf.engine().registeredVariables).slice(variables))
    tf.engine().registeredVariables[name]?.dispose();
});

test("tells the user's line", () => {
  let message = "";
  try {
    compiled(() => tf.mul(v, counter++))();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toMatch(/refusals\.test\.ts:\d+/);
});

test("an error of the step itself comes through, and the variables stay", () => {
  const run = compiled(() => {
    v.assign(tf.zeros([3]));
    throw new RangeError("mine");
  });
  expect(run).toThrow(new RangeError("mine"));
  expect([...v.dataSync()]).toEqual([1, 2, 3]);
});
