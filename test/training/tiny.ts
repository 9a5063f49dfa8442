import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveSettings, stream } from "../../lib/core";
import { imageSet, type ImageSet, type Role } from "../../lib/data/image-set";
import type { Label } from "../../lib/data/label";
import { layers, tf, useCompute } from "../../lib/engine";
import type { GanSpec } from "../../lib/models";
import { ganNumbers } from "../../lib/training/gan-options";
import { gradientPenalty, nonSaturating, type GanOptions } from "../../lib/training";

// the graph of so small a network takes longer to make than its whole training; graphs have tests of their own
useCompute({ mode: "eager" });

/** A pair of networks small enough for unit tests: 8 x 8 images, a handful of filters, with batch norm and dropout. */
export const tinySpec: GanSpec = {
  name: "tiny",
  latentDim: 5,
  initialization: "glorot uniform",
  generator: (size) =>
    tf.sequential({
      layers: [
        layers.dense({ inputShape: [5], units: (size / 2) ** 2 * 3 }),
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.reshape({ targetShape: [size / 2, size / 2, 3] }),
        layers.conv2dTranspose({
          filters: 1,
          kernelSize: 4,
          strides: 2,
          padding: "same",
          activation: "tanh",
        }),
      ],
    }),
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.conv2d({
          inputShape: [size, size, 1],
          filters: 4,
          kernelSize: 4,
          strides: 2,
          padding: "same",
        }),
        layers.batchNormalization(),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(),
        layers.dropout({ rate: 0.4 }),
        layers.dense({ units: 1 }),
      ],
    }),
};

/** Its discriminator without batch norm. */
export const plainDiscriminator: GanSpec["discriminator"] = (size) =>
  tf.sequential({
    layers: [
      layers.conv2d({
        inputShape: [size, size, 1],
        filters: 4,
        kernelSize: 4,
        strides: 2,
        padding: "same",
      }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dropout({ rate: 0.4 }),
      layers.dense({ units: 1 }),
    ],
  });

/** n images of 8 x 8: a bright square at a random place; label 1 is brighter. */
export function squares<R extends Role>(
  role: R,
  n: number,
  labels: (i: number) => Label,
  foldId = "fold",
): ImageSet<R> {
  const random = stream(1, "squares", role);
  const pixels = new Float32Array(n * 64).fill(-1);
  for (let i = 0; i < n; i++) {
    const [x, y] = [random.integer(5), random.integer(5)];
    for (let k = 0; k < 9; k++)
      pixels[i * 64 + (y + Math.floor(k / 3)) * 8 + x + (k % 3)] = labels(i) === 1 ? 0.9 : 0.1;
  }
  const ids = Array.from({ length: n }, (_, i) => `${role}-${i}`);
  return imageSet(role, {
    foldId,
    seen: role === "synthetic" ? [] : ids,
    ids,
    labels: ids.map((_, i) => labels(i)),
    size: 8,
    pixels,
  });
}

/** Options of a short training into a fresh folder. */
export function tinyOptions(changes: Partial<GanOptions> = {}): GanOptions {
  return {
    ...ganNumbers(resolveSettings("smoke")),
    epochs: 4,
    batchSize: 5,
    learningRate: 1e-3,
    beta1: 0.5,
    beta2: 0.999,
    loss: nonSaturating,
    penalty: gradientPenalty,
    penaltyWeight: 10,
    flipProbability: 0.05,
    noise: 0.1,
    ema: 0.9,
    checkpointEvery: 1,
    seed: 1,
    name: "tiny",
    folder: mkdtempSync(join(tmpdir(), "graft-gan-")),
    ...changes,
  };
}
