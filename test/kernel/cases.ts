import { afterAll, beforeAll, expect, test } from "vitest";
import { startKernel, stopKernels, type Kernel } from "./client";
import type { Execution } from "./execution";
import { workspace, type Files, type Workspace } from "./workspace";

/** A cell, or files written (undefined: removed) before the next cell. */
export type Step = string | Files;

/**
 * Expected result of the last cell: the text of its value, undefined for no value; a pattern for its error
 * (see errorText); or all that it writes to stdout.
 */
export type Want = string | undefined | RegExp | { readonly stdout: string };

/** A sentence, the steps of a session, and what the last cell must give. */
export type Case = readonly [sentence: string, steps: readonly Step[], want: Want];

/** One kernel in one workspace for all the cases of a test file. */
export interface Bench {
  readonly kernel: () => Kernel;
  readonly place: () => Workspace;
  /** Runs steps in order; the outcome of each cell. */
  readonly run: (...steps: readonly Step[]) => Promise<Execution[]>;
  /** Registers a test for each case. */
  readonly table: (cases: readonly Case[]) => void;
}

/** Starts the kernel of a test file before its tests and ends it after them. */
export function bench(files: Files = {}): Bench {
  let kernel: Kernel | undefined;
  let place: Workspace | undefined;
  beforeAll(async () => {
    place = workspace(files);
    kernel = await startKernel({ cwd: place.notebooks });
  }, 60_000);
  afterAll(async () => {
    await stopKernels();
    place?.remove();
  });
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("Cannot run a cell: the kernel is not started yet.");
    return value;
  };
  const run: Bench["run"] = async (...steps) => {
    const outcomes: Execution[] = [];
    for (const step of steps)
      if (typeof step === "string") outcomes.push(await there(kernel).execute(step));
      else there(place).write(step);
    return outcomes;
  };
  const table: Bench["table"] = (cases) => {
    for (const [sentence, steps, want] of cases) test(sentence, async () => check(await run(...steps), want));
  };
  return { kernel: () => there(kernel), place: () => there(place), run, table };
}

/** Milliseconds of processor time that a kernel has taken: what others take of the machine does not count. */
export async function cpuTime(kernel: Kernel): Promise<number> {
  const { result } = await kernel.execute("process.cpuUsage().user + process.cpuUsage().system");
  return Number(result) / 1000;
}

/** An error as one text: `name: message`, then the traceback. */
export function errorText({ error }: Execution): string {
  return error === undefined ? "" : `${error.ename}: ${error.evalue}\n${error.trace}`;
}

function check(outcomes: readonly Execution[], want: Want): void {
  const last = outcomes.at(-1);
  const before = outcomes.slice(0, -1).map(errorText).join("\n");
  if (last === undefined) throw new Error("Cannot check a case: it has no cell.");
  if (want instanceof RegExp) return expect(errorText(last), before).toMatch(want);
  expect(errorText(last), before).toBe("");
  if (typeof want === "object") expect(last.text("stdout"), before).toBe(want.stdout);
  else expect(last.result, before).toBe(want);
}
