import type * as tfjs from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resolveSettings, sha256, stream } from "../../lib/core";
import { tf } from "../../lib/engine";
import { initialize, paper, small } from "../../lib/models";
import { generate, loadKeras, openUntrained } from "../../lib/training";
import { testedRun } from "./run-folder";

const run = testedRun();
const { metrics, parts } = run;
const chosen = resolveSettings(metrics.profile);
const spec = chosen["gan.network"] === "paper" ? paper : small;
const labels = new Map(parts.train.ids.map((id, i) => [id, parts.train.labels[i]]));

beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe.each([...metrics.gans])("the GAN of $class", ({ class: name, label, losses, images, steps }) => {
  const gan = run.gan(name);
  const file = (which: string): string => run.path("models", name, `${which}.h5`);

  test("was trained on every training image of its class and on no other image", () => {
    expect(name).toBe(metrics.data.classes[label]);
    expect(gan.label).toBe(label);
    expect(gan.foldId).toBe(metrics.split.foldId);
    expect(gan.trainIds).toEqual(parts.train.ids.filter((id) => labels.get(id) === label));
    const kept = new Set([...parts.validation.ids, ...parts.test.ids]);
    expect(gan.trainIds.filter((id) => kept.has(id))).toEqual([]);
    expect(images).toBe(gan.trainIds.length);
  });

  test("has losses for every epoch: finite, above 0, the discriminator's with the weighted penalty in it", () => {
    expect(gan.history.map((h) => h.epoch)).toEqual(
      Array.from({ length: chosen["gan.epochs"] }, (_, i) => i + 1),
    );
    expect(steps).toBe(chosen["gan.epochs"] * Math.ceil(images / chosen["gan.batchSize"]));
    for (const { discriminator, generator, penalty } of [...gan.history, losses]) {
      expect([discriminator, generator, penalty].every(Number.isFinite)).toBe(true);
      expect(generator).toBeGreaterThan(0);
      // cross-entropy is above 0, also for a discriminator that is always right
      expect(discriminator).toBeGreaterThan(chosen["gan.penaltyWeight"] * penalty);
    }
    expect(losses.discriminator).toBeCloseTo(gan.history.at(-1)?.discriminator ?? NaN, 9);
  });

  test("has a gradient penalty above 0 in every epoch: no discriminator has slope 1 everywhere", () => {
    expect(chosen["gan.penalty"]).toBe("interpolates");
    for (const { penalty } of [...gan.history, losses]) expect(penalty).toBeGreaterThan(1e-4);
  });

  test("gan.json names the generator.h5 that lies beside it", () => {
    expect(sha256(readFileSync(file("generator")))).toBe(gan.hash);
  });

  test("generator.h5 opens and draws different images in [-1, 1]", async () => {
    const { pixels, labels: drawn } = await generate(gan, 16, "test");
    expect(drawn).toEqual(Array.from({ length: 16 }, () => label));
    expect(pixels.every((x) => x >= -1 && x <= 1)).toBe(true);
    const [first, second] = [pixels.slice(0, 1024), pixels.slice(1024, 2048)];
    expect(meanDistance(first, second)).toBeGreaterThan(1e-3); // not one image for every latent
    expect(
      meanDistance(
        first,
        first.map(() => first[0] ?? 0),
      ),
    ).toBeGreaterThan(1e-2); // and not a blank one
  });

  test("discriminator.h5 opens and gives probabilities, as published", async () => {
    const model = await loadKeras(file("discriminator"));
    const train = run.images("train");
    const x = tf.tensor4d(train.pixels.slice(0, 20 * 1024), [20, 32, 32, 1]);
    const p = (model.predict(x) as tfjs.Tensor).dataSync();
    expect(p.every((v) => v > 0 && v < 1)).toBe(true);
    expect(new Set(p).size).toBeGreaterThan(10);
  });

  test("generator.h5 is a trained one: every kernel has moved from its first values", async () => {
    const start = spec.generator(gan.size);
    initialize(start, stream(metrics.seed, "gan", name, "generator", "weights"), spec.initialization);
    const saved = await loadKeras(file("generator"));
    expect(saved.trainableWeights.length).toBe(start.trainableWeights.length);
    start.trainableWeights.forEach((weight, i) => {
      if (!weight.originalName.endsWith("kernel")) return;
      const [before, after] = [weight.read(), saved.trainableWeights[i]?.read() ?? weight.read()];
      const moved = tf.div(tf.norm(tf.sub(after, before)), tf.norm(before)).dataSync()[0] ?? NaN;
      expect(moved).toBeGreaterThan(0.005);
      expect(moved).toBeLessThan(1); // and it is still the one that these first values belong to
    });
  });

  test("the trained generator's images are not the untrained one's, of the same latents", async () => {
    const untrained = openUntrained(gan).pixels;
    const random = stream(gan.seed, "generate", gan.name, "untrained");
    random.normals(100 * gan.latentDim); // writeUntrained draws these first, for batch norm
    const z = tf.tensor2d(random.normals(16 * gan.latentDim), [16, gan.latentDim]);
    const trained = (await loadKeras(file("generator"))).predict(z) as tfjs.Tensor;
    expect(meanDistance(trained.dataSync(), untrained.slice(0, 16 * 1024))).toBeGreaterThan(0.02);
  });
});

function meanDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, x, i) => sum + Math.abs(x - (b[i] ?? NaN)), 0) / a.length;
}
