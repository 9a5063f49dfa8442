import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { imageSet } from "../../../lib/data";
import { boxedImages, type BoxedImages } from "../../../lib/data/boxes/boxed-images";
import { boxOfCorners, type BoundingBox } from "../../../lib/data/boxes/bounding-box";
import { boxMap } from "../../../lib/data/boxes/box-map";
import { useCompute } from "../../../lib/engine";
import { boxConditional } from "../../../lib/models";
import { measureBoxes, type BoxMeasures } from "../../../lib/quality";
import { boxContrast } from "../../../lib/quality/boxes/box-contrast";
import {
  generateBoxed,
  imagesWithBoxes,
  nonSaturating,
  openUntrainedBoxed,
  trainGan,
  type TrainedGan,
} from "../../../lib/training";
import { drawLatents } from "../../../lib/training/images-at";
import { expectResumesExactly } from "../expect-resumes-exactly";
import { tinyOptions } from "../tiny";
import { boxedSquares, tinyBoxed } from "./tiny-boxed";
import phantoms from "../../golden/phantom128.json";

/** The 64 golden phantoms with a bright lesion. */
function lesions(): BoxedImages<"train"> {
  const ids = phantoms.boxes.map((_, i) => `lesion-${i}`);
  const pixels = Float32Array.from(Buffer.from(phantoms.lesion, "base64"), (value) => value / 127.5 - 1);
  const images = imageSet("train", { foldId: "golden", ids, labels: ids.map(() => 1), size: 32, pixels });
  return boxedImages(
    images,
    phantoms.boxes.map((corners) => [boxOfCorners(corners as [number, number, number, number])]),
  );
}

test("a training with boxes resumes bit by bit as a graph", async () => {
  useCompute({ mode: "graph" });
  const { images, boxes } = boxedSquares(11);
  const options = () => tinyOptions({ epochs: 3, boxes, penaltyWeight: 0 });
  await expectResumesExactly(images, tinyBoxed, options);
});

describe("a generator told boxes, after 400 steps on 64 phantoms", () => {
  const train = lesions();
  let gan: TrainedGan;
  let real: BoxMeasures;
  beforeAll(async () => {
    useCompute({ mode: "graph" });
    const folder = mkdtempSync(join(tmpdir(), "graft-boxes-"));
    gan = await trainGan(
      train.images,
      boxConditional(16),
      tinyOptions({
        ...{
          epochs: 100,
          batchSize: 16,
          learningRate: 5e-4,
          ema: 0.99,
          loss: nonSaturating,
          penaltyWeight: 0,
        },
        ...{ checkpointEvery: 1000, name: "lesions", folder, boxes: train.boxes },
      }),
    );
    real = measureBoxes(train);
  }, 300_000);

  test("draws lesions of the real contrast in the boxes, brightest there; untrained it does not", async () => {
    const options = { contrast: real.contrast.value };
    const drawn = measureBoxes(await generateBoxed(gan, 200), options);
    const untrained = measureBoxes(openUntrainedBoxed(gan), options);
    const ratio = drawn.contrast.value / real.contrast.value;
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
    expect(drawn.aboveHalf.value).toBeGreaterThan(0.9);
    expect(drawn.brightestInside.value).toBeGreaterThan(0.8);
    expect(untrained.aboveHalf.value).toBeLessThan(0.1);
  });

  test("moves the lesion with the box at the same latents, and leaves the rest", async () => {
    const n = 40;
    const latents = drawLatents(gan, [...Array(n).keys()]);
    const here = train.boxes.slice(0, n);
    const there = [...here.slice(1), here[0]!];
    const [a, b] = [await imagesWithBoxes(gan, latents, here), await imagesWithBoxes(gan, latents, there)];
    const [inside, outside] = [
      { total: 0, n: 0 },
      { total: 0, n: 0 },
    ];
    let moved = 0;
    for (let i = 0; i < n; i++) {
      const of = ({ pixels }: { pixels: Float32Array }): Float32Array =>
        pixels.subarray(1024 * i, 1024 * (i + 1));
      const [old, now] = [here[i]![0]!, there[i]![0]!];
      const [was, is] = [boxMap([old], 32), boxMap([now], 32)];
      of(a).forEach((value, k) => {
        const part = Math.abs(was[k]! - is[k]!) > 0.5 ? inside : outside;
        part.total += Math.abs(value - of(b)[k]!);
        part.n++;
      });
      const contrast = (image: Float32Array, box: BoundingBox): number => boxContrast(image, 32, box);
      if (contrast(of(b), now) > contrast(of(a), now) || old === now) moved++;
    }
    expect(inside.total / inside.n).toBeGreaterThan(4 * (outside.total / outside.n));
    expect(moved).toBeGreaterThan(0.9 * n);
  });
});
