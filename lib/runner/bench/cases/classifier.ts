import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { compile, tf } from "../../../engine";
import { resnet } from "../../../models";
import { classifierSteps } from "../../../training/classifier-steps";
import { imageTensor } from "../../../training/image-tensor";
import { warmUp, type BenchCase } from "../bench-case";
import { counts, noiseImages } from "./gan";

const fresh = (depth: "18" | "50", size: number, filters: number) =>
  resnet({ depth, filters, inputShape: [size, size, 1], classes: 2, seed: 1 });

/** A classifier's training step as `trainClassifier` makes it: compiled, RMSProp. */
export function classifier(options: {
  readonly depth: "18" | "50";
  readonly size: number;
  readonly filters: number;
  readonly batch: number;
}): BenchCase {
  const { depth, size, filters, batch } = options;
  const model = fresh(depth, size, filters);
  const steps = classifierSteps(model, tf.train.rmsprop(1e-3, 0.9), noiseImages(2 * batch, size), {
    batchSize: batch,
    batches: 0,
  });
  let at = 0;
  const once = (): void => {
    const indices = Array.from({ length: batch }, (_, i) => (at + 3 * i) % (2 * batch));
    at++;
    steps.train(indices);
  };
  return {
    prepare: () => {
      for (let i = 0; i < warmUp; i++) once();
    },
    step: once,
    checks: () => counts({ classifier: model }),
    numbers: () => {
      const logits = compile((x: Tensor4D) => model.apply(x, { training: false }) as Tensor2D);
      return tf.tidy(() => logits(imageTensor(noiseImages(batch, size))).dataSync());
    },
  };
}

/** Logits of images as a training with many of them for validation computes them again and again: a graph. */
export function inference({ images }: { readonly images: number }): BenchCase {
  const model = fresh("50", 32, 64);
  const set = noiseImages(images, 32);
  const steps = classifierSteps(model, tf.train.rmsprop(1e-3, 0.9), noiseImages(64, 32), {
    batchSize: 32,
    batches: 100,
  });
  const logits = (): number[] => steps.logits(set).flat();
  return {
    prepare: () => void logits(),
    step: () => void logits(),
    checks: () => counts({ classifier: model }),
    numbers: logits,
  };
}
