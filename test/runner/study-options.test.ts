import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
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

test("studyOptions() resumes a study as it was started", () => {
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
  const options = studyOptions(["--resume", "--out", folder, "--processes", "2", "--plan"]);
  expect(options).toEqual({ request, folder, plan: true, nodes: 1, engine: { name: "local", processes: 2 } });
});

test("studyOptions() says by --help in which settings a study differs from its profile", () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  expect(studyOptions(["--help"])).toBeUndefined();
  const text = said.mock.calls.join("\n");
  said.mockRestore();
  expect(text).toMatch(
    /but in a study .*quick has .*classifier\.depth=18, classifier\.epochs=25.*; paper has /s,
  );
});

test.each([
  [["--resume"], /^Cannot resume a study: no --out/],
  [["--resume", "--out", join(tmpdir(), "no-study-here")], /Start the study without --resume first\.$/],
  [
    ["--resume", "--out", "x", "--seed", "3", "--set", "gan.epochs=2"],
    /^Cannot resume a study: --seed, --set beside --resume, expected --out alone/,
  ],
  [["--set", "study.folds=1"], /study\.folds/],
  [["01"], /Unexpected argument '01'/],
])("studyOptions() refuses %j", (args, message) => {
  expect(() => studyOptions(args)).toThrow(message);
});
