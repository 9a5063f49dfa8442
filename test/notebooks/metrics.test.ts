import { expect, test } from "vitest";
import { exactPart } from "./exact-part";
import expected from "./expected-smoke.json";
import { testedRun } from "./run-folder";

const run = testedRun();
const { metrics } = run;

/** Every key and every number of a JSON value. */
const leaves = (value: unknown): (string | number)[] =>
  typeof value === "number"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...leaves(inner)])
      : [];

test("data, split, pixels, parameter counts, n of every part and the list of figures are exactly the expected ones", async () => {
  expect(await exactPart(run)).toEqual(expected);
});

test("metrics.json holds all seven parts, in the order of the notebooks", () => {
  const parts = ["profile", "seed", "data", "split", "gans", "samples", "panel", "tsne", "arms"];
  expect(Object.keys(metrics)).toEqual(parts);
});

test("metrics.json holds no times and no dates: the same seed must give the same file", () => {
  const all = leaves(metrics);
  const time = /^(times?|dates?|seconds|minutes|duration|elapsed|began|ended|ms)$/i;
  expect(all.filter((x) => time.test(String(x)))).toEqual([]);
  expect(all.filter((x) => typeof x === "number" && x > 1e9)).toEqual([]); // seconds or milliseconds since 1970
  expect(run.text("metrics.json").match(/\d{4}-\d\d-\d\d|\d\d:\d\d/g)).toBe(null);
});

test("metrics.json holds finite numbers only: JSON turns NaN and infinity into null", () => {
  expect(run.text("metrics.json").match(/: (null|NaN|-?Infinity)/g)).toBe(null);
});

test("areas under the curve of shortcuts lie in their intervals, and the phantom has no shortcut", () => {
  for (const { auc, low, high } of metrics.data.shortcuts) {
    expect(auc).toBeGreaterThanOrEqual(low);
    expect(auc).toBeLessThanOrEqual(high);
    expect(Math.abs(auc - 0.5)).toBeLessThan(0.2); // the phantom's difficulty: mean intensity at most 0.70
  }
  expect(metrics.data.shortcuts.length).toBeGreaterThan(3);
});

test("t-SNE keeps most neighbours: trustworthiness of chance is 0.5, of a perfect map 1", () => {
  for (const { trustworthiness, kl } of metrics.tsne) {
    expect(trustworthiness).toBeGreaterThan(0.75);
    expect(trustworthiness).toBeLessThanOrEqual(1);
    expect(kl).toBeGreaterThan(0); // a divergence of two distributions that differ
  }
});
