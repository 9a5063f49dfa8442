import { dirname, join } from "node:path";
import type * as TS from "typescript";
import type { ConvertResult, Converter } from "tslab/dist/converter";
import { compileCell } from "../compile/cell-code";
import type { CellImport } from "../compile/cell-import";
import { blankExports, findUnderscored, type CellText } from "./cell-text";
import { requireName } from "../compile/dynamic-imports";
import { findUsedNames } from "../compile/top-level-references";
import { sessionName } from "../compile/session-variables";
import { rememberSource } from "../compile/source-position";
import { openModules, type Modules } from "../load/modules";
import { openProjectFiles, type ProjectFiles } from "../project/project-files";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";
import { openChecker } from "./checker";
import { complete, createCompletionHost } from "./completion";
import { mergeDeclarations, findForgottenNamespaces, removeDeclarations } from "./declarations";
import { openPassedChecks } from "./passed-checks";
import { isMissingModule, formatTypeProblem, type TypeProblem } from "./type-problem";
import { loadTslab, type Tslab } from "./load-tslab";
import { findUnnameable, writeInferredDeclarations } from "./inferred-declarations";
import { findMissingExports } from "./missing-exports";
import { markerName, openCellProgram, type CellProgram } from "./cell-program";

/** Checks and compiles cells: tslab's converter on the project's TypeScript. */
export interface Conversion {
  /** tslab's, for its executor: one that takes cells as people write them. */
  readonly converter: Converter;
  readonly createExecutor: Tslab["createExecutor"];
  /** The project's files that cells import. */
  readonly modules: Modules;
  /** The file that cells import from; it is not on disc. */
  readonly cellFile: string;
  /** Sets the cell that comes next. */
  begin(cell: CellText): void;
  /** Imports of the cell, once it is converted. */
  imports(): readonly CellImport[];
  /** Errors of the cell and of the files it imports; nothing of the cell has run then. */
  problems(): readonly TypeProblem[];
  /** To be called after the cell failed half-way: what it had assigned stays, with its type. */
  keep(isAssigned: (name: string) => boolean): void;
  /** The first check, which takes longest. */
  warmUp(): void;
}

const linesOfTslab = 1; // "export {};" above each cell
const none: ReadonlySet<string> = new Set();
const emptyCell: CellText = { number: 0, code: "" };

/** Parts of a conversion that all cells share. */
interface Parts {
  readonly files: ProjectFiles;
  readonly program: CellProgram;
  readonly modules: Modules;
  readonly check: ReturnType<typeof openChecker>;
  /** tslab's converter as it is. */
  readonly original: Converter;
}

/** The cell that is converted, and what earlier ones have left. */
interface State {
  readonly cellFile: string;
  readonly declarationFile: string;
  /** Whether the session has a variable of this name. */
  readonly isKnown: (name: string) => boolean;
  cell: CellText;
  imports: readonly CellImport[];
  problems: readonly TS.Diagnostic[];
  /** Names that cannot be declared to later cells as they are. */
  hidden: ReadonlySet<string>;
  /** Whether a module was missing at the last check: it may have come since. */
  isMissing: boolean;
  /** Declarations that tslab's executor does not know of, and those of its own that they replace. */
  kept: { readonly base: string; readonly declarations: string } | undefined;
  /** The declarations the cell was checked with, and those it leaves. */
  converted: { readonly base: string; readonly used: string; readonly after: string } | undefined;
}

/**
 * Opens the conversion of the cells of notebooks in a folder.
 *
 * @param isKnown whether the session has a variable of this name
 */
