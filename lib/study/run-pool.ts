import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { root } from "../core";
import { withoutTensorflowNotices } from "../core/tensorflow-notices.mjs";
import type { Trial } from "./trial";
import type { WorkerAnswer } from "./worker";

/** Called while the pool works. */
export interface PoolWatcher {
  /** A trial has finished. @param seconds its duration */
  done(trial: Trial, seconds: number): void;
}

interface PoolOptions {
  readonly processes: number;
  readonly signal: AbortSignal;
  readonly mayStart?: (trial: Trial) => boolean;
}

/** Outcome of a pool: the first trial that failed and its error, undefined when none did. */
export interface PoolEnd {
  readonly failed: { readonly trial: Trial; readonly why: string } | undefined;
}

/** The worker's entry file, and the flags by which Node runs TypeScript. */
const workerFile = "lib/study/worker.ts";
const execArgv = ["--no-warnings", "--import", "tsx"];

/**
 * Runs trials in `options.processes` processes of one thread each. A trial starts when those it needs are finished. After
 * a failure no trial starts, and those that run are finished: no work is lost.
 *
 * @param trials in an order in which each comes after those it needs
 * @param options.signal kills all processes
 * @param options.mayStart whether a trial whose turn it is may begin; one that may not is left out
 */
export async function runPool(
  trials: readonly Trial[],
  folder: string,
  { processes, signal, mayStart = () => true }: PoolOptions,
  watcher: PoolWatcher,
): Promise<PoolEnd> {
  const waiting = [...trials];
  const unfinished = new Set(trials.map((t) => t.id));
  let failed: PoolEnd["failed"];
  const next = (): Trial | undefined => {
    if (failed || signal.aborted) return undefined;
    const at = waiting.findIndex((t) => needs(t).every((id) => !unfinished.has(id)) && mayStart(t));
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  };
  await new Promise<void>((resolve) => {
    const idle = new Set<ChildProcess>();
    const busy = new Map<ChildProcess, Trial>();
    const children = Array.from({ length: Math.max(1, Math.min(processes, trials.length)) }, () =>
      fork(join(root(), workerFile), [folder], {
        cwd: root(),
        execArgv,
        env: singleThreadEnvironment(),
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
          if ("error" in answer) failed ??= { trial, why: answer.error };
          else {
            unfinished.delete(trial.id);
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
          failed ??= {
            trial,
            why: `its process ended (${by ?? code ?? ""})\n${withoutTensorflowNotices(said)}`.trim(),
          };
        if (alive.size > 0) assign();
        else {
          signal.removeEventListener("abort", stop);
          resolve();
        }
      });
    }
  });
  return { failed };
}

function needs(trial: Trial): readonly string[] {
  return trial.kind === "gan" ? [] : trial.gans;
}

function singleThreadEnvironment(): NodeJS.ProcessEnv {
  const threads = ["TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"];
  return {
    ...process.env,
    ...Object.fromEntries(threads.map((name) => [name, "1"])),
    GRAFT_PROGRESS: join("/", "dev", "null"),
  };
}
