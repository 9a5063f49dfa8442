import type { Tensor } from "@tensorflow/tfjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { range, resolveSettings, stream, type Run } from "../../lib/core";
import { ganVariants } from "../../lib/core/gan-variants";
import { phantom, preprocess } from "../../lib/data";
import { imageSet, type ImageSet } from "../../lib/data/image-set";
import { compileAll, ready, seedDropout, tf, useCompute } from "../../lib/engine";
import { buildNetworks, ganSpec, initialize } from "../../lib/models";
import { ganOptions } from "../../lib/training";
import { openGanBatches, type BatchIndices } from "../../lib/training/gan-batches";
import { ganStep } from "../../lib/training/gan-step";
import { spectralNorm } from "../../lib/training/spectral-norm";

const batch = 16;
const size = 16; // a quarter of the time at 32
let train: ImageSet<"train">;

beforeAll(async () => {
  await ready();
  useCompute({ mode: "graph" });
  const { pixels, dataset } = await preprocess(phantom({ images: batch, seed: 1 }), { size });
  const ids = dataset.slices.map((_, i) => String(i));
  train = imageSet("train", { foldId: "f", ids, labels: ids.map(() => 0), size, pixels });
});
afterAll(() => useCompute({ mode: "eager" }));

/** Networks of a variant for a machine of two cores: `wgan-gp` at width 16, the paper's layers of the small pair. */
const cheap: Readonly<Record<string, string>> = { "wgan-gp": "wgan-gp-small", "paper-wasserstein": "small" };

test.each(Object.keys(ganVariants).filter((name) => name !== "diffusion"))(
  // which has no discriminator

  "%s: both steps compile, and within 200 steps its discriminator tells 16 phantoms from 16 fakes of a generator that stays",
  (variant) => {
    const network = cheap[variant];
    const settings = resolveSettings("quick", {
      "gan.variant": variant,
      ...(network && { "gan.network": network }),
    });
    const run = { settings, seed: 1, path: (...p: string[]) => p.join("/") } as Run;
    const options = ganOptions(run, "a", {});
    const spec = ganSpec(settings);
    const networks = buildNetworks(spec, size);
    for (const which of ["generator", "discriminator"] as const) {
      initialize(networks[which], stream(1, variant, which), spec.initialization);
      seedDropout(networks[which], stream(1, variant, which, "dropout"));
    }
    const norm = spec.spectralNorm && spectralNorm(networks.discriminator, stream(1, "norm"));
    const batches = openGanBatches(
      train,
      { ...options, classes: undefined, latentDim: spec.latentDim },
      1,
      "a",
    );
    const step = ganStep(networks, { ...options, spectralNorm: norm });
    const graphs = compileAll({
      both: (indices: BatchIndices) => step(batches.batch(indices)),
      alone: (indices: BatchIndices) => step.discriminatorAlone(batches.batch(indices)),
    }); // throws where it cannot
    const indices = { indices: tf.tensor1d(range(batch), "int32"), noise: tf.scalar(0) };
    const z = tf.tensor2d(stream(1, "z").normals(batch * spec.latentDim), [batch, spec.latentDim]);
    const outputs = (images: Tensor): number[] => {
      const pass = () => networks.discriminator.apply(images, { training: true }) as Tensor;
      return Array.from((norm ? norm.within(pass) : pass()).dataSync());
    };
    const right = (): number =>
      tf.tidy(() => {
        const real = outputs(tf.tensor4d(train.pixels, [batch, size, size, 1]));
        const fake = outputs(networks.generator.apply(z, { training: true }) as Tensor);
        // only differences of a Wasserstein critic mean something: the middle between both means decides
        const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;
        const border = { "cross-entropy": 0, "least-squares": 0.5, hinge: 0, wasserstein: NaN }[
          settings["gan.loss"]
        ];
        const at = Number.isNaN(border) ? (mean(real) + mean(fake)) / 2 : border;
        return Math.min(real.filter((d) => d > at).length, fake.filter((d) => d < at).length);
      });
    let steps = 0;
    while (steps < 200 && right() < batch) {
      for (let i = 0; i < 10; i++, steps++) tf.dispose({ ...graphs.alone(indices) });
    }
    expect(right()).toBe(batch);
    const losses = graphs.both(indices);
    expect([losses.discriminator, losses.generator].map((t) => Number.isFinite(t.dataSync()[0]!))).toEqual([
      true,
      true,
    ]);
    graphs.both.dispose();
    graphs.alone.dispose();
    batches.dispose();
    norm?.dispose();
    networks.generator.dispose();
    networks.discriminator.dispose();
  },
);
