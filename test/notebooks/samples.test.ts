import { describe, expect, test } from "vitest";
import { sampleMetrics, type SampleMetric } from "../../lib/quality";
import { testedRun } from "./run-folder";

const { metrics } = testedRun();
const rows: readonly SampleMetric[] = sampleMetrics;

// 20 steps teach no generator anything: that quick learns is held by quick.long.test.ts
describe.each([...metrics.samples])("what is measured of the samples of $class", (sample) => {
  const measured = (value: number | null): number => value ?? NaN; // NaN fails every comparison
  const [trained, low, high, floor, untrained] = [
    sample.kid.trained,
    sample.kid.low,
    sample.kid.high,
    sample.kid.floor,
    sample.kid.untrained,
  ].map(measured) as [number, number, number, number, number];

  test("KID lies in its interval, which is none of a point", () => {
    expect(low).toBeLessThan(trained);
    expect(high).toBeGreaterThan(trained);
  });

  test("KID of real against real is near 0, that of the untrained generator far above: KID can tell them", () => {
    expect(Math.abs(floor)).toBeLessThan(0.03); // unbiased, so it may be below 0
    expect(untrained).toBeGreaterThan(0.3);
    expect(untrained).toBeGreaterThan(20 * Math.abs(floor));
  });

  test("KID of the trained generator lies below the untrained one's, with its whole interval", () => {
    expect(high).toBeLessThan(untrained);
  });

  test.each([...rows])("$key is recorded, and every value of it lies in its range", ({ key, range }) => {
    const found = Object.entries(sample).filter(([name]) =>
      [key, `${key}Floor`, `${key}Untrained`].includes(name),
    );
    const values = found.flatMap(([, value]): unknown[] =>
      typeof value === "object" ? Object.values(value as object) : [value],
    );
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) {
      expect(value).toBeTypeOf("number");
      expect(value).toBeGreaterThanOrEqual(range[0]);
      expect(value).toBeLessThanOrEqual(range[1]);
    }
  });

  test("the C2ST tells untrained from real always, and real from real no better than chance", () => {
    expect(sample.c2stUntrained).toBeGreaterThan(0.95);
    expect(sample.c2stFloor).toBeLessThan(0.75); // of the few held-out images of a small floor
  });

  test("passed is what the four limits say", () => {
    const passes =
      trained <= 0.1 * untrained &&
      measured(sample.recall) > 0.5 &&
      measured(sample.coverage) > 0.3 &&
      measured(sample.c2st) < 0.95;
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

test("the panel sees in every feature space that the untrained generator is worse than real images", () => {
  const { rows, fidelity } = metrics.panel;
  const kid = rows.filter(({ metric }) => metric === "KID");
  expect(kid).toHaveLength(3 * metrics.data.classes.length);
  for (const { real, untrained, features } of kid)
    expect(untrained, features).toBeGreaterThan(10 * Math.abs(real ?? NaN));
  for (const { metric, real, untrained } of rows)
    if (metric === "coverage") expect(real).toBeGreaterThan(5 * (untrained ?? NaN));
  expect(fidelity?.realTest).toBeGreaterThan(0.6); // the phantom's classes can be told by pixels
});
