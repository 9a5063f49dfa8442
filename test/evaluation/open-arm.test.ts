import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveSettings, type Settings } from "../../lib/core";
import { openArm } from "../../lib/evaluation";
import { temporary } from "../data/made-folder";

const settings = resolveSettings("smoke");
const ofClassifier = Object.fromEntries(
  Object.entries(settings).filter(([key]) => key.startsWith("classifier.")),
);

/** A run with the arm `original` of split s, trained with seed 1 and these settings. */
function trained(settings: unknown) {
  const folder = temporary();
  const at = join(folder, "models/classifiers/original");
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, "arm.json"), JSON.stringify({ name: "original", foldId: "s", seed: 1, settings }));
  return (with_: { settings?: Settings; seed?: number; foldId?: string } = {}) =>
    openArm(
      { path: (...parts) => join(folder, ...parts), settings, seed: 1, ...with_ } as Parameters<
        typeof openArm
      >[0],
      "original",
      with_.foldId ?? "s",
      "Run notebook 04 again.",
    );
}

test("openArm() opens what was trained as this run trains", () => {
  expect(trained(ofClassifier)({ settings }).name).toBe("original");
  const others = resolveSettings("smoke", { "tsne.perplexity": 12, "gan.epochs": 3 });
  expect(trained(ofClassifier)({ settings: others }).foldId).toBe("s");
});

test("openArm() refuses another split, seed or classifier, and an arm that does not say", () => {
  expect(() => trained(ofClassifier)({ settings, foldId: "t" })).toThrow("is of split s, expected split t");
  expect(() => trained(ofClassifier)({ settings, seed: 2 })).toThrow(
    "was trained with seed=1, expected seed=2. Run notebook 04 again.",
  );
  const deep = resolveSettings("smoke", { "classifier.depth": "50", "classifier.epochs": 7 });
  expect(() => trained(ofClassifier)({ settings: deep })).toThrow(
    /was trained with classifier\.depth=18, classifier\.epochs=2, expected classifier\.depth=50, classifier\.epochs=7\./,
  );
  expect(() => trained(undefined)({ settings })).toThrow(/classifier\.depth=unknown/);
});
