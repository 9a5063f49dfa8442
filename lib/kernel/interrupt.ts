import { AsyncLocalStorage } from "node:async_hooks";

/** Shared with the control thread: [0] an interrupt is wanted, [1] a cell runs. */
export const flag = new Int32Array(new SharedArrayBuffer(8));

/** How an interrupted cell ends, as in Python. */
export class KeyboardInterrupt extends Error {
  override readonly name = "KeyboardInterrupt";
  constructor() {
    super("Interrupted");
  }
}

interface Run {
  readonly cell: number;
  isStopped: boolean;
}

const turn = 50; // ms that a cell may keep the event loop to itself between awaits
const grace = 300; // ms that a cell gets to pass a check before the await it hangs in is given up

const runs = new AsyncLocalStorage<Run>();
let current: Run | undefined;
let controller = new AbortController();
let giveUp: () => void = () => undefined;
let lastTurn = 0;
let deferred = 0;
let hasStopped = false;

/** The number of the cell whose code set the present callback going; undefined where nobody knows. */
export const owner = (): number | undefined => runs.getStore()?.cell;

/** Fires when the running cell is interrupted: training code saves first. */
export const signal = (): AbortSignal => controller.signal;

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
  controller = new AbortController();
  current = { cell, isStopped: false };
  giveUp = abandon;
  deferred = 0;
  lastTurn = performance.now();
  flag[0] = 0;
  flag[1] = 1;
  try {
    return await runs.run(current, work);
  } finally {
    flag[1] = 0;
    flag[0] = 0;
    current = undefined;
  }
}

/** Asks the running cell to stop: at its next check, or, where it waits for something, after .3 s. Nothing when none runs. */
export function interrupt(): void {
  const run = current;
  flag[0] = run ? 1 : 0; // between cells only a loop of a callback can be stopped: its check has thrown before this runs
  if (!run) return;
  controller.abort(new KeyboardInterrupt());
  const abandon = (): void => {
    if (current !== run || flag[0] === 0) return;
    if (deferred > 0) setTimeout(abandon, turn);
    else {
      stop(run);
      giveUp();
    }
  };
  setTimeout(abandon, grace);
}

/** Marks a cell as ended: what it still has going stops at its next check, also while later cells run. */
export function stopCurrent(): void {
  if (current) stop(current);
}

function stop(run: Run): void {
  run.isStopped = true;
  hasStopped = true;
}

function raise(): void {
  if (deferred > 0) return;
  const run = runs.getStore();
  if (current && run && run !== current && !run.isStopped) return; // what another cell has going is not meant
  if (current) stop(current);
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

/** Around an await: nothing of an interrupted cell goes on behind, whenever its promise settles. */
export function afterAwait<T>(value: T): T {
  if (flag[0] !== 0) raise();
  if (hasStopped && runs.getStore()?.isStopped === true) throw new KeyboardInterrupt();
  return value;
}

/** Puts the checks where compiled cells and lib files find them. */
export function installChecks(): void {
  for (const [name, value] of Object.entries({ __check: check, __await: beforeAwait, __resume: afterAwait }))
    Object.defineProperty(globalThis, name, { value, configurable: true });
}
