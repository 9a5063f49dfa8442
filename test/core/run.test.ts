import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { handedOver, openRun, record, shown } from "../../lib/core";

afterEach(() => {
  delete process.env[handedOver];
});
const folder = () => mkdtempSync(join(tmpdir(), "graft-run-"));

test("openRun() puts results into outputs/PROFILE-DATA unless told otherwise", () => {
  expect(shown(openRun({ profile: "smoke", data: "phantom", seed: 1 }).folder)).toBe(
    join("outputs", "smoke-phantom"),
  );
  const out = folder();
  expect(openRun({ profile: "smoke", data: "phantom", seed: 1, out }).path("a", "b")).toBe(join(out, "a/b"));
});

test("openRun() lets the runner's command line go before the parameters cell", () => {
  process.env[handedOver] = JSON.stringify({
    profile: "smoke",
    data: "phantom",
    seed: 9,
    set: { "gan.epochs": "2" },
  });
  const run = openRun({ profile: "paper", data: "phantom", seed: 1 });
  expect([run.profile, run.seed, run.settings["gan.epochs"], run.headless]).toEqual(["smoke", 9, 2, true]);
  expect(run.effective("gan").find((r) => r.setting === "gan.epochs")?.value).toBe("2 (changed)");
});

test("openRun() refuses a seed that is no whole number", () => {
  expect(() => openRun({ profile: "smoke", data: "phantom", seed: 1.5 })).toThrow(
    "Cannot open the run: seed 1.5",
  );
});

test("record() keeps the parts before, drops the parts that follow from the new one, and writes no time", () => {
  const run = openRun({ profile: "smoke", data: "phantom", seed: 1, out: folder() });
  const parts = () => Object.keys(JSON.parse(readFileSync(run.path("metrics.json"), "utf8")) as object);
  record(run, "data", { images: 200 });
  record(run, "gans", []);
  record(run, "arms", [{ accuracy: 1 / 3 }]);
  expect(parts()).toEqual(["profile", "seed", "data", "gans", "arms"]);
  record(run, "gans", []);
  expect(parts()).toEqual(["profile", "seed", "data", "gans"]);
  record(run, "arms", [{ accuracy: 1 / 3 }]);
  const first = readFileSync(run.path("metrics.json"), "utf8");
  record(run, "arms", [{ accuracy: 1 / 3 + 1e-15 }]);
  expect(readFileSync(run.path("metrics.json"), "utf8")).toBe(first);
});
