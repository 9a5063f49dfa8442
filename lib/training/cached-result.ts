import { cellSignal } from "../core";

interface Finished {
  readonly key: string;
  readonly result: unknown;
  /** Of the cell that trained it. */
  readonly signal: AbortSignal;
}

const finished = new Map<string, Finished>();

/**
 * Remembers what the running cell has trained.
 *
 * @param folder where it lies
 * @param key everything that the training depended on
 */
export function cacheResult(folder: string, key: string, result: unknown): void {
  const signal = cellSignal();
  if (signal) finished.set(folder, { key, result, signal });
}

/**
 * The result of a training that the same cell finished before it was interrupted in a later one: run again, the cell
 * need not repeat it. After a cell that was not interrupted there is none: running it again means training again.
 *
 * @returns the result given to `cacheResult` with the same key, or undefined
 */
export function cachedResult<T>(folder: string, key: string, name: string): T | undefined {
  const found = finished.get(folder);
  finished.delete(folder);
  if (found?.key !== key || !found.signal.aborted) return undefined;
  console.log(`${name}: trained before the interruption, not again`);
  cacheResult(folder, key, found.result);
  return found.result as T;
}
