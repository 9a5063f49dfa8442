import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root, sha256, writeJson } from "../../../lib/core";
import { ablationArms } from "../../../lib/runner/ablation/ablation-arms";
import { ablationTrials } from "../../../lib/runner/ablation/ablation-trial";
import { ablationWorker } from "../../../lib/runner/ablation/ablation-worker";
import { nextEvent, startRayDriver, type RayOrder } from "../../../lib/runner/ray/ray-driver";
import { runOnRay } from "../../../lib/runner/ray/run-on-ray";
import type { Trial } from "../../../lib/study";
import { studyWorker } from "../../../lib/study/study-worker";
import type { TrialBatch, TrialOptions } from "../../../lib/study/trial-engine";
import type { AnyTrial } from "../../../lib/study/worker-program";
import { temporary } from "../../data/made-folder";
import { arm, gan } from "./made-trials";

const run = (
  trials: readonly Trial[],
  options: Partial<TrialOptions<Trial>> = {},
  started: (trial: Trial) => void = () => undefined,
) => runBatch({ worker: studyWorker, trials }, options, started);

/** Runs trials by a driver without Ray, two at a time. @returns how they ended, what the watcher and the driver heard */
async function runBatch<T extends AnyTrial>(
  batch: Omit<TrialBatch<T>, "folder">,
  options: Partial<TrialOptions<T>> = {},
  started: (trial: T) => void = () => undefined,
) {
  const folder = temporary();
  for (const file of ["study.json", "images.json"]) writeJson(join(folder, file), {});
  const told = join(folder, "told");
  const driver = startRayDriver(told, {}, join(root(), "test/runner/ray/fake_driver.py"));
  onTestFinished(() => driver.close());
  await nextEvent(driver, "ready");
  const heard: string[] = [];
  const limits = { atATime: 2, gpus: 0, seconds: 60 };
  const how = { signal: new AbortController().signal, ...options };
  const end = await runOnRay(driver, limits, { ...batch, folder }, how, {
    started: (trial, node) => {
      heard.push(`started ${trial.id} on ${node}`);
      started(trial);
    },
    done: ({ id }, seconds) => void heard.push(`done ${id} in ${seconds} s`),
    note: (text) => void heard.push(text),
  });
  const orders = readFileSync(told, "utf8").trim().split("\n");
  return { folder, end, heard, orders: orders.map((line) => JSON.parse(line) as RayOrder) };
}

const sent = (orders: readonly RayOrder[]): string[] =>
  orders.flatMap((order) => ("run" in order ? [order.run.id] : []));

test("runOnRay() sends a trial once what it needs is finished, with the files it reads and makes", async () => {
  const { orders, end, folder } = await run([gan("g"), arm("a", ["g"]), arm("b")]);
  expect(end.failed).toEqual([]);
  expect(sent(orders)).toEqual(["g", "b", "a"]);
  expect(orders[0]).toEqual({ open: folder });
  expect(orders.at(-1)).toEqual({ end: true, clean: true });
  const works = orders.flatMap((order) => ("run" in order ? [order.run] : []));
  expect(works[0]).toMatchObject({
    worker: "lib/study/worker.ts",
    message: gan("g"),
    inputs: ["study.json", "folds/f0"],
    outputs: ["tensorboard/repeat-1/fold-1/seed-1/gan", "gans/g", "trials/g.json"],
    cpus: 1,
    gpus: 0,
    seconds: 60,
  });
  expect(works[2]).toMatchObject({
    inputs: ["study.json", "folds/f0", "external", "gans/g"],
    outputs: ["tensorboard/repeat-1/fold-1/seed-1/original", "trials/a.json"],
  });
});

test("runOnRay() sends a training of an ablation whole, to the ablation's own program", async () => {
  const trials = ablationTrials(ablationArms.slice(0, 2), [4]);
  const { orders, end } = await runBatch({ worker: ablationWorker, trials });
  expect(end.failed).toEqual([]);
  const works = orders.flatMap((order) => ("run" in order ? [order.run] : []));
  const limits = { cpus: 1, gpus: 0, seconds: 60 };
  const program = { worker: "lib/runner/ablation/worker.ts", key: sha256("{}\n"), inputs: ["images.json"] };
  expect(works).toEqual(
    trials.map((trial) => ({
      id: trial.id,
      message: trial,
      outputs: [`${trial.id}.json`],
      ...program,
      ...limits,
    })),
  );
});

test("runOnRay() reports a trial that failed, leaves out those that need it, and finishes the others", async () => {
  const { orders, end, heard } = await run([gan("bad"), arm("a", ["bad"]), arm("b"), arm("c")]);
  expect(end.failed).toEqual([{ trial: gan("bad"), why: "NaN in step 12" }]);
  expect(sent(orders)).toEqual(["bad", "b", "c"]);
  expect(heard).toContain("done c in 2 s");
  expect(orders.at(-1)).toEqual({ end: true, clean: false }); // its checkpoint stays for the next try
});

test("runOnRay() tells of nodes that are set up, trials begun again and trials found again", async () => {
  const { heard } = await run([arm("lost")]);
  expect(heard).toEqual([
    "1 trial of an earlier command found again",
    "node n2 lacks the project: it is sent there and set up ...",
    "node n2 is set up (61 s)",
    "started lost on n1",
    "started lost on n1",
    "done lost in 2 s",
  ]);
});

test("runOnRay() begins no trial that may not start, but goes on with those found again", async () => {
  const { orders } = await run([arm("a"), arm("found"), arm("b")], { mayStart: ({ id }) => id === "b" });
  expect(sent(orders)).toEqual(["found", "b"]);
});

test("runOnRay() begins none behind a trial that there is no time for, but goes on with those found again", async () => {
  const { orders } = await run([arm("a"), arm("found"), arm("b")], { hasTimeFor: ({ id }) => id === "b" });
  expect(sent(orders)).toEqual(["found"]);
});

test("runOnRay() cancels what runs when it is stopped", async () => {
  const stop = new AbortController();
  const trials = [arm("slow 1"), arm("slow 2"), arm("c")];
  const { orders, end } = await run(trials, { signal: stop.signal }, ({ id }) => {
    if (id === "slow 2") stop.abort();
  });
  expect(end.failed).toEqual([]);
  expect(sent(orders)).toEqual(["slow 1", "slow 2"]);
  expect(orders.at(-1)).toEqual({ end: true, clean: false });
});

test("runOnRay() ends with what the driver said when it ends", async () => {
  await expect(run([arm("breaks")])).rejects.toThrow(
    /^Cannot run on Ray: its driver ended \(1\)\nno head any more, expected a cluster that answers\. Look at/,
  );
});
