import type { Trial } from "../../study/trial";
import { needs, trialQueue } from "../../study/trial-queue";
import type { FailedTrial, TrialOptions, TrialWatcher, TrialsEnd } from "../../study/trial-engine";
import { trialLogs } from "../../study/with-trial-logs";
import { workerProgram } from "../../study/worker-program";
import { countOf, sha256 } from "../../core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nextEvent, type RayDriver, type RayEvent, type RayWork } from "./ray-driver";

/** What each trial asks for, and how many are sent at a time. */
export interface RayLimits {
  readonly atATime: number;
  /** GPUs of a trial that trains: 0 or 1. */
  readonly gpus: number;
  /** Time limit of one trial, seconds; one that takes longer is stopped and tried again. */
  readonly seconds: number;
}

/**
 * Runs trials as Ray tasks, by an open driver. A trial is tried three times; when it has failed, those that need it are left
 * out and all others finish. Trials that an earlier process has sent, and that still run, are found and not begun again.
 *
 * @param options.signal cancels the trials
 */
export async function runOnRay(
  driver: RayDriver,
  limits: RayLimits,
  trials: readonly Trial[],
  folder: string,
  { signal, mayStart = () => true }: TrialOptions,
  watcher: TrialWatcher,
): Promise<TrialsEnd> {
  driver.tell({ open: folder });
  const { running: found } = await nextEvent(driver, "opened");
  const queue = trialQueue(trials, (trial) => found.includes(trial.id) || mayStart(trial));
  const running = new Map<string, Trial>();
  const failed: FailedTrial[] = [];
  const key = sha256(readFileSync(join(folder, "study.json")));
  if (found.length > 0) watcher.note?.(`${countOf(found.length, "trial")} of an earlier command found again`);
  let isEnding = false;
  const end = (): void => {
    if (!isEnding) driver.tell({ end: true, clean: !signal.aborted && failed.length === 0 });
    isEnding = true;
  };
  const send = (): void => {
    while (running.size < limits.atATime) {
      const trial = signal.aborted ? undefined : queue.next();
      if (!trial) break;
      running.set(trial.id, trial);
      driver.tell({ run: workOf(trial, key, limits) });
    }
    if (running.size === 0) end();
  };
  signal.addEventListener("abort", end, { once: true });
  send();
  for (let event = await driver.next(); event.event !== "ended"; event = await driver.next()) {
    if (event.event === "setup") watcher.note?.(setupNote(event));
    const trial = "id" in event ? running.get(event.id) : undefined;
    if (!trial || isEnding) continue;
    if (event.event === "started") {
      watcher.started?.(trial, event.node);
      continue;
    }
    running.delete(trial.id);
    if (event.event === "done") {
      queue.done(trial);
      watcher.done(trial, event.seconds);
    } else if (event.event === "failed") {
      failed.push({ trial, why: event.why });
      watcher.failed?.(trial);
    }
    send();
  }
  signal.removeEventListener("abort", end);
  return { failed };
}

function setupNote({ node, seconds }: Extract<RayEvent, { readonly event: "setup" }>): string {
  return seconds === undefined
    ? `node ${node} lacks the project: it is sent there and set up ...`
    : `node ${node} is set up (${seconds.toFixed(0)} s)`;
}

/** A trial as a piece of work: what it reads and makes in the study's folder. */
function workOf(trial: Trial, key: string, { gpus, seconds }: RayLimits): RayWork {
  const gans = needs(trial).map((id) => `gans/${id}`);
  const external = trial.kind === "arm" ? ["external"] : [];
  const logs = trialLogs(trial);
  const made = {
    gan: [`${logs}/gan`, `gans/${trial.id}`],
    arm: [logs],
    baseline: [],
  }[trial.kind];
  return {
    id: trial.id,
    worker: workerProgram.file,
    key,
    message: trial,
    inputs: ["study.json", `folds/${trial.foldId}`, ...external, ...gans],
    outputs: [...made, `trials/${trial.id}.json`],
    cpus: 1,
    gpus: trial.kind === "baseline" ? 0 : gpus,
    seconds,
  };
}