export function openConversion(folder: string, isKnown: (name: string) => boolean): Conversion {
  const state: State = {
    cellFile: join(folder, "__tslab__.ts"),
    declarationFile: join(folder, "__prev__.d.ts"),
    isKnown,
    cell: emptyCell,
    imports: [],
    problems: [],
    hidden: none,
    isMissing: false,
    kept: undefined,
    converted: undefined,
  };
  const { parts, createExecutor } = openParts(folder, state);
  const { original, program } = parts;
  return {
    converter: wrapConverter(state, parts),
    createExecutor,
    modules: parts.modules,
    cellFile: state.cellFile,
    begin: (next) => Object.assign(state, { cell: next, imports: [], problems: [], converted: undefined }),
    imports: () => state.imports,
    problems: () => formatProblems(state),
    keep: (isAssigned) => {
      if (!state.converted) return;
      const { base, used, after } = state.converted;
      state.kept = { base, declarations: mergeDeclarations(used, after, isAssigned) };
    },
    warmUp: () => {
      original.convert("", "const a = 1; a");
      program.converted();
    },
  };
}

/** Opens tslab's converter with the answers of this conversion, and what its program finds modules by. */
function openParts(
  folder: string,
  state: State,
): { readonly parts: Parts; readonly createExecutor: Tslab["createExecutor"] } {
  const files = openProjectFiles();
  ts.sys.getCurrentDirectory = () => folder; // the start-up snapshot remembers the folder it was made in
  ts.sys.watchFile = (file, changed) =>
    files.watch(file, (isThere) =>
      changed(file, isThere ? ts.FileWatcherEventKind.Changed : ts.FileWatcherEventKind.Deleted),
    );
  let program: CellProgram | undefined;
  const host = createCompletionHost(() => expectMade(program).current(), folder);
  const tslab = loadTslab({
    createWatchProgram: (ofTslab) => (program = openCellProgram(ofTslab as never, folder)).watch,
    diagnostics: (checked, sources) => diagnose(state, parts, checked, sources),
    compile: (javascript) => compileForSession(state, parts, javascript),
    completions: (_host, ...rest) => ts.Completions.getCompletionsAtPosition(host, ...rest),
  });
  const original = tslab.createConverter({ isJS: false, isBrowser: false });
  const made = expectMade(program);
  const parts: Parts = {
    files,
    program: made,
    modules: openModules(made.resolve, files, (file) => made.readFile(file) ?? "", targetOf(made)),
    check: openChecker({ ...made, passed: openPassedChecks() }),
    original,
  };
  return { parts, createExecutor: tslab.createExecutor };
}

function expectMade<T>(made: T | undefined): T {
  if (made !== undefined) return made;
  throw new Error("Cannot check a cell: tslab's converter has made no program, expected one. Report it.");
}

const targetOf = ({ options }: CellProgram): TS.ScriptTarget => options.target ?? ts.ScriptTarget.ES2022;

const sourceOf = ({ program }: Parts, file: string): BoundFile =>
  program.current().getSourceFile(file) as BoundFile;

/** Checks a cell. tslab gets one problem or none: any keeps it from running the cell. */
function diagnose(
  state: State,
  parts: Parts,
  checked: TS.Program,
  [source, ...others]: readonly TS.SourceFile[],
): readonly TS.Diagnostic[] {
  if (!source) return [];
  const declarations = sourceOf(parts, state.declarationFile);
  const lost = findMissingExports(checked.getTypeChecker(), source, declarations, findUsedNames(source));
  state.problems = [...parts.check(checked, source, others), ...lost];
  state.isMissing = state.problems.some(isMissingModule);
  state.hidden = state.problems.length === 0 ? findUnnameable(checked, source) : none;
  return state.problems.length + state.hidden.size > 0 ? [stop(source)] : [];
}

/** One problem in place of all; tslab would forget files and the parts of messages. */
const stop = (file: TS.SourceFile): TS.Diagnostic => ({
  file,
  start: file.text.length,
  length: 0,
  messageText: "",
  category: ts.DiagnosticCategory.Error,
  code: 0,
});

