import type * as tfjs from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { addWithoutBiasBeforeNorm } from "../../lib/compile/add-without-bias-before-norm";
import { addFloat32 } from "../../lib/compile/bfloat16";
import { functionGraph } from "../../lib/compile/function-graph";
import { batchNormTraining, biasAdd, compile, numTensors, tf } from "../../lib/engine";
import { difference, normals } from "../engine/compare";

/** Losses, statistics and gradients of a bias and the batch norm after it; of the penalty too, which differentiates twice. */
function step(x: tfjs.Tensor, bias: tfjs.Tensor, gamma: tfjs.Tensor, weight: tfjs.Tensor): tfjs.Tensor[] {
  const statistics: tfjs.Tensor[] = [];
  const normalised = (a: tfjs.Tensor, b: tfjs.Tensor): tfjs.Tensor =>
    batchNormTraining(biasAdd(a, b), gamma, tf.zerosLike(gamma), {
      statistics: (...both) => statistics.push(...both.map((one) => tf.keep(one.clone()))),
    });
  const loss = (a: tfjs.Tensor, b: tfjs.Tensor): tfjs.Tensor =>
    tf.sum(tf.mul(tf.square(normalised(a, b)), weight));
  const [toX, toBias] = tf.grads(loss)([x, bias]) as [tfjs.Tensor, tfjs.Tensor];
  const twice = tf.grad((a: tfjs.Tensor) => {
    const slope = tf.grad((at: tfjs.Tensor) => loss(at, bias))(a);
    return tf.sum(tf.mul(slope, tf.add(slope, weight)));
  })(x);
  const value = normalised(x, bias);
  const copies = statistics.slice(0, 2).map((one) => one.clone());
  tf.dispose(statistics);
  return [value, toX, twice, ...copies, toBias];
}

test("a bias before batch norm changes no value, and its gradient is 0", () => {
  const inputs = [normals([4, 6, 6, 3], "x"), normals([3], "b"), normals([3], "g"), normals([4, 6, 6, 3], "w")] as const; // prettier-ignore
  const run = compile(step);
  const eager = tf.tidy(() => step(...inputs));
  const graph = run(...inputs);
  const before = numTensors();
  tf.dispose(run(...inputs));
  expect(numTensors()).toBe(before);
  const toBias = graph.at(-1) as tfjs.Tensor;
  expect([...toBias.dataSync()]).toEqual([0, 0, 0]);
  expect(Math.max(...(eager.at(-1) as tfjs.Tensor).abs().dataSync())).toBeLessThan(1e-4); // 0 but for rounding
  for (let i = 0; i < 5; i++)
    expect(difference(graph[i] as tfjs.Tensor, eager[i] as tfjs.Tensor)).toBeLessThan(2e-5);
  run.dispose();
});

test("batch norm of given statistics keeps the bias, and a bias elsewhere its gradient", () => {
  const graph = functionGraph("f");
  const add = addWithoutBiasBeforeNorm(addFloat32(graph));
  const training = (value: boolean) => [{ name: "is_training", type: 3, value }];
  const sum = add("BiasAdd", ["x:0", "b:0"], [])(0);
  const rest = ["g:0", "s:0", "m:0", "v:0"];
  const given = add("FusedBatchNormV3", [sum, ...rest], training(false));
  add("FusedBatchNormGradV3", ["d:0", sum, "g:0", given(3), given(4), given(5)], training(false));
  const own = add("FusedBatchNormV3", [sum, ...rest], training(true));
  const back = add("FusedBatchNormGradV3", ["d:0", sum, "g:0", own(3), own(4), own(5)], training(true));
  add("BiasAddGrad", [back(0)], []);
  add("BiasAddGrad", ["d:0"], []);
  expect(own(1)).toBe("f/AddV2_4:0");
  expect(graph.nodes.map(({ op, inputs }) => [op, ...inputs.slice(0, 2)])).toEqual([
    ["BiasAdd", "x:0", "b:0"],
    ["FusedBatchNormV3", sum, "g:0"],
    ["FusedBatchNormGradV3", "d:0", sum],
    ["FusedBatchNormV3", "x:0", "g:0"],
    ["AddV2", "f/FusedBatchNormV3_3:1", "b:0"],
    ["FusedBatchNormGradV3", "d:0", "x:0"],
    ["ZerosLike", "g:0"],
    ["BiasAddGrad", "d:0"],
  ]);
});
