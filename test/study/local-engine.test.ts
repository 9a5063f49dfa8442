import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson } from "../../lib/core";
import { localEngine } from "../../lib/study/local-engine";
import { temporary } from "../data/made-folder";
import { copyingWorker, type CopyTrial } from "./copying-worker";

const trial = (id: string, text: string, after: readonly string[] = []): CopyTrial => ({ id, text, after });

/** Runs trials in one process. @returns what the watcher heard, the failed ones, and what lies in the folder */
async function run(...trials: readonly CopyTrial[]) {
  const folder = temporary();
  const heard: string[] = [];
  const { failed } = await localEngine(1).run(
    { worker: copyingWorker, trials, folder },
    { signal: new AbortController().signal, mayStart: ({ id }) => id !== "unwanted" },
    {
      started: ({ id }) => void heard.push(`started ${id}`),
      done: ({ id }, seconds) => void heard.push(`done ${id} in ${seconds} s`),
      failed: ({ id }) => void heard.push(`failed ${id}`),
    },
  );
  const result = (id: string): unknown =>
    existsSync(join(folder, `${id}.json`)) ? readJson(join(folder, `${id}.json`), "") : undefined;
  return { heard, failed, result };
}

test("localEngine() runs any kind of trials by its own program, in the order of their needs, on one thread", async () => {
  const late = trial("late", "needs the other", ["first"]);
  const { heard, failed, result } = await run(late, trial("unwanted", "x"), trial("first", "as it is sent"));
  expect(failed).toEqual([]);
  expect(heard).toEqual(["started first", "done first in 7 s", "started late", "done late in 7 s"]);
  expect(result("first")).toEqual(["as it is sent", "1"]);
  expect(result("late")).toEqual(["needs the other", "1"]);
});

test("localEngine() reports the error of a trial that failed, and begins no other", async () => {
  const { heard, failed } = await run(trial("bad", ""), trial("next", "x"));
  expect(failed).toEqual([{ trial: trial("bad", ""), why: expect.stringMatching(/^Error: no text\n/) }]);
  expect(heard).toEqual(["started bad", "failed bad"]);
});

/** Runs one trial where every process dies before it is ready. */
async function runWithoutProcess(mayStart: () => boolean) {
  const told: string[] = [];
  const { failed } = await localEngine(1).run(
    {
      worker: { ...copyingWorker, file: "test/study/no-such-worker.ts" },
      trials: [trial("a", "x")],
      folder: temporary(),
    },
    { signal: new AbortController().signal, mayStart },
    { done: () => expect.fail("nothing can be done"), failed: ({ id }) => void told.push(id) },
  );
  return { failed, told };
}

test("localEngine() fails a trial that no process lives to begin, with what the process said", async () => {
  const { failed, told } = await runWithoutProcess(() => true);
  expect(failed.map(({ trial: { id } }) => id)).toEqual(["a"]);
  expect(failed[0]!.why).toMatch(/^its process ended \(1\)\n[^]*no-such-worker/);
  expect(told).toEqual(["a"]);
});

test("localEngine() fails no trial that may not begin", async () => {
  expect(await runWithoutProcess(() => false)).toEqual({ failed: [], told: [] });
});
