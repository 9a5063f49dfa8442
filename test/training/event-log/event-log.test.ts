import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { resnet } from "../../../lib/models";
import { loadKeras, trainClassifier, trainGan } from "../../../lib/training";
import { eventLog } from "../../../lib/training/event-log/event-log";
import { samplePicture } from "../../../lib/training/event-log/sample-picture";
import { networkWeights } from "../../../lib/training/network-weights";
import { squares, tinyOptions, tinySpec } from "../tiny";
import { readEvents } from "./read-events";

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), "graft-logs-")), "gan");
const train = squares("train", 12, () => 1);

test("a GAN's training logs each epoch's losses at its steps, and samples at those of the time-lapse", async () => {
  const logs = newFolder();
  const gan = await trainGan(train, tinySpec, { ...tinyOptions({ epochs: 6 }), logs });
  const [first, ...events] = readEvents(logs);
  expect(first).toMatchObject({ fileVersion: "brain.Event:2", step: 0 });
  const numbers = events.filter((e) => Object.keys(e.scalars).length > 0);
  expect(numbers.map((e) => e.step)).toEqual(gan.history.map(({ epoch }) => (epoch * gan.steps) / 6));
  expect(numbers.map((e) => e.scalars)).toEqual(
    gan.history.map(({ discriminator, generator, penalty }) => ({
      "loss/discriminator": Math.fround(discriminator),
      "loss/generator": Math.fround(generator),
      "loss/penalty": Math.fround(penalty),
    })),
  );
  const pictures = events.filter((e) => "samples" in e.pictures);
  expect(pictures.map((e) => (e.step * 6) / gan.steps)).toEqual([1, 2, 5, 6]);
  const { png, width, height } = pictures[0]!.pictures["samples"]!;
  expect(await sharp(png).metadata()).toMatchObject({ width, height, channels: 1 });
  expect([width, height]).toEqual([80, 8]);
});

test("a training with a log ends in the same weights as one without, and its file is small", async () => {
  const logs = newFolder();
  const plain = await trainGan(train, tinySpec, tinyOptions({ epochs: 3 }));
  const logged = await trainGan(train, tinySpec, { ...tinyOptions({ epochs: 3 }), logs });
  const weights = await Promise.all(
    [plain, logged].map(async ({ folder }) => {
      const generator = await loadKeras(join(folder, "generator.h5"));
      const values = Object.values(networkWeights(generator));
      generator.dispose();
      return values;
    }),
  );
  expect(weights[1]).toEqual(weights[0]);
  expect(logged.history).toEqual(plain.history);
  const [file = ""] = readdirSync(logs);
  expect(statSync(join(logs, file)).size).toBeLessThan(4000);
});

test("a training that goes on appends a file that says from which step; one that begins anew removes the old", async () => {
  const logs = newFolder();
  const options = { ...tinyOptions({ epochs: 4, checkpointEvery: 1 }), logs };
  const stop = (at: { epoch: number }): void => {
    if (at.epoch === 2) throw new Error("killed");
  };
  await expect(trainGan(train, tinySpec, options, stop)).rejects.toThrow("killed");
  const gan = await trainGan(train, tinySpec, options);
  expect(readdirSync(logs)).toHaveLength(2);
  const events = readEvents(logs);
  const each = gan.steps / 4;
  expect(events.filter((e) => e.goesOn).map((e) => e.step)).toEqual([2 * each + 1]);
  const steps = events.filter((e) => "loss/generator" in e.scalars).map((e) => e.step / each);
  expect(steps).toEqual([1, 2, 3, 4]);
  await trainGan(train, tinySpec, { ...options, batchSize: 4 });
  expect(readdirSync(logs)).toHaveLength(1);
});

test("a classifier's training logs losses and accuracy", async () => {
  const alternating = (i: number) => (i % 2) as 0 | 1;
  const [some, others] = [squares("train", 16, alternating), squares("validation", 8, alternating)];
  const logs = newFolder();
  const model = resnet({ depth: "18", inputShape: [8, 8, 1], classes: 2, filters: 4, dropout: 0, seed: 1 });
  const { epochs } = await trainClassifier(model, some, others, {
    epochs: 2,
    stepsPerEpoch: 3,
    batchSize: 8,
    learningRate: 1e-3,
    patience: 5,
    seed: 1,
    name: "test",
    logs,
  });
  model.dispose();
  const numbers = readEvents(logs).filter((e) => Object.keys(e.scalars).length > 0);
  expect(numbers.map((e) => e.step)).toEqual([3, 6]);
  expect(numbers[1]!.scalars).toEqual({
    "loss/training": Math.fround(epochs[1]!.trainLoss),
    "loss/validation": Math.fround(epochs[1]!.validationLoss),
    "accuracy/validation": Math.fround(epochs[1]!.validationAccuracy),
  });
});

test("a log that begins removes logs only; without a folder nothing is written", () => {
  const logs = newFolder();
  mkdirSync(logs);
  writeFileSync(join(logs, "notes.txt"), "mine");
  const log = eventLog(logs);
  log.begin(0);
  log.scalars(1, { "loss/a": 1 });
  expect(readdirSync(logs)).toHaveLength(2);
  log.begin(0);
  expect(readdirSync(logs)).toEqual(["notes.txt"]);
  eventLog(undefined).scalars(1, { "loss/a": 1 });
});

test("samplePicture() sets the classes in rows", async () => {
  const pixels = Float32Array.of(-1, 1, 0, 1); // four images of one pixel, two classes in turn
  const { png, width, height } = await samplePicture(pixels, 1, 2);
  expect([width, height]).toEqual([2, 2]);
  const grey = sharp(png).extractChannel(0).raw();
  expect([...(await grey.toBuffer())]).toEqual([0, 128, 255, 255]);
});
