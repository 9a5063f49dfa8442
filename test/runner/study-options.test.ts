import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root, writeJson } from "../../lib/core";
import { studyOptions } from "../../lib/runner/study-options";

test("studyOptions() without arguments means profile quick, the phantom, seed 1, a process per processor", () => {
  expect(studyOptions([])).toEqual({
    request: { profile: "quick", data: "phantom", dataName: "phantom", seed: 1, set: {} },
    folder: join(root(), "outputs/study-quick-phantom"),
    plan: false,
    nodes: 1,
    engine: { name: "local", processes: cpus().length },
  });
});

test("studyOptions() resumes a study as it was started, whatever else is given", () => {
  const folder = mkdtempSync(join(tmpdir(), "study-options-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const request = {
    profile: "smoke",
    data: "/some/folder",
    dataName: "folder",
    seed: 7,
    set: { "data.size": 64 },
  };
  writeJson(join(folder, "study.json"), { request });
  const options = studyOptions(["--resume", "--out", folder, "--seed", "3", "--processes", "2", "--plan"]);
  expect(options).toEqual({ request, folder, plan: true, nodes: 1, engine: { name: "local", processes: 2 } });
});

test.each([
  [["--resume"], /^Cannot resume a study: no --out/],
  [["--resume", "--out", join(tmpdir(), "no-study-here")], /Start the study without --resume first\.$/],
  [["--set", "study.folds=1"], /study\.folds/],
  [["01"], /Unexpected argument '01'/],
])("studyOptions() refuses %j", (args, message) => {
  expect(() => studyOptions(args)).toThrow(message);
});
