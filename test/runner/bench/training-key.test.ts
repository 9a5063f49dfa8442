import { expect, test } from "vitest";
import { resolveSettings } from "../../../lib/core";
import { trainingKey } from "../../../lib/runner/bench/training-key";

const run = { settings: resolveSettings("quick", {}), seed: 1 };

test("trainingKey() changes with the data, any setting and the seed", () => {
  const keys = [
    trainingKey({ fingerprint: "f" }, run),
    trainingKey({ fingerprint: "g" }, run),
    trainingKey(
      { fingerprint: "f" },
      { ...run, settings: resolveSettings("quick", { "classifier.epochs": 3 }) },
    ),
    trainingKey({ fingerprint: "f" }, { ...run, seed: 2 }),
  ];
  expect(new Set(keys).size).toBe(4);
  expect(trainingKey({ fingerprint: "f" }, { ...run })).toBe(keys[0]);
});
