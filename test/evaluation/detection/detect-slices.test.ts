import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { imageSet } from "../../../lib/data";
import { boxedImages } from "../../../lib/data/boxes/boxed-images";
import { countOpenings } from "../../../lib/data/split/test-seal";
import { sealTest, writeTest } from "../../../lib/data/split/part-file";
import { useCompute } from "../../../lib/engine";
import { detectSlices, detectTest, requireTestBoxes } from "../../../lib/evaluation";
import { detector } from "../../../lib/models";
import { trainDetector, type TrainedDetector } from "../../../lib/training";
import { boxedSquares } from "../../training/boxes/tiny-boxed";

const train = boxedSquares(12);
let trained: TrainedDetector;
beforeAll(async () => {
  useCompute({ mode: "eager" });
  const folder = mkdtempSync(join(tmpdir(), "graft-detector-"));
  const options = { name: "tiny", folder, epochs: 1, stepsPerEpoch: 2, checkpointEvery: 1, batchSize: 4 };
  trained = await trainDetector(train, detector, { ...options, learningRate: 1e-3, seed: 1 });
});

/** The same pictures as other images, of another set. */
const others = (ids: readonly string[], groups = ids) =>
  boxedImages(
    imageSet("external", { ...train.images, foldId: "other", ids, groups, seen: undefined }),
    train.boxes,
  );
const fresh = train.images.ids.map((id) => `fresh ${id}`);

test("each slice has its detections and its boxes, for each detector in turn", async () => {
  const found = await detectSlices([trained, trained], others(fresh));
  expect(found).toHaveLength(2);
  expect(found[1]).toEqual(found[0]);
  expect(found[0]!.map(({ id, truth }) => [id, truth])).toEqual(fresh.map((id, i) => [id, train.boxes[i]]));
});

test("images that a detector saw, or of patients that it saw, are refused", async () => {
  await expect(detectSlices([trained], train)).rejects.toThrow("it saw images, or patients, of train-0");
  const patients = others(fresh, ["train-3", ...fresh.slice(1)]);
  await expect(detectSlices([trained], patients)).rejects.toThrow("of fresh train-0");
});

test("the sealed test is opened once, and not for what saw it or for nothing to be found", async () => {
  const folder = mkdtempSync(join(tmpdir(), "graft-test-"));
  const held = imageSet("test", { ...train.images, ids: fresh, groups: fresh, seen: undefined });
  const sealed = sealTest("fold", fresh, writeTest(folder, held));
  const boxes = new Map(fresh.map((id, i) => [id, train.boxes[i]!]));
  await expect(detectTest([{ ...trained, seen: [fresh[0]!] }], sealed, boxes)).rejects.toThrow(
    "saw test images",
  );
  await expect(detectTest([trained], sealed, new Map())).rejects.toThrow("12 images without a box");
  expect(() => requireTestBoxes(sealed, new Map([["another", train.boxes[0]!]]))).toThrow(
    "12 images without a box, expected boxes to be found among them",
  );
  expect(() => requireTestBoxes(sealed, new Map([[fresh[11]!, train.boxes[11]!]]))).not.toThrow();
  expect(countOpenings(sealed)).toBe(0);
  const [found] = await detectTest([trained], sealed, boxes);
  expect(found!.map(({ truth }) => truth)).toEqual(train.boxes);
  expect(countOpenings(sealed)).toBe(1);
});
