import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { numTensors } from "../../../lib/engine";
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
import { tinyOptions } from "../tiny";
import { boxedSquares } from "./tiny-boxed";

test("a growing pair told boxes gives images with boxes, as one of fixed size does", async () => {
  const train = boxedSquares(12);
  const task = () => ({
    train,
    spec: pggan({ maps: 4, hasBoxes: true }),
    schedule: growthSchedule({ size: 8, stable: 8, fade: 8 }),
    options: { ...tinyOptions({ batchSize: 4, loss: ganLosses.wasserstein }), samplesKept: 4 },
  });
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
