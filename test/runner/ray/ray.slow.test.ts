import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readJson } from "../../../lib/core";
import { startLocalCluster, type LocalCluster } from "../../../lib/runner/ray/local-cluster";
import { nextEvent, startRayDriver, type RayDriver } from "../../../lib/runner/ray/ray-driver";
import { runOnRay } from "../../../lib/runner/ray/run-on-ray";
import type { Trial } from "../../../lib/study";
import { localEngine } from "../../../lib/study/local-engine";
import { openStudy } from "../../../lib/study/study";
import { summarizeStudy } from "../../../lib/study/summarize-study";
import { studyWorker } from "../../../lib/study/study-worker";
import { resultFile, type TrialResult } from "../../../lib/study/trial-result";
import { temporary } from "../../data/made-folder";
import { installProblem } from "./install-problem";
import { arm } from "./made-trials";

// A two-node cluster on loopback, the driver killed, a node lost, a trial that always fails: the results stay those of the local engine.

/** The smallest study: in each of two folds two GANs, two arms and the baselines. */
const request = {
  profile: "smoke",
  data: "phantom",
  dataName: "phantom",
  seed: 1,
  set: {
    "data.images": 60,
    "gan.epochs": 1,
    "samples.count": 20,
    "classifier.filters": 4,
    "classifier.epochs": 1,
    "study.folds": 2,
    "study.arms": "original+synthetic",
  },
} as const;

const signal = new AbortController().signal;

const problem = installProblem();

/** A driver of the cluster, and what it is told and hears of some trials. */
async function run(
  cluster: LocalCluster,
  trials: readonly Trial[],
  folder: string,
  started: (trial: Trial, node: string, driver: RayDriver) => void,
) {
  const driver = startRayDriver(cluster.address, cluster.variables);
  onTestFinished(() => driver.close());
  await nextEvent(driver, "ready");
  const sent: string[] = [];
  const begun: string[] = [];
  const done: string[] = [];
  const notes: string[] = [];
  const limits = { atATime: 2, gpus: 0, seconds: 300 };
  const end = runOnRay(
    driver,
    limits,
    { worker: studyWorker, trials, folder },
    { signal, mayStart: ({ id }) => sent.push(id) > 0 },
    {
      started: (trial, node = "") => {
        begun.push(trial.id);
        started(trial, node, driver);
      },
      done: ({ id }) => void done.push(id),
      note: (text) => void notes.push(text),
    },
  );
  return { end, sent, begun, done, notes };
}

/** Ends all processes of a node at once: its workers alone would still end what they have begun. */
function loseNode({ raylet }: LocalCluster["nodes"][number]): void {
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(raylet)], { encoding: "utf8" });
  for (const pid of [raylet, ...children.trim().split(/\s+/).map(Number)]) process.kill(pid, "SIGKILL");
}

const isFinished = (folder: string) => (trial: Trial) => existsSync(resultFile(folder, trial));

function readTrial(folder: string, trial: Trial): Omit<TrialResult, "seconds"> {
  const { seconds: _timing, ...result } = readJson<TrialResult>(resultFile(folder, trial), "");
  return result;
}

test.skipIf(problem !== undefined)(
  "a study on Ray survives its driver, a node and a trial that always fails, and ends as on the local engine",
  async () => {
    const [here, there] = [temporary(), temporary()];
    const study = await openStudy(request, here);
    cpSync(here, there, { recursive: true });
    const cluster = await startLocalCluster([1, 1]);
    onTestFinished(() => cluster.stop());
    const [head, second] = cluster.nodes;

    // the driver is killed as soon as a trial begins after two are finished: one is running then
    const first = await run(cluster, study.trials, there, (_trial, _node, driver) => {
      if (first.done.length >= 2) process.kill(driver.pid!, "SIGKILL");
    });
    await expect(first.end).rejects.toThrow(/^Cannot run on Ray: its driver ended/);
    const missing = study.trials.filter((trial) => !isFinished(there)(trial));
    expect(missing.length).toBeLessThanOrEqual(study.trials.length - 2);

    // a driver started again finds what runs; a node is lost as soon as it has begun a trial that takes a while
    const failing = arm("always-fails");
    let lost: string | undefined;
    const again = await run(cluster, [failing, ...missing], there, ({ id, kind }, node) => {
      const isNew = id !== failing.id && !first.sent.includes(id); // of another, this may be the news of long ago
      if (node !== second!.id || lost !== undefined || !isNew || kind === "baseline") return;
      lost = id;
      loseNode(second!);
    });
    const { failed } = await again.end;
    expect(again.notes).toEqual([expect.stringMatching(/^[12] trials? of an earlier command found again$/)]);
    expect(lost).toBeDefined();
    expect(again.begun.filter((id) => id === lost).length).toBeGreaterThan(1);

    // the failing trial is reported after three tries, every other one is done exactly once
    expect(failed.map(({ trial }) => trial.id)).toEqual([failing.id]);
    expect(failed[0]!.why).toMatch(/the id always-fails, which the folder's study\.json does not list/);
    expect(again.begun.filter((id) => id === failing.id)).toHaveLength(3);
    expect([...again.done].sort()).toEqual(missing.map(({ id }) => id).sort());
    expect(study.trials.filter(isFinished(there))).toHaveLength(study.trials.length);

    // the same results as the local engine's, byte for byte
    await localEngine(2).run(
      { worker: studyWorker, trials: study.trials, folder: here },
      { signal },
      { done: () => undefined },
    );
    for (const trial of study.trials) expect(readTrial(there, trial)).toEqual(readTrial(here, trial));
    for (const folder of [here, there]) summarizeStudy(study, folder);
    const results = (folder: string) => readFileSync(join(folder, "results.json"), "utf8");
    expect(results(there)).toBe(results(here));
    expect(results(here)).toContain('"finished": 10');

    // no worker outlives its node
    await cluster.stop();
    const processes = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
    expect(processes.filter((args) => args.includes("worker.ts") && args.includes("graft-ray-"))).toEqual([]);
    expect(head!.id).not.toBe(second!.id);
  },
);