/** From a cell's ES module to the script that tslab's executor runs. */
function compileForSession(state: State, parts: Parts, javascript: string): string {
  const compiled = compileCell(javascript, targetOf(parts.program), state.isKnown);
  const name = `cell[${state.cell.number}]`;
  state.imports = compiled.imports;
  rememberSource(`${name}.js`, {
    name,
    text: state.cell.code,
    maps: compiled.maps,
    linesAbove: 1,
    lines: compiled.code.split("\n").length,
    linesBefore: linesOfTslab,
  });
  const [folder, file] = [dirname(state.cellFile), state.cellFile].map((path) => JSON.stringify(path));
  const place = `__dirname = ${folder}, __filename = ${file}, module = ${requireName}.main`;
  const names = `const ${sessionName} = exports, ${requireName} = require, ${place};`;
  const hasToLoad = state.imports.length > 0 || parts.modules.isStale();
  const begin = hasToLoad ? `await ${requireName}.begin();` : "";
  // a block of its own: the cell may declare `exports`
  return `"use strict"; ${names} ${begin} {\n${compiled.code}\n}\n//# sourceURL=${name}.js`;
}

/** The problems of the cell, as it shows them. */
function formatProblems({ cellFile, cell, problems }: State): readonly TypeProblem[] {
  const of = { file: cellFile, name: `cell[${cell.number}]`, code: cell.code, linesAbove: linesOfTslab };
  const all = problems.map((problem) => formatTypeProblem(problem, of));
  const [magic] = all.filter(({ isMagic }) => isMagic);
  return magic ? [magic] : all; // what TypeScript finds in the rest of such a cell says nothing
}

/** tslab's converter for cells as people write them, and for files that are edited meanwhile. */
function wrapConverter(state: State, parts: Parts): Converter {
  const { original, program, modules: project, files } = parts;
  const before = (base: string): string => (state.kept?.base === base ? state.kept.declarations : base);
  const pollFiles = (): void => project.forget(files.poll());
  return {
    ...original,
    convert: (base, code) => {
      pollFiles();
      return convert(state, parts, { base, used: before(base), code });
    },
    complete: (base, code, position) => {
      pollFiles();
      const { start, end, candidates } = program.asTyped(() =>
        complete(original, before(base), blankExports(code), position),
      );
      return { start, end, candidates: [...candidates] };
    },
    inspect: (base, code, position) => {
      pollFiles();
      return program.asTyped(() => original.inspect(before(base), blankExports(code), position));
    },
  };
}

/** A cell, the declarations that tslab's executor has for it, and those that are used instead. */
interface CellInput {
  readonly base: string;
  readonly used: string;
  readonly code: string;
}

/** Converts a cell and writes the declarations it leaves. */
function convert(state: State, parts: Parts, { base, used, code }: CellInput): ConvertResult {
  if (state.isMissing) parts.program.lookAgain();
  const { result, unnamed } = convertTwice(state, parts, used, blankExports(code));
  const { output, declOutput = "" } = result;
  if (result.diagnostics.length > 0 || output === undefined) return { diagnostics: result.diagnostics };
  const declared = removeDeclarations(
    declOutput,
    unnamed.size > 0 ? new Set([...unnamed, markerName]) : none,
  );
  const inferred = writeInferredDeclarations(
    parts.program.current(),
    sourceOf(parts, state.cellFile),
    unnamed,
  );
  const after = declared + inferred + findForgottenNamespaces(used, declared);
  state.converted = { base, used, after };
  return { output, declOutput: after, diagnostics: [], hasToplevelAwait: true };
}

/** Converts a cell; where TypeScript cannot write down the types of some names, once more without declaring them. */
function convertTwice(
  state: State,
  { original, program }: Parts,
  used: string,
  code: string,
): { readonly result: ConvertResult; readonly unnamed: ReadonlySet<string> } {
  const convertWithout = (unnamed: ReadonlySet<string>): ReturnType<typeof convertTwice> => {
    state.hidden = none;
    program.hide(unnamed);
    const result = original.convert(used, code);
    program.hide(none);
    program.converted();
    return { result, unnamed };
  };
  const first = convertWithout(findUnderscored(code));
  return state.hidden.size === 0 ? first : convertWithout(new Set([...first.unnamed, ...state.hidden]));
}
