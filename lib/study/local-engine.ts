import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { root } from "../core";
import { withoutTensorflowNotices } from "../core/tensorflow-notices.mjs";
import type { WorkerAnswer } from "./serve-trials";
import type {
  FailedTrial,
  TrialBatch,
  TrialEngine,
  TrialOptions,
  TrialWatcher,
  TrialsEnd,
} from "./trial-engine";
import { trialQueue } from "./trial-queue";
import { workerFlags, workerVariables, type AnyTrial } from "./worker-program";

/** The engine of this machine: so many processes. */
export function localEngine(processes: number): TrialEngine {
  return {
    atATime: processes,
    run: (batch, options, watcher) => runPool(batch, { ...options, processes }, watcher),
    close: () => Promise.resolve(),
  };
}

interface PoolOptions<T extends AnyTrial> extends TrialOptions<T> {
  readonly processes: number;
}

/**
 * Runs trials in `options.processes` processes of one thread each. A trial starts when those it needs are finished. After
 * a failure no trial starts, and those that run are finished: no work is lost.
 */
async function runPool<T extends AnyTrial>(
  batch: TrialBatch<T>,
  { processes, signal, mayStart = () => true }: PoolOptions<T>,
  watcher: TrialWatcher<T>,
): Promise<TrialsEnd<T>> {
  const { worker, trials, folder } = batch;
  const queue = trialQueue(batch, mayStart);
  let failed: FailedTrial<T> | undefined;
  const fails = (trial: T, why: string): void => {
    failed ??= { trial, why };
    watcher.failed?.(trial);
  };
  const next = (): T | undefined => (failed || signal.aborted ? undefined : queue.next());
  await new Promise<void>((resolve) => {
    const idle = new Set<ChildProcess>();
    const busy = new Map<ChildProcess, T>();
    const children = Array.from({ length: Math.max(1, Math.min(processes, trials.length)) }, () =>
      fork(join(root(), worker.file), [folder], {
        cwd: root(),
        execArgv: [...workerFlags],
        env: { ...process.env, ...workerVariables },
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      }),
    );
    const alive = new Set(children);
    const assign = (): void => {
      for (const child of [...idle]) {
        const trial = next();
        if (!trial) break;
        idle.delete(child);
        busy.set(child, trial);
        watcher.started?.(trial);
        child.send(trial);
      }
      if (busy.size === 0 && idle.size === alive.size)
        for (const child of alive) if (child.connected) child.disconnect();
    };
    const stop = (): void => {
      for (const child of alive) child.kill("SIGKILL");
    };
    signal.addEventListener("abort", stop, { once: true });
    for (const child of children) {
      let said = "";
      child.stderr?.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4000)));
      child.on("message", (answer: "ready" | WorkerAnswer) => {
        const trial = busy.get(child);
        busy.delete(child);
        idle.add(child);
        if (answer !== "ready" && trial) {
          if ("error" in answer) fails(trial, answer.error);
          else {
            queue.done(trial);
            watcher.done(trial, answer.seconds);
          }
        }
        assign();
      });
      child.on("exit", (code, by) => {
        alive.delete(child);
        idle.delete(child);
        const trial = busy.get(child);
        busy.delete(child);
        if (trial && !signal.aborted)
          fails(trial, `its process ended (${by ?? code ?? ""})\n${withoutTensorflowNotices(said)}`.trim());
        if (alive.size > 0) assign();
        else {
          signal.removeEventListener("abort", stop);
          resolve();
        }
      });
    }
  });
  return { failed: failed ? [failed] : [] };
}
