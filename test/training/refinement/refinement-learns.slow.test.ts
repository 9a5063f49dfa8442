import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { range } from "../../../lib/core";
import { blurAndDarken, imageSet, pick, type ImageSet } from "../../../lib/data";
import { numTensors, useCompute } from "../../../lib/engine";
import { cycleGan, simGan } from "../../../lib/models";
import { judgeRefinement } from "../../../lib/quality";
import {
  cycleGanDefaults,
  simGanDefaults,
  trainCycleGan,
  trainSimGan,
  translate,
} from "../../../lib/training";
import golden from "../../golden/phantom128.json";

const size = 32;

/** The reference's phantoms with a lesion, from one place on. */
function lesions(from: number, count: number, change = (pixels: Float32Array) => pixels): ImageSet<"train"> {
  const bytes = Buffer.from(golden.lesion, "base64").subarray(
    from * size * size,
    (from + count) * size * size,
  );
  return imageSet("train", {
    foldId: "phantom128",
    ids: range(count).map((i) => `lesion-${from + i}${change === same ? "" : "-changed"}`),
    labels: range(count).map(() => 1),
    size,
    pixels: change(Float32Array.from(bytes, (value) => value / 127.5 - 1)),
  });
}
const same = (pixels: Float32Array): Float32Array => pixels;
const degrade = (pixels: Float32Array) => blurAndDarken(pixels, size, { sigma: 0.8, gamma: 1.3 });
const folder = (): string => mkdtempSync(join(tmpdir(), "graft-refinement-"));

useCompute({ mode: "graph" });

test("SimGAN undoes blur and darkness on images that it never saw, by little change", async () => {
  const before = numTensors();
  const synthetic = lesions(0, 24, degrade);
  const trained = await trainSimGan({ synthetic, real: lesions(24, 24, same) }, simGan(8), {
    ...simGanDefaults,
    name: "planted",
    folder: folder(),
    steps: 150,
    pretraining: { refiner: 200, discriminator: 40 },
    learningRate: 1e-3,
    selfRegularisation: 5,
  });
  const pretrained = trained.history[7]!.losses["change"]!;
  expect(pretrained).toBeLessThan(0.05);
  const dull = lesions(48, 16, degrade);
  const refined = await translate(trained, dull, { network: "refiner" });
  const { kidFall, edgeGapClosed, change } = judgeRefinement(dull, refined, lesions(24, 24, same));
  expect(kidFall).toBeGreaterThan(0.4);
  expect(edgeGapClosed).toBeGreaterThan(0.3);
  expect(change).toBeLessThan(0.15);
  expect(numTensors()).toBe(before);
});

test("CycleGAN comes nearer to the negative than to the image itself, without a pair", async () => {
  const before = numTensors();
  const negative = (pixels: Float32Array) => pixels.map((value) => -value);
  const spec = cycleGan({ width: 8, blocks: 2, discriminatorWidth: 16 });
  const domains = { a: lesions(0, 28, same), b: lesions(28, 28, negative) };
  const trained = await trainCycleGan(domains, spec, {
    ...cycleGanDefaults,
    name: "planted",
    folder: folder(),
    steps: 250,
    learningRate: 1e-3,
  });
  const held = pick(lesions(56, 8, same), range(8));
  const there = await translate(trained, held, { network: "forward" });
  const back = await translate(trained, there, { network: "backward" });
  const apart = (x: Float32Array, y: Float32Array): number =>
    x.reduce((sum, value, i) => sum + Math.abs(value - y[i]!), 0) / x.length / 2;
  expect(apart(there.pixels, negative(held.pixels))).toBeLessThan(0.5 * apart(there.pixels, held.pixels));
  expect(apart(back.pixels, held.pixels)).toBeLessThan(0.15);
  expect(numTensors()).toBe(before);
});
