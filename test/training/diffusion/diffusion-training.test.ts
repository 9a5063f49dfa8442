import type { Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { numTensors, tf } from "../../../lib/engine";
import { diffusionSampler } from "../../../lib/training/diffusion/diffusion-sampler";
import { diffusionTraining, warmDecay } from "../../../lib/training/diffusion/diffusion-training";
import { networkWeights, selectPrefix } from "../../../lib/training/network-weights";
import { diffusionOptions, tinyDiffusion, twoClasses } from "./tiny-diffusion";

test("an untrained denoiser finds no noise, so that the first loss is the noise's variance: 1", () => {
  const denoiser = tinyDiffusion.denoiser(8);
  const inputs = [tf.randomNormal([2, 8, 8, 1], 0, 1, "float32", 1), tf.fill([2, 1], 500), tf.ones([2, 3])];
  const found = denoiser.apply(inputs) as Tensor;
  expect(new Set(found.dataSync())).toEqual(new Set([0]));
  tf.dispose([...inputs, found]);
  denoiser.dispose();
});

test("after the first step the average is 0.1 of the old weights and 0.9 of the new ones", () => {
  const before = numTensors();
  const options = diffusionOptions({ ema: 0.999 });
  const training = diffusionTraining(twoClasses, tinyDiffusion, options);
  const started = networkWeights(training.ema);
  training.step();
  const ema = networkWeights(training.ema);
  const now = selectPrefix(training.save().arrays, "denoiser");
  for (const [name, old] of Object.entries(started)) {
    const farthest = ema[name]!.reduce(
      (most, w, i) => Math.max(most, Math.abs(w - 0.1 * old[i]! - 0.9 * now[name]![i]!)),
      0,
    );
    expect(farthest, name).toBeLessThan(5e-6);
  }
  training.dispose();
  expect(numTensors()).toBe(before);
  expect([warmDecay(0.999, 0), warmDecay(0.999, 1e6)]).toEqual([0.1, 0.999]);
});

test("a sample does not depend on the images that are drawn beside it", () => {
  const denoiser = tinyDiffusion.denoiser(8);
  for (const w of denoiser.trainableWeights)
    if (w.shape.length === 4) w.write(tf.fill(w.shape as number[], 0.05)); // the last convolution starts at 0
  const sampler = diffusionSampler(denoiser, 8, { steps: 3, guidance: 1 });
  const latents = Float32Array.from({ length: 5 * 64 }, (_, i) => Math.sin(i));
  const codes = Float32Array.from([1, 0, 0, 1, 1, 0, 0, 1, 1, 0]);
  const third = (x: Float32Array): number[] => [...x.subarray(2 * 64, 3 * 64)];
  const image = third(sampler.images(latents, codes));
  const others = latents.map((z, i) => (i >= 2 * 64 && i < 3 * 64 ? z : -z));
  expect(third(sampler.images(others, codes))).toEqual(image);
  expect(new Set(image).size).toBeGreaterThan(1);
  sampler.dispose();
  denoiser.dispose();
});
