import { expect, test } from "vitest";
import { growthMoments, openGrowthSamples } from "../../../lib/training/progressive/growth-samples";
import { growthAt, growthSchedule } from "../../../lib/training/progressive/growth-schedule";
import { trainPggan } from "../../../lib/training/progressive/train-pggan";
import { tinyTask } from "./tiny-pggan";

// of 20 images per phase in batches of 8 no phase but the first begins with a batch
const uneven = growthSchedule({ size: 16, stable: 20, fade: 20 });

test.each([1, 3, 8, 16, 64])(
  "growthMoments(): each is after a step of its own phase, and no step has two, in batches of %d",
  (batchSize) => {
    const moments = growthMoments(uneven, batchSize);
    for (const { step, side, isFading } of moments) {
      const { phase } = growthAt(uneven, (step - 1) * batchSize);
      expect([phase.side, phase.isFading]).toEqual([side, isFading]);
    }
    expect(new Set(moments.map(({ step }) => step)).size).toBe(moments.length);
    expect(moments.length).toBeGreaterThan(0);
  },
);

test("samples are of their moment's side where a phase begins within a batch", async () => {
  const gan = await trainPggan(tinyTask({ schedule: growthSchedule({ size: 8, stable: 10, fade: 10 }) }));
  const samples = openGrowthSamples(gan);
  expect(samples.map(({ step, side, isFading }) => [step, side, isFading])).toEqual([
    [3, 4, false],
    [4, 8, true],
    [5, 8, true],
    [8, 8, false],
  ]);
  for (const { pixels, side } of samples) expect(pixels).toHaveLength(6 * side * side);
});
