import type { Sequential, Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import { recomputeStatistics } from "../../lib/training/recompute-statistics";
import { difference, expectClose, normals } from "../engine/compare";
import { tinyDiscriminator } from "./tiny-gan";

/** Batches whose means differ widely, so that the variance between batches counts. */
const batches = (count: number, n = 4): Tensor[] =>
  Array.from({ length: count }, (_, i) =>
    tf.tidy(() => tf.add(tf.mul(normals([n, 6, 6, 1], "batch", i), 1 + i), 3 * i)),
  );
const norm = (): Sequential =>
  tf.sequential({ layers: [layers.batchNormalization({ inputShape: [6, 6, 1] })] });
const moving = (model: Sequential): Tensor[] =>
  model.weights.filter((w) => !w.trainable).map((w) => w.read());

describe("recomputeStatistics()", () => {
  test("gives mean and population variance of all batches together", () => {
    const model = norm();
    const { mean, variance } = tf.moments(tf.concat(batches(5)), [0, 1, 2]);
    recomputeStatistics(model, batches(5));
    expectClose(moving(model), [tf.reshape(mean, [1]), tf.reshape(variance, [1])], 1e-5);
  });

  test("forgets what training left, and depends on no order", () => {
    const [one, two] = [norm(), norm()];
    for (let i = 0; i < 3; i++) one.apply(normals([4, 6, 6, 1], "training", i), { training: true });
    recomputeStatistics(one, batches(3));
    recomputeStatistics(two, batches(3).reverse());
    expectClose(moving(one), moving(two), 1e-5);
  });

  test("gives the same bits whatever training left, NaN too", () => {
    const of = (left: number): number[][] => {
      const model = norm();
      for (const weight of model.weights.filter((w) => !w.trainable)) weight.write(tf.fill([1], left));
      recomputeStatistics(model, batches(3));
      return moving(model).map((t) => [...t.dataSync()]);
    };
    const clean = of(0);
    expect(clean.flat().every(Number.isFinite)).toBe(true);
    for (const left of [1e4, NaN, Infinity]) expect(of(left)).toEqual(clean);
  });

  test("makes inference equal to training mode when the one batch is all there is", () => {
    const model = tinyDiscriminator(8);
    const batch = normals([6, 8, 8, 1], "all");
    const trained = model.apply(batch, { training: true }) as Tensor;
    expect(difference(model.predict(batch) as Tensor, trained)).toBeGreaterThan(0.05);
    recomputeStatistics(model, [batch.clone()]);
    expectClose([model.predict(batch) as Tensor], [trained], 1e-4);
  });

  test("puts the momentum back, also when a batch does not fit", () => {
    const model = norm();
    const { momentum } = model.layers[0] as unknown as { momentum: number };
    recomputeStatistics(model, batches(2));
    expect((model.layers[0] as unknown as { momentum: number }).momentum).toBe(momentum);
    const wrong = normals([4, 5], "wrong");
    expect(() => recomputeStatistics(model, [wrong])).toThrow();
    expect((model.layers[0] as unknown as { momentum: number }).momentum).toBe(momentum);
    expect(wrong.isDisposed).toBe(true);
  });

  test("disposes its batches and leaves no tensor behind", () => {
    const model = tinyDiscriminator(8);
    const run = () =>
      recomputeStatistics(
        model,
        [1, 2].map((i) => normals([2, 8, 8, 1], i)),
      );
    run();
    const start = numTensors();
    run();
    expect(numTensors()).toBe(start);
  });

  test("without a batch changes nothing", () => {
    const model = norm();
    recomputeStatistics(model, []);
    expect(moving(model).map((t) => t.dataSync()[0])).toEqual([0, 1]);
  });
});
