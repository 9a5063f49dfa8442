import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";

/** Shared with the control thread: [0] an interrupt is wanted, [1] a cell runs. */
export const flag = new Int32Array(new SharedArrayBuffer(8));

/** How an interrupted cell ends, as in Python. */
export class KeyboardInterrupt extends Error {
  override readonly name = "KeyboardInterrupt";
  constructor() {
    super("Interrupted");
  }
}

/** One run of a cell. */
interface Run {
  /** How it is shown on the promises and timers it leaves. */
  [inspect.custom](): string;
  readonly cell: number;
  /** When a check threw, ms; what the cell does then is to clean up. */
  raised?: number;
  /** Ended by an interrupt: what it still has going must not go on. */
  isStopped: boolean;
  /** Ends the cell although its promise never settles. */
  abandon(): void;
  /** Ends of awaits that may be given up. */
  readonly waiting: Set<(error: KeyboardInterrupt) => void>;
}

const turn = 50; // ms that a cell may keep the event loop to itself between awaits
const grace = 300; // ms that a cell gets to pass a check before the awaits it hangs in are given up
const cleanUp = 400; // ms that its catch and finally blocks get after that

const runs = new AsyncLocalStorage<Run>();
let current: Run | undefined;
let controller = new AbortController();
let lastTurn = 0;
let deferred = 0;
let hasStopped = false;

/** The number of the cell whose code set the present callback going; undefined where nobody knows. */
export const owner = (): number | undefined => runs.getStore()?.cell;

/** Fires when the running cell is interrupted: training code saves first. */
export const signal = (): AbortSignal => controller.signal;

/** Whether the present code belongs to a cell that an interrupt ended: it must not go on. */
export const isBehind = (): boolean => hasStopped && runs.getStore()?.isStopped === true;

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
    isStopped: false,
    waiting: new Set(),
    abandon,
    [inspect.custom]: () => `cell ${cell}`,
  };
  controller = new AbortController();
  current = run;
  deferred = 0;
  lastTurn = performance.now();
  flag[0] = 0;
  flag[1] = 1;
  try {
    return await runs.run(run, work);
  } finally {
    if (controller.signal.aborted) stop(run);
    flag[1] = 0;
    flag[0] = 0;
    current = undefined;
  }
}

/** Asks the running cell to stop: at its next check, or, where it waits for something, after .3 s. Nothing when none runs. */
export function interrupt(): void {
  const run = current;
  flag[0] = run ? 1 : 0; // between cells only a loop of a callback can be stopped: its check has thrown before this runs
  if (!run || controller.signal.aborted) return;
  controller.abort(new KeyboardInterrupt());
  const after = (ms: number, next: () => void): void => {
    setTimeout(() => {
      if (current !== run) return;
      if (deferred > 0) after(turn, next);
      else next();
    }, ms);
  };
  after(grace, () => {
    const isCleaningUp = run.raised !== undefined || run.waiting.size > 0;
    run.raised ??= performance.now(); // what is released now cleans up: no check throws meanwhile
    for (const release of [...run.waiting]) release(new KeyboardInterrupt());
    if (isCleaningUp) after(cleanUp, run.abandon);
    else run.abandon();
  });
}

/** Marks the running cell as ended: what it still has going stops at its next check, also while later cells run. */
export function stopCurrent(): void {
  if (current) stop(current);
}

function stop(run: Run): void {
  run.isStopped = true;
  hasStopped = true;
}

function raise(): void {
  if (deferred > 0) return;
  const run = runs.getStore() ?? current;
  if (current && run !== current && run?.isStopped === false) return; // what another cell has going is not meant
  const now = performance.now();
  if (run?.raised !== undefined && now - run.raised < cleanUp) return; // its catch and finally blocks run
  if (run) run.raised ??= now;
  throw new KeyboardInterrupt();
}

/** Keeps checks from throwing while `work` is under way (a training step, a checkpoint); a wanted interrupt throws right after. */
export async function deferInterrupt<T>(work: () => Promise<T>): Promise<T> {
  deferred++;
  try {
    return await work();
  } finally {
    deferred = Math.max(0, deferred - 1);
    check();
  }
}

/** In every loop body of cells and lib. */
export function check(): void {
  if (flag[0] !== 0) raise();
}

/** Around what is awaited: the event loop turns at least every 50 ms, so that outputs and timers get through. */
export function beforeAwait<T>(value: T): T | Promise<Awaited<T>> {
  if (flag[0] !== 0) raise();
  const now = performance.now();
  if (now - lastTurn < turn) return value;
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

/** Around an await: nothing of an interrupted cell goes on behind, whenever its promise settles. */
export function afterAwait<T>(value: T): T {
  if (flag[0] !== 0) raise();
  if (isBehind()) throw new KeyboardInterrupt();
  return value;
}

/** At the end of each catch block: it may save and tell, but an interrupt goes on. */
export function caught(error: unknown): void {
  if (flag[0] !== 0 && isKeyboardInterrupt(error)) throw error;
}

/** By its name: lib has one of its own. */
function isKeyboardInterrupt(error: unknown): boolean {
  try {
    return error instanceof Error && error.name === "KeyboardInterrupt";
  } catch {
    return false; // an error of the user's whose name cannot be read
  }
}

/** Puts the checks where compiled cells and lib files find them. */
export function installChecks(): void {
  const checks = {
    __check: check,
    __await: beforeAwait,
    __awaitInTry: beforeAwaitInTry,
    __resume: afterAwait,
    __caught: caught,
  };
  for (const [name, value] of Object.entries(checks))
    Object.defineProperty(globalThis, name, { value, configurable: true });
}
