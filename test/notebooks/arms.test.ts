import { describe, expect, test } from "vitest";
import { resolveSettings } from "../../lib/core";
import type { ImageSet, Role } from "../../lib/data";
import { openClassifier } from "../../lib/evaluation";
import { logitsOf } from "../../lib/training";
import { rateNames, testedRun } from "./run-folder";

const run = testedRun();
const { metrics, parts } = run;

test("the arms are the paper's three, of 144, 200 and 344 images", () => {
  expect(metrics.arms.map(({ name, n }) => [name, n])).toEqual([
    ["original", 144],
    ["synthetic", 200],
    ["original+synthetic", 344],
  ]);
});

describe.each([...metrics.arms])("the arm $name", (arm) => {
  const { truePositive: tp, falsePositive: fp, trueNegative: tn, falseNegative: fn } = arm.counts!;
  const trained = run.arm(arm.name);

  test("has counts that sum to the test images, each class to its own", () => {
    expect(tp + fp + tn + fn).toBe(parts.test.ids.length);
    expect(arm.test).toBe(parts.test.ids.length);
    expect(tp + fn).toBe(parts.test.labels.filter((l) => l === 1).length);
    expect(tn + fp).toBe(parts.test.labels.filter((l) => l === 0).length);
  });

  test("has rates that are its counts", () => {
    expect(arm.accuracy).toBeCloseTo((tp + tn) / (tp + fp + tn + fn), 10);
    expect(arm.sensitivity).toBeCloseTo(tp / (tp + fn), 10);
    expect(arm.specificity).toBeCloseTo(tn / (tn + fp), 10);
  });

  test("has an accuracy between sensitivity and specificity, as every accuracy must", () => {
    expect(arm.accuracy).toBeGreaterThanOrEqual(Math.min(arm.sensitivity!, arm.specificity!) - 1e-12);
    expect(arm.accuracy).toBeLessThanOrEqual(Math.max(arm.sensitivity!, arm.specificity!) + 1e-12);
  });

  test.each(rateNames)("has its %s in [0, 1] and in an interval that is wide for 22 images", (name) => {
    const [low, high] = arm.intervals[name]!;
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(arm[name]).toBeGreaterThanOrEqual(low);
    expect(arm[name]).toBeLessThanOrEqual(high);
    expect(high - low).toBeGreaterThan(0.2);
  });

  test("says that training and validation images had a part in it, and no other: synthetic images come from training images", () => {
    expect([...trained.seen].sort()).toEqual([...parts.train.ids, ...parts.validation.ids].sort());
    expect(trained.n).toBe(arm.n);
  });

  test("took the same steps per epoch as every other arm", () => {
    const steps = Math.ceil(
      parts.train.ids.length / resolveSettings(metrics.profile)["classifier.batchSize"],
    );
    expect(trained.steps).toBe(arm.epochs * steps);
  });

  test("kept the epoch with the lowest validation loss, and classifier.h5 is that epoch's", async () => {
    const losses = trained.history.epochs.map((e) => e.validationLoss);
    expect(losses.indexOf(Math.min(...losses)) + 1).toBe(trained.history.bestEpoch);
    const validation = run.images("validation");
    const again = (await margins(arm.name, validation)).map((m, i) =>
      softplus(validation.labels[i] === 1 ? -m : m),
    );
    expect(again.reduce((a, b) => a + b, 0) / again.length).toBeCloseTo(Math.min(...losses), 3);
  });

  // from the files alone, without evaluate(): labels swapped anywhere between split and table show here
  test("has the counts that classifier.h5 gives on the test images", async () => {
    const test = run.images("test");
    const found = (await margins(arm.name, test)).map((m, i) => `${m >= 0 ? 1 : 0} for ${test.labels[i]}`);
    const number = (text: string): number => found.filter((f) => f === text).length;
    expect({
      tp: number("1 for 1"),
      fp: number("1 for 0"),
      tn: number("0 for 0"),
      fn: number("0 for 1"),
    }).toEqual({ tp, fp, tn, fn });
  });
});

/** Logit of hemorrhage less that of normal, one for each image. */
async function margins(name: string, set: ImageSet<Role>): Promise<number[]> {
  const model = await openClassifier(run.arm(name));
  const rows = logitsOf(model, set).map(([negative = NaN, positive = NaN]) => positive - negative);
  model.dispose();
  return rows;
}

/** Cross-entropy of a margin against the wrong class. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
