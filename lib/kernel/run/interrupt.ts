import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { signalPrograms } from "./signal-programs";
import { rememberProgram, spareOthers } from "./spare-others";

/** Shared with the control thread: [0] is 1 while an interrupt is pending, [1] while a cell runs, [2] while it waits for a program. */
export const flag = new Int32Array(new SharedArrayBuffer(12));

/** The error that ends an interrupted cell, as in Python. */
export class KeyboardInterrupt extends Error {
  override readonly name = "KeyboardInterrupt";
  constructor() {
    super("Interrupted");
  }
}

/** One run of a cell. */
interface Run {
  /** Its text on promises and timers that it leaves. */
  [inspect.custom](): string;
  readonly cell: number;
  /** Its signal fires when an interrupt asks it to end. */
  readonly controller: AbortController;
  /** Time at which a check threw, ms; from then on the cell cleans up. */
  raised?: number;
  /** Pieces of its work that an interrupt waits for. */
  deferred: number;
  /** Ended by an interrupt: its pending code must not continue. */
  isStopped: boolean;
  /** Ends the cell although its promise never settles. */
  abandon(): void;
  /** Rejections of awaits inside `try`, for an interrupt to end. */
  readonly waiting: Set<(error: KeyboardInterrupt) => void>;
  /** Process ids of the programs it has started and does not stand still for; without detached ones. */
  readonly programs: Set<number>;
}

const longestTurn = 50; // ms between turns of the event loop in a cell that awaits
const gracePeriod = 300; // ms in which a cell may reach a check, before its awaits are rejected
const cleanUpPeriod = 400; // ms for its catch and finally blocks after that

const runs = new AsyncLocalStorage<Run>();
let current: Run | undefined;
let last: Run | undefined; // also after its end
let lastTurn = 0;
let hasStopped = false;

/** Number of the cell whose code scheduled the running callback; undefined if unknown. */
export const owningCell = (): number | undefined => runs.getStore()?.cell;

/** Signal that fires when the cell of the running code is interrupted, so that training code can save; undefined before the first. */
export const currentSignal = (): AbortSignal | undefined => (runs.getStore() ?? last)?.controller.signal;

/** Whether the running code belongs to a cell that an interrupt has ended: it must not continue. */
export const isInterruptedRun = (): boolean => hasStopped && runs.getStore()?.isStopped === true;

/**
 * Runs a cell so that it can be interrupted.
 *
 * @param abandon ends the cell although its promise never settles
 */
export async function interruptible<T>(
  cell: number,
  work: () => Promise<T>,
  abandon: () => void,
): Promise<T> {
  const run: Run = {
    cell,
    controller: new AbortController(),
    deferred: 0,
    isStopped: false,
    waiting: new Set(),
    programs: new Set(),
    abandon,
    [inspect.custom]: () => `cell ${cell}`,
  };
  last = current = run;
  lastTurn = performance.now();
  flag[0] = 0;
  flag[1] = 1;
  try {
    return await runs.run(run, work);
  } finally {
    if (run.controller.signal.aborted || run.raised !== undefined) {
      stop(run);
      if (run.programs.size > 0) signalPrograms("SIGINT", (pid) => run.programs.has(pid));
    }
    flag[1] = 0;
    flag[0] = 0;
    current = undefined;
  }
}

/** Stops the running cell: at its next check, or after 0.3 s where it awaits. Does nothing if no cell runs. */
export function interrupt(): void {
  flag[0] = 1;
  takeInterrupt();
}

/** The same for an interrupt that the control thread has set in `flag`: one meant for a cell that has ended since is over. */
export function takeInterrupt(): void {
  if (flag[0] === 0) return;
  const run = current;
  flag[0] = run ? 1 : 0; // between cells only a loop of a callback can be stopped: its check has thrown before this runs
  if (!run || run.controller.signal.aborted) return;
  run.controller.abort(new KeyboardInterrupt());
  const after = (ms: number, next: () => void): void => {
    setTimeout(() => {
      if (current !== run) return;
      if (run.deferred > 0) after(longestTurn, next);
      else next();
    }, ms);
  };
  after(gracePeriod, () => {
    const isCleaningUp = run.raised !== undefined || run.waiting.size > 0;
    run.raised ??= performance.now(); // what is released now cleans up: no check throws meanwhile
    for (const release of [...run.waiting]) release(new KeyboardInterrupt());
    if (isCleaningUp) after(cleanUpPeriod, run.abandon);
    else run.abandon();
  });
}

