const mostSpared = 1024;

/** Shared with the control thread: process ids of the programs that `spareOthers` has named, then zeros. */
export const spared = new Int32Array(new SharedArrayBuffer(4 * mostSpared));

/** Process ids of the programs that cells have started and have not stood still for. */
const inBackground = new Set<number>();

/** Remembers a program that goes on behind its cell. */
export function rememberProgram(pid: number): void {
  inBackground.add(pid);
}

/**
 * Names the programs that go on when the one that the main thread waits for is ended: those in the background but for the
 * running cell's own.
 */
export function spareOthers(own: ReadonlySet<number> | undefined): void {
  for (const pid of inBackground) if (!isRunning(pid)) inBackground.delete(pid);
  const others = [...inBackground].filter((pid) => own?.has(pid) !== true);
  spared.fill(0);
  spared.set(others.slice(-mostSpared));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
