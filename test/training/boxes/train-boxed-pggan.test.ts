import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { boxMaps } from "../../../lib/data/boxes/box-map";
import { numTensors, tf } from "../../../lib/engine";
import { pggan } from "../../../lib/models";
import {
  generateBoxed,
  ganLosses,
  growthSchedule,
  imagesWithBoxes,
  openUntrainedBoxed,
  trainBoxedPggan,
} from "../../../lib/training";
import { drawLatents } from "../../../lib/training/images-at";
import { openProgressiveBatches } from "../../../lib/training/progressive/progressive-batches";
import { tinyOptions } from "../tiny";
import { boxedSquares } from "./tiny-boxed";

const train = boxedSquares(12);
const task = () => ({
  train,
  spec: pggan({ maps: 4, hasBoxes: true }),
  schedule: growthSchedule({ size: 8, stable: 8, fade: 8 }),
  options: { ...tinyOptions({ batchSize: 4, loss: ganLosses.wasserstein }), samplesKept: 4 },
});

test("a growing pair told boxes gives images with boxes, as one of fixed size does", async () => {
  const before = numTensors();
  const gan = await trainBoxedPggan(task());
  const made = await generateBoxed(gan, 6);
  const untrained = openUntrainedBoxed(gan);
  expect(numTensors()).toBe(before);
  expect(made.boxes.every((some) => some.length === 1)).toBe(true);
  expect(untrained.boxes.slice(0, 13)).toEqual([...train.boxes, train.boxes[0]]);
  const told = JSON.parse(readFileSync(join(gan.folder, "gan.json"), "utf8")) as { boxes: unknown };
  expect(told.boxes).toEqual(train.boxes);
  const latents = drawLatents(gan, [0, 0]);
  const { pixels } = await imagesWithBoxes(gan, latents, [train.boxes[0]!, train.boxes[1]!]);
  expect(pixels.subarray(0, 64)).not.toEqual(pixels.subarray(64)); // equal latents, other boxes
});

test("without boxes, with boxes outside their images or a mismatchWeight above 1 nothing is trained", async () => {
  const boxed = (boxes: typeof train.boxes) =>
    trainBoxedPggan({ ...task(), train: { images: train.images, boxes } });
  await expect(boxed(train.boxes.map(() => []))).rejects.toThrow("12 images without a box");
  await expect(boxed(train.boxes.slice(1))).rejects.toThrow("11 lists of boxes for 12 images");
  const outside = [{ left: 20, top: 20, right: 25, bottom: 25 }];
  await expect(boxed(train.boxes.map(() => outside))).rejects.toThrow("expected edges from 0 to 8");
  const { options } = task();
  await expect(trainBoxedPggan({ ...task(), options: { ...options, mismatchWeight: 2 } })).rejects.toThrow(
    "mismatchWeight 2",
  );
});

test("each image's wrong boxes are another's, in a batch of one too", () => {
  const maps = boxMaps(train.boxes, 8);
  for (const batchSize of [4, 1]) {
    const batches = openProgressiveBatches(train.images, maps, { batchSize, latentDim: 4 }, 1, "a");
    const of = batches.atSide(8);
    for (let step = 0; step < 12 / batchSize; step++)
      tf.tidy(() => {
        const indices = batches.take();
        const stage = { side: 8, isFading: false };
        const { boxes, otherBoxes } = batches.batch(of, stage, indices, tf.scalar(1));
        const shown = Array.from(indices.dataSync());
        const next = batchSize === 1 ? [(shown[0]! + 1) % 12] : [...shown.slice(1), shown[0]!];
        const rows = (which: readonly number[]) =>
          which.flatMap((i) => Array.from(maps.subarray(64 * i, 64 * (i + 1))));
        expect(Array.from(boxes!.dataSync())).toEqual(rows(shown));
        expect(Array.from(otherBoxes!.dataSync())).toEqual(rows(next));
      });
    batches.dispose();
    tf.dispose(of);
  }
});
