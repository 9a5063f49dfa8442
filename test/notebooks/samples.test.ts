import { describe, expect, test } from "vitest";
import { acceptance } from "../../lib/quality";
import { testedRun } from "./run-folder";

const { metrics } = testedRun();

// 20 steps teach no generator anything: that quick learns is held by quick.long.test.ts
describe.each([...metrics.samples])("what is measured of the samples of $class", (sample) => {
  const { kid } = sample;

  test("KID lies in its interval, which is none of a point", () => {
    expect(kid.low).toBeLessThan(kid.trained);
    expect(kid.high).toBeGreaterThan(kid.trained);
  });

  test("KID of real against real is near 0, that of the untrained generator far above: KID can tell them", () => {
    expect(Math.abs(kid.floor)).toBeLessThan(0.03); // unbiased, so it may be below 0
    expect(kid.untrained).toBeGreaterThan(0.3);
    expect(kid.untrained).toBeGreaterThan(20 * Math.abs(kid.floor));
  });

  test("KID of the trained generator lies below the untrained one's, with its whole interval", () => {
    expect(kid.high).toBeLessThan(kid.untrained);
  });

  test("rates lie in [0, 1]", () => {
    const { recall, coverage, precision, c2st, c2stFloor, c2stUntrained } = sample;
    for (const rate of [recall, coverage, precision, c2st, c2stFloor, c2stUntrained]) {
      expect(rate).toBeGreaterThanOrEqual(0);
      expect(rate).toBeLessThanOrEqual(1);
    }
  });

  test("the C2ST tells untrained from real always, and real from real no better than chance", () => {
    expect(sample.c2stUntrained).toBeGreaterThan(0.95);
    expect(sample.c2stFloor).toBeLessThan(0.75); // of the few held-out images of a small floor
  });

  test("passed is what the four measures say", () => {
    const passes =
      kid.trained <= acceptance.kidShareOfUntrained * kid.untrained &&
      sample.recall > acceptance.recall &&
      sample.coverage > acceptance.coverage &&
      sample.c2st < acceptance.c2st;
    expect(sample.passed).toBe(passes);
  });

  test("the distance to the nearest training image is no copy's", () => {
    expect(sample.nearestRatio).toBeGreaterThan(0.5);
  });
});

test("both classes are measured, each by itself", () => {
  expect(metrics.samples.map((s) => s.class)).toEqual(metrics.data.classes);
  expect(metrics.samples[0]?.kid.trained).not.toBe(metrics.samples[1]?.kid.trained);
});