/** Marks the running cell as ended: its pending code stops at its next check, also while later cells run. */
export function stopCurrent(): void {
  if (current) stop(current);
}

function stop(run: Run): void {
  run.isStopped = true;
  hasStopped = true;
}

function raise(): void {
  const run = runs.getStore() ?? current;
  if (run !== undefined && run.deferred > 0) return;
  if (current && run !== current && run?.isStopped === false) return; // pending code of another cell goes on
  const now = performance.now();
  if (run?.raised !== undefined && now - run.raised < cleanUpPeriod) return; // its catch and finally blocks run
  if (run) run.raised ??= now;
  throw new KeyboardInterrupt();
}

/** Defers an interrupt until `work` (a training step, a checkpoint) has ended; it throws right after. */
export async function deferInterrupt<T>(work: () => Promise<T>): Promise<T> {
  const run = runs.getStore() ?? current;
  if (run) run.deferred++;
  try {
    return await work();
  } finally {
    if (run) run.deferred--;
    check();
  }
}

/** Remembers a program that the running code has started: an interrupt of its cell ends it, unless it is detached. */
export function noteProgram(pid: number, isDetached: boolean): void {
  rememberProgram(pid);
  if (!isDetached) runs.getStore()?.programs.add(pid);
}

/** Runs a program that the main thread waits for; an interrupt ends the program, and then the cell. */
export function waitForProgram<T>(run: () => T): T {
  spareOthers(current?.programs);
  Atomics.store(flag, 2, 1);
  try {
    check(); // what comes from here on, the control thread answers by ending the program
    return run();
  } finally {
    Atomics.store(flag, 2, 0);
    check();
  }
}

/** The check in every loop body of cells and of the project's files. */
export function check(): void {
  if (flag[0] !== 0) raise();
}

/** The check before an await. The event loop turns at least every 50 ms, so that outputs and timers get through. */
export function beforeAwait<T>(value: T): T | Promise<Awaited<T>> {
  if (flag[0] !== 0) raise();
  const now = performance.now();
  if (now - lastTurn < longestTurn) return value;
  lastTurn = now;
  const promise = Promise.resolve(value);
  promise.catch(() => undefined); // it is awaited after the turn
  return new Promise((done) => setImmediate(() => done(promise)));
}

/** The same inside `try`: an interrupt ends also a wait for what never settles, so that catch and finally run. */
export function beforeAwaitInTry<T>(value: T): T | Promise<Awaited<T>> {
  const promise = beforeAwait(value);
  const run = runs.getStore();
  if (!run || typeof (promise as PromiseLike<unknown> | undefined)?.then !== "function") return promise;
  return new Promise((done, failed) => {
    const free =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        run.waiting.delete(failed);
        settle(value);
      };
    run.waiting.add(failed);
    (promise as PromiseLike<Awaited<T>>).then(free(done), free(failed));
  });
}

/** The check after an await: after an interrupt, code behind an await does not continue. */
export function afterAwait<T>(value: T): T {
  if (flag[0] !== 0) raise();
  if (isInterruptedRun()) throw new KeyboardInterrupt();
  return value;
}

/** The check at the end of each catch block: it may save and report, but cannot swallow an interrupt. */
export function rethrowInterrupt(error: unknown): void {
  if (flag[0] !== 0 && isKeyboardInterrupt(error)) throw error;
}

/** Whether an error is an interrupt, by its name: the project's own lib has a class of the same name. */
function isKeyboardInterrupt(error: unknown): boolean {
  try {
    return error instanceof Error && error.name === "KeyboardInterrupt";
  } catch {
    return false; // an error of the user's whose name cannot be read
  }
}

/** Makes the checks global, where compiled code finds them. */
export function installChecks(): void {
  const checks = {
    __check: check,
    __await: beforeAwait,
    __awaitInTry: beforeAwaitInTry,
    __resume: afterAwait,
    __caught: rethrowInterrupt,
  };
  for (const [name, value] of Object.entries(checks))
    Object.defineProperty(globalThis, name, { value, configurable: true });
}
