import type { Executor } from "tslab/dist/executor";
import { importIntoSession, type SessionVariables } from "../load/import-into-session";
import type { Completion } from "../check/completion";
import { openConversion } from "../check/conversion";
import type { TypeProblem } from "../check/type-problem";
import { inspectCell } from "../check/inspect-cell";
import * as interrupts from "./interrupt";
import { createMimeBundle, type MimeBundle } from "./mime-bundle";
import { lastValue } from "../compile/session-variables";
import { installStoppableTimers } from "./stoppable-timers";
import { describeFailure, installTraces, type Failure } from "./failure";

export type { Completion } from "../check/completion";
export type { MimeBundle } from "./mime-bundle";
export type { Failure } from "./failure";

/** How a cell ended; `result` is the value of its last expression, if it has one. */
export type Outcome =
  { readonly status: "ok"; readonly result?: MimeBundle } | ({ readonly status: "error" } & Failure);

/** The TypeScript that a notebook's cells build up, one cell at a time. */
export interface Session {
  /** tslab's own. */
  readonly executor: Executor;
  /**
   * Checks, compiles and runs one cell. Never rejects. One at a time.
   *
   * @param settle waits, after the cell's last line, for its pending timers and requests; an interrupt ends that too
   */
  execute(code: string, number: number, settle?: () => Promise<void>): Promise<Outcome>;
  /** The value of an expression over the session's variables. */
  evaluate(expression: string): Promise<MimeBundle>;
  /** An error as Jupyter shows it, in TypeScript lines. */
  describe(error: unknown): Failure;
  /** Number of the cell whose code scheduled the running callback, if known. */
  owner(): number | undefined;
  /** Ends the running cell with the failure of an uncaught error. */
  abort(failure: Failure): void;
  complete(code: string, position: number): Completion;
  /** Declaration and documentation of the name at a position, or of the function in whose call it lies. */
  inspect(code: string, position: number): string | undefined;
  /** The first check, done while the client still gets ready. */
  warmUp(): void;
}

/** State of the running cell. */
interface Run {
  thrown?: unknown;
  /** Its last expression's value. */
  last?: { readonly value: unknown };
  /** A failure from outside its own code path: an uncaught error. */
  aborted?: Failure;
}

/**
 * Opens a session for the notebooks of a folder.
 *
 * @param folder relative imports start here
 */
export function openSession(folder: string): Session {
  const variables: SessionVariables = {};
  let run: Run = {};
  const conversion = openConversion(folder, (name) => Object.hasOwn(variables, name));
  const { converter, modules, cellFile } = conversion;
  const executor = conversion.createExecutor(
    folder,
    { node: converter, browser: converter, close: () => converter.close() },
    { log: () => undefined, error: (thrown: unknown) => (run.thrown = thrown) },
  );
  const begin = async (): Promise<void> => {
    await importIntoSession(variables, conversion.imports(), modules, cellFile);
    for (const word of await modules.refresh()) process.stderr.write(`${word}\n`);
  };
  const main = { id: ".", exports: variables, filename: cellFile, path: folder, loaded: false, children: [] };
  const require = Object.assign(modules.require(cellFile), { begin, main });
  Object.defineProperty(require, lastValue, { set: (value: unknown) => (run.last = { value }) });
  const cellInterface = Object.defineProperty({ deferInterrupt: interrupts.deferInterrupt }, "signal", {
    get: interrupts.currentSignal,
  });
  Object.assign(globalThis, { __tslab__: { exports: variables, require } });
  Object.defineProperty(globalThis, "__cell", { value: cellInterface }); // used by lib's trainings and figures
  interrupts.installChecks();
  installStoppableTimers();
  installTraces();

  /** Why the cell failed, whose variables were `before`. */
  const failure = (before: SessionVariables): Failure => {
    const problems = conversion.problems();
    if (problems.length > 0) return describeTypeProblems(problems);
    const isNew = (name: string): boolean => !Object.hasOwn(before, name) || before[name] !== variables[name];
    conversion.keep((name) => Object.hasOwn(variables, name) && isNew(name));
    if (run.aborted) return run.aborted;
    return isInterrupt(run.thrown) ? interruptFailure : describeFailure(run.thrown);
  };
  /** Runs the cell, formats its last value, and waits for its pending timers and requests. */
  const runCell = async (code: string, settle?: () => Promise<void>): Promise<Outcome | undefined> => {
    if (!(await executor.execute(code))) return undefined;
    interrupts.check(); // of an interrupt during a step without checks, in a package
    const value = run.last?.value;
    const result = value === undefined ? {} : { result: await createMimeBundle(value) };
    await settle?.();
    return { status: "ok", ...result };
  };

  return {
    executor,
    execute: async (code, number, settle) => {
      const before = { ...variables };
      run = {};
      conversion.begin({ number, code });
      let abandon: () => void = () => undefined;
      const abandoned = new Promise<never>((_, failed) => {
        abandon = () => {
          executor.interrupt();
          failed(new interrupts.KeyboardInterrupt());
        };
      });
      const work = (): Promise<Outcome | undefined> => Promise.race([runCell(code, settle), abandoned]);
      const outcome = await interrupts.interruptible(number, work, abandon).catch((error: unknown) => {
        run.thrown = error;
        return undefined;
      });
      return outcome ?? { status: "error", ...failure(before) };
    },
    evaluate: async (expression) =>
      createMimeBundle(new Function("variables", `with (variables) { return (${expression}\n) }`)(variables)),
    describe: describeFailure,
    owner: interrupts.owningCell,
    abort: (of) => {
      run.aborted = of;
      interrupts.stopCurrent();
      executor.interrupt();
    },
    complete: (code, position) => executor.complete(code, position),
    inspect: (code, position) => inspectCell((at) => executor.inspect(code, at), code, position),
    warmUp: () => conversion.warmUp(),
  };
}

const interruptFailure: Failure = {
  ename: "KeyboardInterrupt",
  evalue: "Interrupted",
  traceback: ["KeyboardInterrupt"],
};

function describeTypeProblems(problems: readonly TypeProblem[]): Failure {
  const traceback = problems.flatMap(({ message, frame }) => [message, ...(frame === "" ? [] : [frame])]);
  return { ename: "TypeScriptError", evalue: problems[0]?.message ?? "", traceback };
}

/** A check that threw, what an aborted signal makes of a wait, or tslab's own way to give up waiting. */
function isInterrupt(thrown: unknown): boolean {
  try {
    if (!(thrown instanceof Error)) return false;
    return (
      thrown.name === "KeyboardInterrupt" ||
      (thrown.name === "AbortError" && interrupts.currentSignal()?.aborted === true) ||
      thrown.message === "Interrupted asynchronously" ||
      (thrown as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
    );
  } catch {
    return false; // a proxy, or an error whose name cannot be read
  }
}
