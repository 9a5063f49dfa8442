import { join } from "node:path";
import type * as TS from "typescript";
import type { ConvertResult, Converter } from "tslab/dist/converter";
import { compileCell } from "../compile/cell-code";
import type { CellImport } from "../compile/cell-imports";
import { checker } from "./check";
import { complete, completionHost } from "./completion";
import { declarationsOfFailed, forgottenNamespaces, withoutNames } from "./declarations";
import { inferredDeclarations, underscored, unnameable } from "./inferred-declarations";
import { isMissingModule, typeProblem, type TypeProblem } from "./diagnostics";
import { withoutExports } from "../compile/export-modifiers";
import { loadTslab, type Tslab } from "./fork";
import { lostImports } from "./lost-imports";
import { modules, type Modules } from "../load/modules";
import { cellProgram, markerName, type CellProgram } from "./program";
import { projectFiles } from "../project/project-files";
import { requireName } from "../compile/module-syntax";
import { usedNames } from "../compile/session-scope";
import { sessionName } from "../compile/session-variables";
import { rememberSource } from "../compile/source-position";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/** A cell on its way from TypeScript to JavaScript. */
export interface CellText {
  readonly number: number;
  readonly code: string;
}

/** Checks and compiles cells: tslab's converter on the project's TypeScript. */
export interface Conversion {
  /** tslab's, for its executor: one that takes cells as people write them. */
  readonly converter: Converter;
  readonly createExecutor: Tslab["createExecutor"];
  /** The project's files that cells import. */
  readonly modules: Modules;
  /** The file that cells import from; it is not on disc. */
  readonly cellFile: string;
  /** Says which cell comes next. */
  begin(cell: CellText): void;
  /** What the cell imports; known once it is converted. */
  imports(): readonly CellImport[];
  /** What is wrong with the cell or with what it imports; nothing of it has run then. */
  problems(): readonly TypeProblem[];
  /** After the cell failed half-way: what it assigned stays, with its type. */
  keep(isAssigned: (name: string) => boolean): void;
  /** The first check, which takes longest. */
  warmUp(): void;
}

const linesOfTslab = 1; // "export {};" above each cell
const none: ReadonlySet<string> = new Set();
const noCell: CellText = { number: 0, code: "" };

/**
 * Opens the conversion of the cells of notebooks in a folder.
 *
 * @param isKnown whether the session has a variable of this name
 */
