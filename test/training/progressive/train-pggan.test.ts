import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { numTensors, tf } from "../../../lib/engine";
import { pggan } from "../../../lib/models";
import { drawLatents, generate, imagesAt, loadKeras, openUntrained } from "../../../lib/training";
import { openGrowthSamples } from "../../../lib/training/progressive/growth-samples";
import { growthSchedule } from "../../../lib/training/progressive/growth-schedule";
import { trainPggan, type PgganTask } from "../../../lib/training/progressive/train-pggan";
import type { ImageSet, Role } from "../../../lib/data/image-set";
import { squares } from "../tiny";
import { oneClass, tinyTask } from "./tiny-pggan";

async function weightsOf(folder: string): Promise<number[][]> {
  const model = await loadKeras(join(folder, "generator.h5"));
  const values = model.getWeights().map((w) => [...w.dataSync()]);
  model.dispose();
  return values;
}

test("a growing pair is trained, saved and drawn from in the interface of a GAN, and leaks nothing", async () => {
  const task = tinyTask();
  const before = numTensors();
  const gan = await trainPggan(task);
  expect(gan).toMatchObject({ spec: "pggan", steps: 12, latentDim: 4, size: 8, label: 0 });
  expect(gan.history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  for (const { discriminator, generator, penalty } of gan.history)
    for (const loss of [discriminator, generator, penalty]) expect(Number.isFinite(loss)).toBe(true);
  const samples = await generate(gan, 9, "test");
  expect([...samples.pixels].every((x) => x >= -1 && x <= 1)).toBe(true);
  expect(Math.max(...samples.pixels) - Math.min(...samples.pixels)).toBeGreaterThan(0.1);
  const again = await imagesAt(gan, drawLatents(gan, [0, 1, 2], "test"));
  again.pixels.forEach((value, i) => expect(value).toBeCloseTo(samples.pixels[i]!, 5));
  expect(openUntrained(gan).ids).toHaveLength(400);
  expect(numTensors()).toBe(before);
});

/** One training for the tests that only look at it. */
const trained = once(() => trainPggan(tinyTask()));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

test("samples are kept while layers fade in and when they are stable, each at its side", async () => {
  const gan = await trained();
  const moments = openGrowthSamples(gan);
  expect(moments.map(({ step, side, alpha }) => [step, side, alpha])).toEqual([
    [4, 4, 1],
    [5, 8, 0.25],
    [6, 8, 0.5],
    [8, 8, 1],
    [12, 8, 1],
  ]);
  for (const { pixels, side } of moments) expect(pixels).toHaveLength(6 * side * side);
  expect(openGrowthSamples({ folder: gan.folder })).toEqual([]);
});

test("interrupted in any phase it resumes to the same bits", async () => {
  const whole = await trained();
  const task = tinyTask();
  for (const stopAt of [2, 4, 7, 10])
    await expect(
      trainPggan(task, {
        showsProgress: true,
        epoch: () => undefined,
        step: ({ step }) => {
          if (step === stopAt) throw Object.assign(new Error("stop"), { name: "KeyboardInterrupt" });
        },
      }),
    ).rejects.toThrow("stop");
  const resumed = await trainPggan(task);
  expect(resumed.history).toEqual(whole.history);
  expect(await weightsOf(task.options.folder)).toEqual(await weightsOf(whole.folder));
  expect(openGrowthSamples(resumed)).toEqual(openGrowthSamples(whole));
  expect(existsSync(join(task.options.folder, "checkpoint.bin"))).toBe(false);
});

test("without growth it is a WGAN-GP of the same networks and as many images", async () => {
  const schedule = growthSchedule({ size: 8, first: 8, stable: 48, fade: 1 });
  const gan = await trainPggan(tinyTask({ schedule }));
  expect([gan.steps, gan.parameters]).toEqual([12, (await trained()).parameters]);
  expect(openGrowthSamples(gan).map(({ side }) => side)).toEqual([8]);
});

test("a pair with boxes is trained with a map per image", async () => {
  const boxes = oneClass.pixels.map((x) => (x > 0 ? 1 : 0));
  const task = tinyTask({ spec: pggan({ maps: 4, hasBoxes: true }), boxes });
  const gan = await trainPggan({ ...task, options: { ...task.options, mismatchWeight: 0.25 } });
  const generator = await loadKeras(join(gan.folder, "generator.h5"));
  const images = (map: number): number[] =>
    tf.tidy(() => {
      const z = tf.ones([1, 4]);
      return [...(generator.apply([z, tf.fill([1, 8, 8, 1], map)]) as typeof z).dataSync()];
    });
  expect(images(0)).not.toEqual(images(1));
  generator.dispose();
});

test.each<[string, Partial<PgganTask>, string]>([
  [
    "another size",
    { schedule: growthSchedule({ size: 16, stable: 4, fade: 4 }) },
    "a schedule to 16 x 16 and images of 8 x 8",
  ],
  ["two classes", { train: squares("train", 12, (i) => i % 2) }, "images of several classes"],
  ["one image", { train: squares("train", 1, () => 0) }, "1 training image, expected at least 2"],
  [
    "another part",
    { train: squares("validation", 12, () => 0) as ImageSet<Role> as ImageSet<"train"> },
    "images of the validation part, expected training images",
  ],
  ["no batch", { options: { ...tinyTask().options, batchSize: 0 } }, "batchSize 0, expected a whole number"],
  ["no channels", { spec: pggan({ maps: 0 }) }, "maps 0, expected a whole number above 0"],
  ["half a latent", { spec: pggan({ maps: 4, latentDim: 2.5 }) }, "latentDim 2.5"],
  ["boxes for a pair without", { boxes: new Float32Array(12 * 64) }, "768 pixels of boxes, expected 0"],
  [
    "no boxes for a pair with",
    { spec: pggan({ maps: 4, hasBoxes: true }) },
    "0 pixels of boxes, expected 768",
  ],
])("%s: refused before training", async (_, changes, text) => {
  const before = numTensors();
  await expect(trainPggan(tinyTask(changes))).rejects.toThrow(text);
  expect(numTensors()).toBe(before);
});
