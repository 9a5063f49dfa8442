import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { indicesWhere, mean, range, resolveSettings } from "../../../lib/core";
import { phantom, preprocess } from "../../../lib/data";
import { imageSet, type ImageSet, type Role } from "../../../lib/data/image-set";
import { useCompute } from "../../../lib/engine";
import { diffusion } from "../../../lib/models";
import { engineMultiply } from "../../../lib/quality/engine-multiply";
import { judgeMemorisation, type Memorisation } from "../../../lib/quality/memorisation/judge-memorisation";
import {
  drawLatents,
  generate,
  gradientPenalty,
  imagesAt,
  nonSaturating,
  ofEachClass,
  trainGan,
  type TrainedGan,
} from "../../../lib/training";
import { ganNumbers } from "../../../lib/training/gan-options";
import { diffusionTimes } from "../../../lib/training/diffusion/diffusion-sampler";

const size = 16;
const area = size * size;
const steps = { short: 100, long: 2000 };
const folder = mkdtempSync(join(tmpdir(), "graft-diffusion-"));

let train: ImageSet<"train">;
let heldOut: ImageSet<"validation">;
let short: TrainedGan;
let long: TrainedGan;

/** A diffusion model of 16 normal phantoms, one batch. */
async function trained(epochs: number): Promise<TrainedGan> {
  const gan = await trainGan(train, diffusion(), {
    ...ganNumbers(resolveSettings("smoke")),
    epochs,
    batchSize: 16,
    learningRate: 1e-3,
    beta1: 0.9,
    ema: 1 - 10 / epochs,
    loss: nonSaturating,
    penalty: gradientPenalty,
    checkpointEvery: epochs + 1,
    samplingSteps: 25,
    guidance: 0,
    classes: ["normal"],
    seed: 1,
    name: "normal",
    folder: join(folder, String(epochs)),
  });
  return ofEachClass(gan)[0]!;
}

beforeAll(async () => {
  useCompute({ mode: "graph" });
  const dataset = phantom({ images: 192, seed: 3 });
  const { pixels } = await preprocess(dataset, { size });
  const normals = indicesWhere(dataset.slices, ({ label }) => label === 0);
  const part = <R extends Role>(role: R, at: readonly number[]): ImageSet<R> => {
    const ids = at.map((i) => dataset.slices[i]!.id);
    const own = Float32Array.from(at.flatMap((i) => [...pixels.subarray(i * area, (i + 1) * area)]));
    return imageSet(role, {
      foldId: "fold",
      ids,
      labels: at.map(() => 0),
      groups: ids,
      seen: ids,
      size,
      pixels: own,
    });
  };
  train = part("train", normals.slice(0, 16));
  heldOut = part("validation", normals.slice(16));
  short = await trained(steps.short);
  long = await trained(steps.long);
}, 1_800_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("a diffusion model of 16 images", () => {
  const judge = async (gan: TrainedGan): Promise<Memorisation> =>
    judgeMemorisation(
      { synthetic: await generate(gan, 60, "test"), train, heldOut },
      { seed: 1, multiply: engineMultiply },
    );

  test("trained twenty times longer copies them, and is found out", async () => {
    const found = await judge(long);
    expect(found.isCopying).toBe(true);
    expect(found.finding).toBe("shows signs");
    expect(found.refusals[0]).toMatch(/samples copy training images/);
  });

  test("trained for a twentieth of that is not called a memoriser", async () => {
    const found = await judge(short);
    expect(found.isCopying).toBe(false);
    expect(found.finding).not.toBe("shows signs");
    expect(found.refusals).toEqual([]);
  });

  test("draws with all its times what it draws with 50: the times are not those of the shorter list", async () => {
    const n = 24;
    const latents = drawLatents(long, range(n), "steps");
    const drawn = async (samplingSteps: number): Promise<Float32Array> => {
      const gan = { ...long, diffusion: { ...long.diffusion!, steps: samplingSteps } };
      return (await imagesAt(gan, latents)).pixels;
    };
    const [all, fifty] = [await drawn(diffusionTimes), await drawn(50)];
    const means = (pixels: Float32Array): number[] =>
      range(n).map((i) => mean(pixels.subarray(i * area, (i + 1) * area)));
    const differences = means(all).map((m, i) => m - means(fifty)[i]!);
    expect(Math.abs(mean(differences))).toBeLessThan(0.02);
  });

  test("has air in the corners, as heads have", async () => {
    const { pixels } = await generate(long, 60, "corners");
    const corners = range(60)
      .flatMap((i) => [0, size - 1, area - size, area - 1].map((corner) => pixels[i * area + corner]!))
      .sort((a, b) => a - b);
    expect(corners[corners.length / 2]).toBeLessThanOrEqual(-0.95);
  });
});
