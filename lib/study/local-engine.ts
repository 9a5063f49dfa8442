import { range } from "../core";
import type { WorkerAnswer } from "./serve-trials";
import type {
  FailedTrial,
  TrialBatch,
  TrialEngine,
  TrialOptions,
  TrialWatcher,
  TrialsEnd,
} from "./trial-engine";
import { trialQueue, type TrialQueue } from "./trial-queue";
import { startWorker, type WorkerProcess } from "./worker-process";
import type { AnyTrial } from "./worker-program";

/** The engine of this machine. @param processes that run trials at a time, each with one thread */
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

/** The processes that run some trials, and what each does. */
interface Pool<T extends AnyTrial> {
  readonly queue: TrialQueue<T>;
  readonly signal: AbortSignal;
  readonly watcher: TrialWatcher<T>;
  readonly alive: Set<WorkerProcess>;
  readonly idle: Set<WorkerProcess>;
  readonly busy: Map<WorkerProcess, T>;
  failed: FailedTrial<T> | undefined;
  /** Whether the processes were let go, as nothing more may begin. */
  isDismissed: boolean;
}

/**
 * Runs trials in `options.processes` processes of one thread each. A trial starts when those it needs are finished. After
 * a failure no trial starts, and those that run are finished: no work is lost. Where all processes are gone before all is
 * done, the trial whose turn it was has failed.
 */
function runPool<T extends AnyTrial>(
  batch: TrialBatch<T>,
  { processes, signal, ...when }: PoolOptions<T>,
  watcher: TrialWatcher<T>,
): Promise<TrialsEnd<T>> {
  const pool: Pool<T> = {
    queue: trialQueue(batch, when),
    signal,
    watcher,
    alive: new Set(),
    idle: new Set(),
    busy: new Map(),
    failed: undefined,
    isDismissed: false,
  };
  const stop = (): void => {
    for (const worker of pool.alive) worker.kill();
  };
  signal.addEventListener("abort", stop, { once: true });
  return new Promise((resolve) => {
    const start = (): void => {
      const worker = startWorker(batch, {
        ready: () => {
          takeBack(pool, worker);
        },
        answered: (answer) => {
          takeBack(pool, worker, answer);
        },
        ended: (how) => {
          lose(pool, worker, how);
          if (pool.alive.size > 0) return;
          signal.removeEventListener("abort", stop);
          resolve({ failed: pool.failed ? [pool.failed] : [] });
        },
      });
      pool.alive.add(worker);
    };
    range(Math.max(1, Math.min(processes, batch.trials.length))).forEach(start);
  });
}

/** The next trial that may begin; none after a failure. */
function next<T extends AnyTrial>({ queue, failed, signal }: Pool<T>): T | undefined {
  return failed || signal.aborted ? undefined : queue.next();
}

/** Gives the idle processes what may begin; when nothing may and nothing runs, all are let go. */
function assign<T extends AnyTrial>(pool: Pool<T>): void {
  const { idle, busy, alive, watcher } = pool;
  for (const worker of [...idle]) {
    const trial = next(pool);
    if (!trial) break;
    idle.delete(worker);
    busy.set(worker, trial);
    watcher.started?.(trial);
    worker.run(trial);
  }
  if (busy.size > 0 || idle.size < alive.size) return;
  pool.isDismissed = true;
  for (const worker of alive) worker.dismiss();
}

/** A process is free. @param answer about the trial it had; none when it has just begun */
function takeBack<T extends AnyTrial>(pool: Pool<T>, worker: WorkerProcess, answer?: WorkerAnswer): void {
  const trial = pool.busy.get(worker);
  pool.busy.delete(worker);
  pool.idle.add(worker);
  if (trial && answer) {
    if ("error" in answer) fails(pool, trial, answer.error);
    else {
      pool.queue.done(trial);
      pool.watcher.done(trial, answer.seconds);
    }
  }
  assign(pool);
}

/** A process is gone: its trial has failed, or with the last one the trial that it would have been given. */
function lose<T extends AnyTrial>(pool: Pool<T>, worker: WorkerProcess, how: string): void {
  const { alive, idle, busy, signal, watcher, isDismissed } = pool;
  const own = busy.get(worker);
  alive.delete(worker);
  idle.delete(worker);
  busy.delete(worker);
  if (signal.aborted || isDismissed) return;
  const trial = own ?? (alive.size === 0 ? next(pool) : undefined);
  if (trial) fails(pool, trial, how);
  else if (alive.size > 0) watcher.note?.(`lost a process, ${alive.size} left: ${how}`);
  if (alive.size > 0) assign(pool);
}

function fails<T extends AnyTrial>(pool: Pool<T>, trial: T, why: string): void {
  pool.failed ??= { trial, why };
  pool.watcher.failed?.(trial);
}
