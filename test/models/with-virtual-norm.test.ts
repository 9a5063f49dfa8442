import type { LayersModel, Tensor, Variable } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import { conditional, refreshReference, setReference, small, withVirtualNorm } from "../../lib/models";
import { mlp } from "../../lib/models/mlp";
import { normals } from "../engine/compare";
import { tinyGenerator } from "../training/tiny-gan";

const rows = 4;
function virtual(): LayersModel {
  const model = withVirtualNorm(tinyGenerator(8), rows);
  setReference(model, normals([rows, 5], "reference"));
  return model;
}
const images = (model: LayersModel, z: Tensor, training = true): Tensor =>
  model.apply(z, { training }) as Tensor;
const farthest = (a: Tensor, b: Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;

describe("withVirtualNorm()", () => {
  test("an image does not depend on its batch mates in training, as it does with ordinary batch norm", () => {
    const [one, some, others] = [
      normals([1, 5], "z"),
      normals([3, 5], "some"),
      tf.mul(normals([3, 5], "others"), 3),
    ];
    const move = (model: LayersModel): number => {
      const [a, b] = [some, others].map((mates) => tf.slice(images(model, tf.concat([one, mates])), 0, 1));
      return farthest(a!, b!);
    };
    expect(move(virtual())).toBeLessThan(1e-6);
    expect(move(tinyGenerator(8))).toBeGreaterThan(0.01);
  });

  test("draws outside of training what it draws in training, once the statistics are refreshed, and leaves no tensor", () => {
    const model = virtual();
    const z = normals([3, 5], "z");
    refreshReference(model);
    const before = numTensors();
    refreshReference(model);
    expect(numTensors()).toBe(before);
    expect(images(model, z).shape).toEqual([3, 8, 8, 1]);
    expect(farthest(images(model, z), images(model, z, false))).toBeLessThan(1e-6);
    setReference(model, tf.mul(normals([rows, 5], "another"), 2));
    const old = images(virtual(), z);
    expect(farthest(images(model, z), old)).toBeGreaterThan(0.01); // the reference is what counts
  });

  test("has the gradients of central differences in every weight: the reference batch moves with them", () => {
    const model = virtual();
    const z = normals([3, 5], "z");
    const weights = normals([3, 8, 8, 1], "weights");
    const value = (): Tensor => tf.sum(tf.mul(images(model, z), weights));
    const variables = model.trainableWeights.map((w) => w.read() as Variable);
    const { grads } = tf.variableGrads(() => value().asScalar(), variables);
    for (const variable of variables) {
      const found = grads[variable.name]!.dataSync();
      const [numbers, h] = [variable.dataSync().slice(), 1e-3];
      const scale = Math.max(1, ...found.map(Math.abs));
      for (const i of new Set([0, Math.floor(numbers.length / 2), numbers.length - 1])) {
        const [up, down] = [h, -h].map((step) => {
          const moved = numbers.slice();
          moved[i]! += step;
          variable.assign(tf.tensor(moved, variable.shape));
          return value().dataSync()[0]!;
        });
        variable.assign(tf.tensor(numbers, variable.shape));
        expect(Math.abs((up! - down!) / (2 * h) - found[i]!) / scale, variable.name).toBeLessThan(0.02);
      }
    }
  });

  test("keeps names, weights and what is trained of a chain and of a network of two inputs, and takes the given one's place", () => {
    for (const spec of [small, conditional]) {
      const [given, like] = [spec.generator(16, 2), spec.generator(16, 2)];
      const before = numTensors();
      const trained = given.trainableWeights.map((w) => [w.originalName, [...w.read().dataSync()]]);
      const model = withVirtualNorm(given, rows);
      expect(model.trainableWeights.map((w) => [w.originalName, [...w.read().dataSync()]])).toEqual(trained);
      expect(model.inputs.map((x) => x.shape)).toEqual(like.inputs.map((x) => x.shape));
      expect(numTensors()).toBe(before + model.inputs.length); // the references
      expect(model.layers.some((layer) => layer.getClassName() === "BatchNormalization")).toBe(false);
      expect(() => given.layers[1]!.getWeights().map((w) => w.dataSync())).toThrow(/disposed/);
      model.dispose();
      like.dispose();
    }
  });

  test("refuses a generator without batch norm, one over another axis, and one that calls a layer twice; they stay", () => {
    const plain = mlp.generator(8);
    expect(() => withVirtualNorm(plain, rows)).toThrow("without batch norm, expected batch norms that could be made virtual"); // prettier-ignore
    expect(() => plain.predict(tf.zeros([1, 100]))).not.toThrow();
    const dense = () => layers.dense({ inputShape: [4], units: 4 });
    const axis = tf.sequential({ layers: [layers.reshape({ inputShape: [4], targetShape: [2, 2] }), layers.batchNormalization({ axis: 1 })] }); // prettier-ignore
    expect(() => withVirtualNorm(axis, rows)).toThrow("over axis 1");
    const [x, twice] = [tf.input({ shape: [4] }), dense()];
    const y = layers.batchNormalization().apply(twice.apply(twice.apply(x)));
    const shared = tf.model({ inputs: x, outputs: y as typeof x });
    expect(() => withVirtualNorm(shared, rows)).toThrow("called several times");
  });
});
