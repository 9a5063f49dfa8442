import { afterAll, beforeAll } from "vitest";
import { startKernel, stopKernels, type Kernel } from "./client";
import type { Execution } from "./execution";
import { workspace, type Files, type Workspace } from "./workspace";

/** What came of a cell that was interrupted. */
export interface Stopped extends Execution {
  /** From the interrupt to reply and idle. */
  readonly seconds: number;
}

/** When a cell is interrupted and how long the wait for its end may be. */
export interface When {
  /** Milliseconds after the cell has written "going"; 60 when absent. */
  readonly after?: number;
  /** Not after "going", but after the kernel has said that it is busy with the cell. */
  readonly onBusy?: boolean;
  /** Seconds until the cell counts as one that does not stop; 4 when absent. */
  readonly limit?: number;
}

/** A kernel for cells that may not stop: one that hangs is replaced, so that the next test has a fresh one. */
export interface InterruptBench {
  readonly kernel: () => Kernel;
  /** Replaces the kernel by a new one. */
  readonly fresh: () => Promise<void>;
  /** Executes cells in order; the outcome of the last. */
  readonly run: (...cells: readonly string[]) => Promise<Execution>;
  /** Executes a cell and interrupts it. */
  readonly stop: (code: string, when?: When) => Promise<Stopped>;
}

/** Resolves after so many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Starts a kernel before the tests of a file and ends it after them; `first` is its first cell. */
export function interruptBench(files: Files, first: string): InterruptBench {
  let kernel: Kernel | undefined;
  let place: Workspace | undefined;
  const start = async (): Promise<void> => {
    place ??= workspace(files);
    kernel = await startKernel({ cwd: place.notebooks });
    const { error } = await kernel.execute(first);
    if (error) throw new Error(error.trace);
  };
  const now = (): Kernel => {
    if (kernel === undefined) throw new Error("Cannot run a cell: the kernel is not started yet.");
    return kernel;
  };
  const fresh = async (): Promise<void> => {
    await now().stop();
    await start();
  };
  const replacing = async <T>(work: (kernel: Kernel) => Promise<T>): Promise<T> => {
    try {
      return await work(now());
    } catch (error) {
      await fresh();
      throw error;
    }
  };
  beforeAll(start);
  afterAll(async () => {
    await stopKernels();
    place?.remove();
  });
  return {
    kernel: now,
    fresh,
    run: (...cells) =>
      replacing(async ({ execute }) => {
        let last = await execute("");
        for (const cell of cells) last = await execute(cell, { timeout: 5, allowStdin: true });
        return last;
      }),
    stop: (code, { after = 60, onBusy = false, limit = 4 } = {}) =>
      replacing(async ({ executeNoWait, channels, interrupt }) => {
        const { id, done } = executeNoWait(code, { timeout: limit + 5, allowStdin: true });
        await heard(() =>
          channels.iopub.some(
            ({ parent, content }) =>
              parent.msg_id === id &&
              (onBusy ? content["execution_state"] === "busy" : String(content["text"]).includes("going")),
          ),
        );
        await pause(after);
        const began = performance.now();
        await interrupt();
        const late = pause(limit * 1000).then(() =>
          Promise.reject(new Error(`It runs on after ${limit} s.`)),
        );
        late.catch(() => undefined);
        const outcome = await Promise.race([done, late]);
        return { ...outcome, seconds: (performance.now() - began) / 1000 };
      }),
  };
}

async function heard(there: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !there(); i++) await pause(10);
  if (!there()) throw new Error("Cannot interrupt the cell: nothing of it came in 3 s.");
}
