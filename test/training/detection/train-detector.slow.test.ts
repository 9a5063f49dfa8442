import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useCompute } from "../../../lib/engine";
import { detector } from "../../../lib/models";
import { trainDetector } from "../../../lib/training";
import { detect } from "../../../lib/training/detection/detect";
import { boxedSquares } from "../boxes/tiny-boxed";

const train = boxedSquares(40);
const options = (changes: { epochs: number; stepsPerEpoch: number }) => ({
  name: "tiny",
  folder: mkdtempSync(join(tmpdir(), "graft-detector-")),
  checkpointEvery: 1,
  batchSize: 8,
  learningRate: 2e-3,
  seed: 1,
  ...changes,
});

test("a detector learns where bright squares are", async () => {
  useCompute({ mode: "graph" });
  const trained = await trainDetector(train, detector, options({ epochs: 1, stepsPerEpoch: 250 }));
  expect(trained).toMatchObject({ images: 40, steps: 250, anchor: { width: 3, height: 3 }, size: 8 });
  const others = boxedSquares(60);
  const found = await detect(trained, others.images);
  const near = found.slice(40).filter(([best], i) => {
    const [box] = others.boxes[40 + i]!;
    return Math.abs(best!.left - box!.left) < 1 && Math.abs(best!.top - box!.top) < 1;
  });
  expect(near.length).toBeGreaterThan(16); // of 20; by chance 1 in 4
});