export function openConversion(folder: string, isKnown: (name: string) => boolean): Conversion {
  const cellFile = join(folder, "__tslab__.ts");
  const declarationFile = join(folder, "__prev__.d.ts");
  const files = projectFiles();
  let cell = noCell;
  let imports: readonly CellImport[] = [];
  let problems: readonly TS.Diagnostic[] = [];
  let program: CellProgram | undefined;
  let hidden = none; // names that cannot be declared to later cells as they are
  let isMissing = false; // a module was, at the last check: it may have come since
  /** Declarations that tslab's executor does not know of, and those of its own that they stand for. */
  let kept: { readonly base: string; readonly declarations: string } | undefined;
  /** The declarations the cell was checked with, and those it leaves. */
  let converted: { readonly base: string; readonly used: string; readonly after: string } | undefined;

  ts.sys.getCurrentDirectory = () => folder; // the start-up snapshot remembers the folder it was made in
  ts.sys.watchFile = (file, changed) =>
    files.watch(file, (isThere) =>
      changed(file, isThere ? ts.FileWatcherEventKind.Changed : ts.FileWatcherEventKind.Deleted),
    );
  const current = (): CellProgram => {
    if (!program)
      throw new Error("Cannot check a cell: tslab's converter has made no program, expected one. Report it.");
    return program;
  };
  const target = (): TS.ScriptTarget => current().options.target ?? ts.ScriptTarget.ES2022;
  const sourceOf = (file: string): BoundFile => current().current().getSourceFile(file) as BoundFile;
  const check = checker({
    version: () => current().version(),
    ofProject: () => current().ofProject(),
  });
  const host = completionHost(() => current().current(), folder);

  const diagnostics = (
    checked: TS.Program,
    [source, ...others]: readonly TS.SourceFile[],
  ): readonly TS.Diagnostic[] => {
    if (!source) return [];
    const types = checked.getTypeChecker();
    const lost = lostImports(types, source, sourceOf(declarationFile), usedNames(source));
    problems = [...check(checked, source, others), ...lost];
    isMissing = problems.some(isMissingModule);
    hidden = problems.length === 0 ? unnameable(checked, source) : none;
    return problems.length + hidden.size > 0 ? [stop(source)] : [];
  };
  const compile = (javascript: string): string => {
    const compiled = compileCell(javascript, target(), isKnown);
    const name = `cell[${cell.number}]`;
    imports = compiled.imports;
    rememberSource(`${name}.js`, {
      name,
      text: cell.code,
      maps: compiled.maps,
      linesAbove: 1,
      lines: compiled.code.split("\n").length,
      linesBefore: linesOfTslab,
    });
    const names = `const ${sessionName} = exports, ${requireName} = require;`;
    const begin = imports.length > 0 || project.isStale() ? `await ${requireName}.begin();` : "";
    // a block of its own: the cell may declare `exports`
    return `"use strict"; ${names} ${begin} {\n${compiled.code}\n}\n//# sourceURL=${name}.js`;
  };
  const tslab = loadTslab({
    createWatchProgram: (ofTslab) => (program = cellProgram(ofTslab as never, folder)).watch,
    diagnostics,
    compile,
    completions: (_host, ...rest) => ts.Completions.getCompletionsAtPosition(host, ...rest),
  });
  const original = tslab.createConverter({ isJS: false, isBrowser: false });
  const project = modules(current().resolve, files, (file) => current().readFile(file) ?? "", target());

  const before = (base: string): string => (kept?.base === base ? kept.declarations : base);
  const look = (): void => project.forget(files.poll());
  /** Converts a cell; where TypeScript cannot write down the types of some names, once more without declaring them. */
  const converting = (
    used: string,
    code: string,
  ): { readonly result: ConvertResult; readonly unnamed: ReadonlySet<string> } => {
    const once = (unnamed: ReadonlySet<string>): ReturnType<typeof converting> => {
      hidden = none;
      current().hide(unnamed);
      const result = original.convert(used, code);
      current().hide(none);
      current().converted();
      return { result, unnamed };
    };
    const first = once(underscored(code));
    return hidden.size === 0 ? first : once(new Set([...first.unnamed, ...hidden]));
  };
  const convert = (base: string, code: string): ConvertResult => {
    look();
    if (isMissing) current().lookAgain();
    const used = before(base);
    const { result, unnamed } = converting(used, withoutExports(code));
    if (result.diagnostics.length > 0 || result.output === undefined)
      return { diagnostics: result.diagnostics };
    const { output } = result;
    const declared = withoutNames(
      result.declOutput ?? "",
      unnamed.size > 0 ? new Set([...unnamed, markerName]) : none,
    );
    const inferred = inferredDeclarations(current().current(), sourceOf(cellFile), unnamed);
    const after = declared + inferred + forgottenNamespaces(used, declared);
    converted = { base, used, after };
    return { output, declOutput: after, diagnostics: [], hasToplevelAwait: true };
  };
  const converter: Converter = {
    ...original,
    convert,
    complete: (base, code, position) => {
      look();
      const { start, end, candidates } = complete(original, before(base), withoutExports(code), position);
      return { start, end, candidates: [...candidates] };
    },
    inspect: (base, code, position) => {
      look();
      return original.inspect(before(base), withoutExports(code), position);
    },
  };
  return {
    converter,
    createExecutor: tslab.createExecutor,
    modules: project,
    cellFile,
    begin: (next) => {
      cell = next;
      imports = [];
      problems = [];
      converted = undefined;
    },
    imports: () => imports,
    problems: () => {
      const of = { file: cellFile, name: `cell[${cell.number}]`, code: cell.code, linesAbove: linesOfTslab };
      return problems.map((problem) => typeProblem(problem, of));
    },
    keep: (isAssigned) => {
      if (!converted) return;
      const { base, used, after } = converted;
      kept = { base, declarations: declarationsOfFailed(used, after, isAssigned) };
    },
    warmUp: () => {
      original.convert("", "const a = 1; a");
      current().converted();
    },
  };
}

/** One problem, whatever it is, keeps tslab from running a cell; it forgets files and the parts of messages. */
const stop = (file: TS.SourceFile): TS.Diagnostic => ({
  file,
  start: file.text.length,
  length: 0,
  messageText: "",
  category: ts.DiagnosticCategory.Error,
  code: 0,
});
