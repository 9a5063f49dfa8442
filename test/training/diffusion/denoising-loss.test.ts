import { expect, test } from "vitest";
import { numTensors, tf } from "../../../lib/engine";
import { addNoise, denoisingLoss, noiseTables } from "../../../lib/training/diffusion/denoising-loss";
import { cosineSchedule } from "../../../lib/training/diffusion/noise-schedule";
import golden from "../../golden/diffusion.json";

test("addNoise() equals the reference, each image at its own time", () => {
  const { t, x0, noise, xt } = golden.q_sample;
  const tables = noiseTables(cosineSchedule(100));
  const images = (values: readonly number[]) => tf.tensor4d([...values, ...values], [2, 4, 1, 1]);
  const before = numTensors();
  const [x, eps, times] = [images(x0), images(noise), tf.tensor1d([0, t], "int32")];
  const found = addNoise(tables, x, eps, times);
  const values = [...found.dataSync()];
  xt.forEach((value, i) => expect(values[4 + i]).toBeCloseTo(value, 5));
  x0.forEach((value, i) => expect(Math.abs(values[i]! - value)).toBeLessThan(0.06)); // time 0: nearly the image
  tf.dispose([x, eps, times, found]);
  expect(numTensors()).toBe(before);
  tf.dispose([tables.signal, tables.noise]);
});

test("noise at the last time has variance 1 over 512 images, whatever they show", () => {
  const tables = noiseTables(cosineSchedule(1000));
  const eps = tf.randomNormal([512, 8, 8, 1], 0, 1, "float32", 1);
  const x = addNoise(tables, tf.fill([512, 8, 8, 1], -1), eps, tf.fill([512], 999, "int32"));
  expect(tf.moments(x).variance.dataSync()[0]).toBeGreaterThan(0.98);
});

test("denoisingLoss() is each image's mean squared error", () => {
  const [a, b] = [tf.tensor4d([1, 2, 3, 5], [2, 2, 1, 1]), tf.zeros([2, 2, 1, 1])];
  expect([...denoisingLoss(a, b).dataSync()]).toEqual([2.5, 17]);
});
