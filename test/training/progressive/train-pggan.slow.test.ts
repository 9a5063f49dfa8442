import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { range, stream } from "../../../lib/core";
import { imageSet } from "../../../lib/data/image-set";
import { pggan } from "../../../lib/models";
import { generate } from "../../../lib/training";
import { growthSchedule } from "../../../lib/training/progressive/growth-schedule";
import { openGrowthSamples } from "../../../lib/training/progressive/growth-samples";
import { trainPggan } from "../../../lib/training/progressive/train-pggan";
import { tinyTask } from "./tiny-pggan";

test("grows to 256 x 256, one step per phase, in less than 2 GiB", async () => {
  const size = 256;
  const ids = range(4).map(String);
  const pixels = stream(1, "images")
    .uniforms(4 * size * size)
    .map((u) => 2 * u - 1);
  const train = imageSet("train", { foldId: "fold", ids, labels: ids.map(() => 0), size, pixels });
  const spec = pggan({ maps: 16 });
  const schedule = growthSchedule({ size, stable: 2, fade: 2 });
  const { options } = tinyTask();
  const folder = mkdtempSync(join(tmpdir(), "graft-256-"));
  const seen: number[] = [];
  const gan = await trainPggan(
    { train, spec, schedule, options: { ...options, batchSize: 2, samplesKept: 2, folder } },
    { showsProgress: true, epoch: () => undefined, step: ({ step }) => void seen.push(step) },
  );
  expect(schedule.phases).toHaveLength(13);
  expect(gan.steps).toBe(14); // whole epochs of 2 steps
  expect(gan.history.every(({ discriminator }) => Number.isFinite(discriminator))).toBe(true);
  const sides = openGrowthSamples(gan).map(({ side, pixels: shown }) => [side, shown.length / 2]);
  for (const [side, area] of sides) expect(area).toBe(side! ** 2);
  expect([...new Set(sides.map(([side]) => side))]).toEqual([4, 8, 16, 32, 64, 128, 256]);
  const samples = await generate(gan, 2);
  expect(samples.pixels).toHaveLength(2 * size * size);
  expect(process.resourceUsage().maxRSS / 2 ** 20).toBeLessThan(2); // KiB
});
