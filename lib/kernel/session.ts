import { join } from "node:path";
import type * as TS from "typescript";
import type { ConvertResult, Converter } from "tslab/dist/converter";
import type { Executor } from "tslab/dist/executor";
import { compileCell } from "./cell-code";
import type { CellImport } from "./cell-imports";
import { importInto, type Variables } from "./cell-modules";
import { complete, completionHost, type Completion } from "./completion";
import { declarationsOfFailed, forgottenNamespaces } from "./declarations";
import { checker } from "./check";
import { isMissingModule, typeProblem } from "./diagnostics";
import { withoutExports } from "./export-modifiers";
import { loadTslab } from "./fork";
import { inspectCell } from "./inspection";
import * as interrupts from "./interrupt";
import { lostImports } from "./lost-imports";
import { mimeBundle, type MimeBundle } from "./mime-bundle";
import { modules } from "./modules";
import { nestedVars } from "./nested-vars";
import { usedNames } from "./session-scope";
import { lastValue } from "./session-variables";
import { cellProgram, type CellProgram } from "./program";
import { projectFiles } from "./project-files";
import { rememberSource } from "./source-position";
import { failureOf, installTraces, type Failure } from "./traceback";
import { makeTimersStoppable } from "./stoppable-timers";
import { ts } from "./typescript";
import type { BoundFile } from "./typescript-internals";

export type { Completion } from "./completion";
export type { MimeBundle } from "./mime-bundle";
export type { Failure } from "./traceback";

/** How a cell ended; `result` is the value of its last expression, if it has one. */
export type Outcome =
  { readonly status: "ok"; readonly result?: MimeBundle } | ({ readonly status: "error" } & Failure);

/** The TypeScript that a notebook's cells build up, one cell at a time. */
export interface Session {
  /** tslab's own. */
  readonly executor: Executor;
  /** Checks, compiles and runs one cell. Never rejects. One at a time. */
  execute(code: string, number: number): Promise<Outcome>;
  /** The value of an expression over the session's variables. */
  evaluate(expression: string): Promise<MimeBundle>;
  /** An error as Jupyter shows it, in TypeScript lines. */
  describe(error: unknown): Failure;
  /** The number of the cell whose code set the present callback going, if known. */
  owner(): number | undefined;
  /** Ends the running cell with a failure: a late throw of its own. */
  abort(failure: Failure): void;
  complete(code: string, position: number): Completion;
  /** What is known of the name at a position, or of the function in whose call it stands. */
  inspect(code: string, position: number): MimeBundle | undefined;
  /** The first check, done while the client still gets ready. */
  warmUp(): void;
}

/** A cell on its way through tslab. */
interface Cell {
  readonly number: number;
  readonly code: string;
  imports: readonly CellImport[];
  problems: readonly TS.Diagnostic[];
  thrown?: unknown;
  /** Its last expression's value. */
  last?: { readonly value: unknown };
  /** The declarations before it, and those it leaves. */
  declarations?: { readonly before: string; readonly after: string };
  /** The variables before it ran. */
  readonly before: Variables;
}

const linesOfTslab = 1; // "export {};" above each cell
const idle = { number: 0, code: "", imports: [], problems: [], before: {} };

/**
 * Opens a session for the notebooks of a folder: tslab's converter and executor on the project's TypeScript.
 *
 * @param folder relative imports start here
 */
