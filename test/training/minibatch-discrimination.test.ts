import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { closeness, MinibatchDiscrimination } from "../../lib/training/minibatch-discrimination";
import { gradients, normals, numericGradient } from "../engine/compare";

test("closeness() of equal images is n - 1, of images far apart 0, and of two by hand exp(-distance)", () => {
  expect([...closeness(tf.ones([4, 2, 5])).dataSync()]).toEqual(Array(8).fill(3));
  const far = tf.mul(tf.reshape(tf.range(0, 4), [4, 1, 1]), tf.fill([4, 2, 5], 100));
  expect([...closeness(far).dataSync()]).toEqual(Array(8).fill(0));
  const two = tf.tensor3d([1, 2, 3, 0.5, 2.5, 3], [2, 1, 3]); // 0.5 + 0.5 apart
  [...closeness(two).dataSync()].forEach((o) => expect(o).toBeCloseTo(Math.exp(-1), 6));
});

test("closeness() has the gradient of finite differences", () => {
  const x = tf.mul(normals([3, 2, 5], "minibatch"), 0.3);
  const slope = [...gradients(closeness, [x])[0]!.dataSync()];
  const places = [0, 7, 13, 29];
  numericGradient(closeness, [x], 0, places).forEach((expected, i) =>
    expect(slope[places[i]!]).toBeCloseTo(expected, 2),
  );
});

test("MinibatchDiscrimination projects features by one trained kernel of 5 numbers each", () => {
  const layer = new MinibatchDiscrimination(3);
  const x = normals([4, 7], "features");
  const out = layer.apply(x) as typeof x;
  expect([out.shape, layer.trainableWeights.map((w) => w.shape)]).toEqual([[4, 3], [[7, 15]]]);
  const kernel = normals([7, 15], "kernel");
  layer.setWeights([kernel]);
  const expected = closeness(tf.reshape(tf.matMul(x as never, kernel as never), [4, 3, 5]));
  expect([...(layer.apply(x) as typeof x).dataSync()]).toEqual([...expected.dataSync()]);
  layer.dispose();
});
