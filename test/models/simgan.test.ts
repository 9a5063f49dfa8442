import type { Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { numTensors, tf } from "../../lib/engine";
import { initialize, paramCount, simGan } from "../../lib/models";

test("SimGAN's networks have the paper's parameters: refiner 296,129, discriminator 75,906", () => {
  const before = numTensors();
  const spec = simGan();
  const [refiner, discriminator] = [spec.refiner(32), spec.discriminator(32)];
  expect(paramCount(refiner).trainable).toBe(296_129);
  expect(paramCount(discriminator).trainable).toBe(75_906);
  expect(refiner.outputShape).toEqual([null, 32, 32, 1]);
  expect(discriminator.outputShape).toEqual([null, 8, 8, 2]);
  refiner.dispose();
  discriminator.dispose();
  expect(numTensors()).toBe(before);
});

test("a block of the refiner begins as its skip, and the discriminator's logits are not cut at 0", () => {
  const spec = simGan(4);
  const [refiner, discriminator] = [spec.refiner(8), spec.discriminator(8)];
  initialize(refiner, stream(1, "refiner"), spec.initialization);
  initialize(discriminator, stream(1, "discriminator"), spec.initialization);
  const x = tf.tensor(stream(2, "images").normals(4 * 64), [4, 8, 8, 1]);
  const [first] = refiner.layers.filter((layer) => layer.getClassName() === "Conv2D");
  const last = refiner.layers.at(-1)!;
  const skipped = last.apply(first!.apply(x) as Tensor) as Tensor;
  expect([...(refiner.apply(x) as Tensor).dataSync()]).toEqual([...skipped.dataSync()]);
  const logits = [...(discriminator.apply(x) as Tensor).dataSync()];
  expect(Math.min(...logits)).toBeLessThan(0);
  expect(Math.max(...logits)).toBeGreaterThan(0);
});
