import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startKernel, stopKernels, type Kernel } from "./client";
import type { Execution } from "./execution";
import { workspace, type Files, type Workspace } from "./workspace";

/** When a cell is interrupted and how long the wait for its end may be. */
export interface When {
  /** Milliseconds after the cell has written "going"; 60 when absent. */
  readonly after?: number;
  /** Not after "going", but after the kernel has said that it is busy with the cell. */
  readonly onBusy?: boolean;
  /** Seconds until the cell counts as one that does not stop; 20 when absent. */
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
  readonly stop: (code: string, when?: When) => Promise<Execution>;
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
  beforeAll(start, 60_000);
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
        for (const cell of cells) last = await execute(cell, { allowStdin: true });
        return last;
      }),
    stop: (code, { after = 60, onBusy = false, limit = 20 } = {}) =>
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
        await interrupt();
        const late = pause(limit * 1000).then(() =>
          Promise.reject(new Error(`It runs on after ${limit} s.`)),
        );
        late.catch(() => undefined);
        return Promise.race([done, late]);
      }),
  };
}

/** A file that does not exist until `release` makes it: what a cell waits for that a test holds up. */
export interface Gate {
  /** An expression of a cell: whether the cell may go on. */
  readonly isOpen: string;
  release(): void;
}

/** Makes a gate in a folder of its own. */
export function gate(): Gate {
  const file = join(mkdtempSync(join(tmpdir(), "graft-gate-")), "open");
  return {
    isOpen: `process.getBuiltinModule("node:fs").existsSync(${JSON.stringify(file)})`,
    release: () => writeFileSync(file, ""),
  };
}

/** Waits until a cell has written a text. */
export const written = ({ channels }: Kernel, id: string, text: string): Promise<void> =>
  heard(() =>
    channels.iopub.some(
      ({ parent, content }) => parent.msg_id === id && String(content["text"]).includes(text),
    ),
  );

async function heard(there: () => boolean): Promise<void> {
  for (let i = 0; i < 2000 && !there(); i++) await pause(10);
  if (!there()) throw new Error("Cannot interrupt the cell: nothing of it came in 20 s.");
}
