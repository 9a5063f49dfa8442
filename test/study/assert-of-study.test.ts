import { join } from "node:path";
import { expect, test } from "vitest";
import { writeJson } from "../../lib/core";
import { assertOfStudy } from "../../lib/study/assert-of-study";
import { localEngine } from "../../lib/study/local-engine";
import { studyWorker } from "../../lib/study/study-worker";
import { temporary } from "../data/made-folder";
import { arm } from "../runner/ray/made-trials";

test("assertOfStudy() lets a study's own trials pass alone", () => {
  const study = { trials: [arm("a"), arm("b")] };
  expect(() => assertOfStudy(study, arm("b"))).not.toThrow();
  expect(() => assertOfStudy(study, arm("c"))).toThrow(
    /^Cannot run a trial: the id c, which the folder's study\.json does not list, expected a trial of the study/,
  );
});

test("a study's process refuses a trial of another study than it has read", async () => {
  const folder = temporary();
  writeJson(join(folder, "study.json"), { trials: [arm("a")] });
  const { failed } = await localEngine(1).run(
    { worker: studyWorker, trials: [arm("of another study")], folder },
    { signal: new AbortController().signal },
    { done: () => expect.fail("it must not be run") },
  );
  expect(failed[0]?.why).toContain("the id of another study, which the folder's study.json does not list");
});
