import { expect, test } from "vitest";
import { numTensors, tf } from "../../lib/engine";
import { historicalAverage } from "../../lib/training/historical-average";

const term = (average: ReturnType<typeof historicalAverage>): number =>
  tf.tidy(() => average.term().dataSync()[0]!);

test("historicalAverage() is 0 for weights that stay, and the squared distance to their mean for those that move", () => {
  const before = numTensors();
  const moving = tf.variable(tf.tensor1d([1, 2]));
  const weights = [moving, tf.variable(tf.scalar(3))];
  const average = historicalAverage(weights);
  for (let i = 0; i < 3; i++) average.update();
  expect(term(average)).toBe(0);
  moving.assign(tf.tensor1d([5, 2])); // mean over steps 1 to 4: 1
  expect(term(average)).toBe(16);
  average.update(); // mean (1 + 1 + 1 + 1 + 5) / 5
  expect(term(average)).toBeCloseTo((5 - 1.8) ** 2, 5);
  average.dispose();
  weights.forEach((w) => w.dispose());
  expect(numTensors()).toBe(before + 3); // those of this test
});

test("historicalAverage() has the gradient 2 (weights - mean), and goes on from its state", () => {
  const w = tf.variable(tf.tensor1d([1, 2]));
  const average = historicalAverage([w]);
  w.assign(tf.tensor1d([4, 2]));
  average.update(); // 2.5, 2
  const { grads } = tf.variableGrads(() => average.term(), [w]);
  expect([...Object.values(grads)[0]!.dataSync()]).toEqual([3, 0]);
  const other = historicalAverage([w]);
  other.restore(average.state());
  for (const each of [average, other]) each.update();
  expect(other.state()).toEqual(average.state());
  expect(other.state()["1"]).toEqual(Float32Array.of(3)); // steps
  for (const each of [average, other]) each.dispose();
});
