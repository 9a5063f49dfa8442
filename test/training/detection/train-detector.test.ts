import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { KeyboardInterrupt } from "../../../lib/core";
import { boxedImages } from "../../../lib/data/boxes/boxed-images";
import { numTensors } from "../../../lib/engine";
import { detector } from "../../../lib/models";
import { detect } from "../../../lib/training/detection/detect";
import { trainDetector } from "../../../lib/training/detection/train-detector";
import { boxedSquares } from "../boxes/tiny-boxed";

const kernel = globalThis as { __cell?: { signal: AbortSignal } };
afterEach(() => delete kernel.__cell);

const train = boxedSquares(40);
const options = (changes = {}) => ({
  name: "tiny",
  folder: mkdtempSync(join(tmpdir(), "graft-detector-")),
  epochs: 2,
  stepsPerEpoch: 3,
  checkpointEvery: 1,
  batchSize: 8,
  learningRate: 2e-3,
  seed: 1,
  ...changes,
});

test("an interrupted training resumes bit by bit, and no tensor is left", async () => {
  const [whole, broken] = [options(), options()];
  const expected = await trainDetector(train, detector, whole);
  const before = numTensors();
  let asked = 0;
  const controller = new AbortController();
  kernel.__cell = {
    get signal() {
      if (++asked === 12) controller.abort(); // in one of the first steps
      return controller.signal;
    },
  };
  await expect(trainDetector(train, detector, broken)).rejects.toBeInstanceOf(KeyboardInterrupt);
  delete kernel.__cell;
  const again = await trainDetector(train, detector, broken);
  expect(numTensors()).toBe(before);
  expect(again.history).toEqual(expected.history);
  expect(await detect(again, train.images)).toEqual(await detect(expected, train.images));
});

test("it says what it saw: images, the images behind synthetic ones, patients", async () => {
  const { folder } = await trainDetector(train, detector, options({ epochs: 1 }));
  const told = JSON.parse(readFileSync(join(folder, "detector.json"), "utf8")) as Record<string, unknown>;
  expect(told["seen"]).toEqual(train.images.ids);
  expect(told["seenGroups"]).toEqual(train.images.groups);
});

test("images without any box, and boxes outside their images, are refused, and images of another size are not looked at", async () => {
  const none = boxedImages(
    train.images,
    train.images.ids.map(() => []),
  );
  await expect(trainDetector(none, detector, options())).rejects.toThrow("40 images without a box");
  for (const [boxes, words] of [
    [train.boxes.map(() => [{ left: 20, top: 20, right: 25, bottom: 25 }]), "expected edges from 0 to 8"],
    [train.boxes.map(() => [{ left: -9, top: -9, right: -5, bottom: -5 }]), "expected edges from 0 to 8"],
    [train.boxes.map(() => [{ left: 3, top: 3, right: 3, bottom: 4 }]), "expected some area"],
    [train.boxes.slice(2), "38 lists of boxes for 40 images"],
  ] as const)
    await expect(trainDetector({ ...train, boxes }, detector, options())).rejects.toThrow(words);
  const trained = await trainDetector(train, detector, options({ epochs: 1 }));
  await expect(detect({ ...trained, size: 16 }, train.images)).rejects.toThrow(
    "images of 8 x 8, expected 16 x 16",
  );
});
