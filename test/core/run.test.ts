import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { dataSource } from "../../lib/data/data-source";
import { runParametersVariable, openRun, displayPath } from "../../lib/core";

afterEach(() => {
  delete process.env[runParametersVariable];
});
const folder = () => mkdtempSync(join(tmpdir(), "graft-run-"));

test("openRun() puts results into outputs/PROFILE-DATA unless told otherwise", () => {
  expect(displayPath(openRun({ profile: "smoke", data: "phantom", seed: 1 }).folder)).toBe(
    join("outputs", "smoke-phantom"),
  );
  const out = folder();
  expect(openRun({ profile: "smoke", data: "phantom", seed: 1, out }).path("a", "b")).toBe(join(out, "a/b"));
});

test("openRun() names a run as the study of the same data: without .npz, and no folder as a generated set", () => {
  const nameOf = (data: string) => openRun({ profile: "smoke", data, seed: 1 }).dataName;
  for (const data of ["phantom", "/x/phantom", "./phantom", "/x/set.npz", "data/my slices/"])
    expect(nameOf(data)).toBe(dataSource(data).name);
  expect(nameOf("/x/phantom")).toBe("phantom-folder");
  expect(nameOf("/x/set.npz")).toBe("set");
});

test("openRun() lets the runner's command line go before the parameters cell", () => {
  process.env[runParametersVariable] = JSON.stringify({
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
