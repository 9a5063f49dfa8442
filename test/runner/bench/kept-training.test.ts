import { expect, test, vi } from "vitest";
import { resolveSettings, writeJson } from "../../../lib/core";
import { keepTraining, readKeptTraining, trainingKey } from "../../../lib/runner/bench/kept-training";
import { temporary } from "../../data/made-folder";

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

test("readKeptTraining() returns a result of the same key alone, and says which is done again", () => {
  const file = `${temporary()}/result.json`;
  const said = vi.spyOn(console, "error").mockReturnValue();
  expect(readKeptTraining(file, "k")).toBeUndefined();
  keepTraining(file, "k", { auc: 0.9 });
  expect(readKeptTraining(file, "k")).toEqual({ auc: 0.9 });
  expect(said).not.toHaveBeenCalled();
  expect(readKeptTraining(file, "another")).toBeUndefined();
  writeJson(file, { auc: 0.9 }); // of code that wrote no key
  expect(readKeptTraining(file, "k")).toBeUndefined();
  expect(said).toHaveBeenCalledTimes(2);
  said.mockRestore();
});
