import { beforeAll, describe, expect, test } from "vitest";
import type { SampleMetrics } from "../../lib/report/metrics";
import { openRunFolder } from "./run-folder";
import { runNotebooks } from "./run-notebooks";

// 400 images of the averaged generator against 400 fresh phantoms, a class. That an untrained generator and the mean image
// with noise fail the same four thresholds is held by test/quality/judge-quality.test.ts.
describe("profile quick on the phantom", () => {
  let samples: readonly SampleMetrics[];

  beforeAll(async () => {
    const run = openRunFolder(await runNotebooks("test-quick", "01", "02", "03", "--profile", "quick"));
    samples = run.metrics.samples;
    console.log(samples);
  }, 1_200_000);

  test.each([0, 1])("learns class %i: KID, recall, coverage and C2ST together", (label) => {
    const sample = samples[label];
    expect(sample).toMatchObject({ n: 400, heldOut: 400, passed: true });
    // the calibrated limits, written out: a limit that is lowered in lib does not lower this
    expect(sample?.kid.trained).toBeLessThanOrEqual(0.1 * (sample?.kid.untrained ?? NaN));
    expect(sample?.recall).toBeGreaterThan(0.5);
    expect(sample?.coverage).toBeGreaterThan(0.3);
    expect(sample?.c2st).toBeLessThan(0.95);
  });

  test.each([0, 1])(
    "copies no training image of class %i: samples lie as far from them as held-out images do",
    (label) => {
      expect(samples[label]?.nearestRatio).toBeGreaterThan(0.7);
      expect(samples[label]?.nearestRatio).toBeLessThan(2);
    },
  );
});