export function openSession(folder: string): Session {
  const cellFile = join(folder, "__tslab__.ts");
  const declarationFile = join(folder, "__prev__.d.ts");
  const files = projectFiles();
  const variables: Variables = {};
  let cell: Cell = { ...idle };
  let program: CellProgram | undefined;
  let aborted: Failure | undefined;
  let isMissing = false; // a module was, at the last check: it may have come since
  let kept: { readonly base: string; readonly declarations: string } | undefined;

  ts.sys.getCurrentDirectory = () => folder; // the start-up snapshot remembers the folder it was made in
  ts.sys.watchFile = (file, changed) =>
    files.watch(file, (isThere) =>
      changed(file, isThere ? ts.FileWatcherEventKind.Changed : ts.FileWatcherEventKind.Deleted),
    );
  const current = (): CellProgram => {
    if (!program)
      throw new Error("Cannot check a cell: tslab's converter has made no program, expected one.");
    return program;
  };
  const sourceOf = (file: string): BoundFile => current().current().getSourceFile(file) as BoundFile;
  const check = checker(() => current().version());
  const host = completionHost(() => current().current(), folder);
  const tslab = loadTslab({
    createWatchProgram: (ofTslab) => (program = cellProgram(ofTslab as never, folder)).watch,
    diagnostics: (checked, [source, ...others]) => {
      if (!source) return [];
      const lost = lostImports(
        checked.getTypeChecker(),
        source,
        sourceOf(declarationFile),
        usedNames(source),
      );
      cell.problems = [...check(checked, source, others), ...lost];
      isMissing = cell.problems.some(isMissingModule);
      const [first] = cell.problems;
      return first ? [{ ...first, file: source, start: source.text.length, length: 0, messageText: "" }] : [];
    },
    compile: (javascript) => compile(javascript),
    completions: (_host, ...rest) => ts.Completions.getCompletionsAtPosition(host, ...rest),
  });
  const converter = tslab.createConverter({ isJS: false, isBrowser: false });
  const project = modules(
    current().resolve,
    files,
    (file) => current().readFile(file) ?? "",
    current().options.target ?? ts.ScriptTarget.ES2022,
  );

  const compile = (javascript: string): string => {
    const target = current().options.target ?? ts.ScriptTarget.ES2022;
    const { code, imports, maps } = compileCell(javascript, target, (name) => Object.hasOwn(variables, name));
    const name = `cell[${cell.number}]`;
    cell.imports = imports;
    const lines = code.split("\n").length;
    rememberSource(`${name}.js`, {
      name,
      text: cell.code,
      maps,
      linesAbove: 1,
      lines,
      linesBefore: linesOfTslab,
    });
    const hasToLoad = imports.length > 0 || project.isStale();
    const begin = hasToLoad ? "await require.begin();" : "";
    return `"use strict"; ${begin}\n${code}\n//# sourceURL=${name}.js`;
  };

  const before = (base: string): string => (kept?.base === base ? kept.declarations : base);
  const look = (): void => project.forget(files.poll());
  const convert = (base: string, code: string): ConvertResult => {
    look();
    if (isMissing) current().lookAgain();
    const used = before(base);
    const { output, declOutput = "", diagnostics } = converter.convert(used, withoutExports(code));
    current().converted();
    if (diagnostics.length > 0 || output === undefined) return { diagnostics };
    const after =
      declOutput +
      nestedVars(current().current(), sourceOf(cellFile)) +
      forgottenNamespaces(used, declOutput);
    cell.declarations = { before: used, after };
    kept = { base, declarations: used };
    return { output, declOutput: after, diagnostics, hasToplevelAwait: true };
  };
  const own: Converter = {
    ...converter,
    convert,
    complete: (base, code, position) => {
      look();
      return complete(converter, before(base), withoutExports(code), position) as ReturnType<
        Converter["complete"]
      >;
    },
    inspect: (base, code, position) => {
      look();
      return converter.inspect(before(base), withoutExports(code), position);
    },
  };
  const executor = tslab.createExecutor(
    folder,
    { node: own, browser: own, close: () => converter.close() },
    { log: () => undefined, error: (thrown: unknown) => (cell.thrown = thrown) },
  );
  const require = Object.defineProperty(
    Object.assign(project.require(cellFile), {
      begin: async () => {
        await importInto(variables, cell.imports, project, cellFile);
        for (const word of await project.refresh()) process.stderr.write(`${word}\n`);
      },
    }),
    lastValue,
    { set: (value: unknown) => (cell.last = { value }) },
  );
  Object.assign(globalThis, { __tslab__: { exports: variables, require } });
  Object.defineProperty(globalThis, "__cell", {
    value: Object.defineProperty({ deferInterrupt: interrupts.deferInterrupt }, "signal", {
      get: interrupts.signal,
    }),
  });
  interrupts.installChecks();
  makeTimersStoppable();
  installTraces();

  const failure = (): Failure => {
    if (cell.problems.length > 0) {
      const of = { file: cellFile, name: `cell[${cell.number}]`, code: cell.code, linesAbove: linesOfTslab };
      const told = cell.problems.map((problem) => typeProblem(problem, of));
      const [first] = told;
      const traceback = told.flatMap(({ message, frame }) => [message, ...(frame === "" ? [] : [frame])]);
      return { ename: "TypeScriptError", evalue: first?.message ?? "", traceback };
    }
    if (cell.declarations) keep(cell.declarations.before, cell.declarations.after);
    if (aborted) return aborted;
    const isWanted = interrupts.signal().aborted && isAbort(cell.thrown);
    if (!isWanted && !isInterrupt(cell.thrown)) return failureOf(cell.thrown);
    return { ename: "KeyboardInterrupt", evalue: "Interrupted", traceback: ["KeyboardInterrupt"] };
  };
  /** What the cell assigned before it failed stays. */
  const keep = (used: string, after: string): void => {
    const isAssigned = (name: string): boolean =>
      Object.hasOwn(variables, name) &&
      (!Object.hasOwn(cell.before, name) || cell.before[name] !== variables[name]);
    if (kept) kept = { base: kept.base, declarations: declarationsOfFailed(used, after, isAssigned) };
  };

  return {
    executor,
    execute: async (code, number) => {
      cell = { ...idle, number, code, before: { ...variables } };
      aborted = undefined;
      try {
        const isOk = await interrupts.interruptible(
          number,
          () => executor.execute(code),
          () => executor.interrupt(),
        );
        if (!isOk) return { status: "error", ...failure() };
        const value = cell.last?.value;
        return value === undefined ? { status: "ok" } : { status: "ok", result: await mimeBundle(value) };
      } catch (error) {
        return { status: "error", ...failureOf(error) };
      }
    },
    evaluate: async (expression) =>
      mimeBundle(new Function("variables", `with (variables) { return (${expression}\n) }`)(variables)),
    describe: failureOf,
    owner: interrupts.owner,
    abort: (of) => {
      aborted = of;
      interrupts.stopCurrent();
      executor.interrupt();
    },
    complete: (code, position) => executor.complete(code, position),
    inspect: (code, position) => inspectCell((at) => executor.inspect(code, at), code, position),
    warmUp: () => {
      cell = { ...idle };
      converter.convert("", "const a = 1; a");
    },
  };
}

/** What an aborted signal makes of a wait that it was given to. */
const isAbort = (thrown: unknown): boolean =>
  (thrown as { readonly name?: unknown } | null)?.name === "AbortError";

/** A check that threw, tslab's own way to give up waiting, or Ctrl-C during a step that has no checks. */
function isInterrupt(thrown: unknown): boolean {
  const { name, message, code } = (thrown ?? {}) as Partial<Record<"name" | "message" | "code", unknown>>;
  return (
    name === "KeyboardInterrupt" ||
    message === "Interrupted asynchronously" ||
    code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
  );
}
