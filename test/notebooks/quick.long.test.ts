import { beforeAll, describe, expect, test } from "vitest";
import { acceptance } from "../../lib/quality";
import { openRunFolder, type Sample } from "./run-folder";
import { runNotebooks } from "./run-notebooks";

// 400 images of the averaged generator against 400 fresh phantoms, a class. That an untrained generator and the mean image
// with noise fail the same four thresholds is held by test/quality/measure-samples.test.ts.
describe("profile quick on the phantom", () => {
  let samples: readonly Sample[];

  beforeAll(async () => {
    const run = openRunFolder(await runNotebooks("test-quick", "01", "02", "03", "--profile", "quick"));
    samples = run.metrics.samples;
    console.log(samples);
  }, 1_200_000);

  test.each([0, 1])("learns class %i: KID, recall, coverage and C2ST together", (label) => {
    const sample = samples[label];
    expect(sample).toMatchObject({ n: 400, heldOut: 400, passed: true });
    expect(sample?.kid.trained).toBeLessThanOrEqual(
      acceptance.kidShareOfUntrained * (sample?.kid.untrained ?? NaN),
    );
    expect(sample?.recall).toBeGreaterThan(acceptance.recall);
    expect(sample?.coverage).toBeGreaterThan(acceptance.coverage);
    expect(sample?.c2st).toBeLessThan(acceptance.c2st);
  });

  test("the thresholds are the calibrated ones", () => {
    expect(acceptance).toEqual({ kidShareOfUntrained: 0.1, recall: 0.5, coverage: 0.3, c2st: 0.95 });
  });

  test.each([0, 1])(
    "copies no training image of class %i: samples lie as far from them as held-out images do",
    (label) => {
      expect(samples[label]?.nearestRatio).toBeGreaterThan(0.7);
      expect(samples[label]?.nearestRatio).toBeLessThan(2);
    },
  );
});
