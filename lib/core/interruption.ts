/** Services of the project's kernel for the code of a running cell; absent outside the kernel. */
interface Cell {
  readonly signal?: AbortSignal;
  deferInterrupt?<T>(work: () => Promise<T>): Promise<T>;
}

const running = (): Cell | undefined => (globalThis as { readonly __cell?: Cell }).__cell;

/** The error that ends an interrupted cell, as in Python; the kernel recognises it by its name. */
export class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";
}

/** Fires when the running cell is asked to stop; undefined outside the kernel. */
export function cellSignal(): AbortSignal | undefined {
  return running()?.signal;
}

/** Was the running cell asked to stop? Never outside the kernel. */
export function isInterrupted(): boolean {
  return cellSignal()?.aborted ?? false;
}

/** Is this error an interrupt, thrown by the kernel's checks or by `stopWhenInterrupted`? */
export function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === "KeyboardInterrupt";
}

/** @throws KeyboardInterrupt when the running cell was asked to stop */
export function stopWhenInterrupted(): void {
  if (isInterrupted()) throw new KeyboardInterrupt("Interrupted");
}

/**
 * Does a piece of work that an interrupt must not cut in two: a training step, a checkpoint. The kernel interrupts at every
 * loop and every await of lib; here it waits until the work is done. Outside the kernel the work is just done.
 *
 * @throws KeyboardInterrupt after the work, where the kernel has held one back
 */
export async function deferInterrupt<T>(work: () => T | Promise<T>): Promise<T> {
  const cell = running();
  const done = async (): Promise<T> => work();
  return cell?.deferInterrupt === undefined ? done() : cell.deferInterrupt(done);
}
