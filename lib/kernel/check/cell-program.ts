import { join } from "node:path";
import type * as TS from "typescript";
import {
  isPackage,
  openModuleResolution,
  type ModuleResolution,
  type Resolve,
} from "../load/module-resolution";
import { findUsedNames } from "../compile/top-level-references";
import { libraryFolder, ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";
import { takeParsedFiles } from "../typescript/snapshot-contents";
import { cellOptions, projectOptions, readConfiguration } from "./cell-options";
import { clarifyText } from "./cell-text";
import { readImports } from "./declarations";

/** The program that tslab's converter checks cells with: the cell, the session's declarations, and what they import. */
export interface CellProgram {
  readonly options: TS.CompilerOptions;
  readonly resolve: Resolve;
  readFile(file: string): string | undefined;
  /** The program as of now. */
  current(): TS.Program;
  /** The same files with the project's own options, which ask more of its files than `strict` asks of cells. */
  ofProject(): TS.Program;
  readonly projectOptions: TS.CompilerOptions;
  /** Names that the next cell does not export. */
  hide(names: ReadonlySet<string>): void;
  /** Works on the cell's text as it is typed: what an editor asks counts its characters. */
  asTyped<T>(work: () => T): T;
  /** To be called after a cell was converted: its trees are not used again. */
  converted(): void;
  /** Looks for modules again that were not found; done at the next check after one was missing. */
  lookAgain(): void;
  /** A number that changes when a file of the project does. */
  version(): number;
  readonly watch: TS.WatchOfFilesAndCompilerOptions<TS.BuilderProgram>;
}

/** The name that a cell declares when its own names are hidden. */
export const markerName = "$graftHidden";

const pollPause = 250; // ms, as tslab asks for; the files are looked at before each cell

type Host = TS.WatchCompilerHostOfFilesAndCompilerOptions<TS.BuilderProgram>;

/** A program, the trees it is made of, and what has changed since it was made. */
interface State {
  /** tslab's, with the cell and the declarations as files that are not on disc. */
  readonly host: Host;
  /** The notebook's folder. */
  readonly folder: string;
  readonly options: TS.CompilerOptions;
  readonly ofProject: TS.CompilerOptions;
  readonly parseOptions: TS.CreateSourceFileOptions;
  readonly resolution: ModuleResolution;
  readonly parsed: Map<string, TS.SourceFile>;
  readonly watched: Set<string>;
  /** The cell and the session's declarations. */
  roots: readonly string[];
  /** The program as of now; undefined after an edit. */
  program: TS.Program | undefined;
  /** The last one, whose unchanged parts the next one takes over. */
  last: TS.Program | undefined;
  isStale: boolean;
  isLookingAgain: boolean;
  version: number;
  /** Set while a renewal is planned. */
  timer: unknown;
  hidden: ReadonlySet<string>;
  isAsTyped: boolean;
  /** Files whose trees tslab has changed when it converted the cell. */
  rewritten: Set<string>;
}

/** Opens a program that is made once per cell, when it is asked for. TypeScript's own watch makes two with a checker each. */
export function openCellProgram(host: Host, folder: string): CellProgram {
  const configured = readConfiguration();
  const options = cellOptions(host.options ?? {}, configured);
  const warm = takeParsedFiles(JSON.stringify(options), host.rootFiles);
  const state: State = {
    host,
    folder,
    options,
    ofProject: projectOptions(options, configured),
    parseOptions: {
      languageVersion: options.target ?? ts.ScriptTarget.ES2022,
      setExternalModuleIndicator: ts.getSetExternalModuleIndicator(options),
    },
    resolution: openModuleResolution(options, host, folder),
    parsed: warm.files,
    watched: new Set(),
    roots: host.rootFiles,
    program: undefined,
    last: warm.program,
    isStale: true,
    isLookingAgain: false,
    version: 0,
    timer: undefined,
    hidden: new Set(),
    isAsTyped: false,
    rewritten: new Set(),
  };
  for (const file of state.roots) sourceFile(state, file);
  renew(state);
  return {
    options,
    resolve: state.resolution.resolve,
    readFile: (file) => host.readFile(file),
    current: () => currentProgram(state),
    ofProject: () => projectProgram(state),
    projectOptions: state.ofProject,
    hide: (names) => (state.hidden = names),
    asTyped: (work) => {
      state.isAsTyped = true;
      try {
        return work();
      } finally {
        state.isAsTyped = false;
      }
    },
    converted: () => (state.rewritten = new Set(state.roots)),
    lookAgain: () => {
      state.isStale = true;
      state.isLookingAgain = true;
      state.version++;
    },
    version: () => state.version,
    watch: {
      getProgram: () => currentProgram(state) as unknown as TS.BuilderProgram,
      close: () => undefined,
      updateRootFileNames: (names) => {
        state.roots = names;
        planRenewal(state);
      },
    },
  };
}

function currentProgram(state: State): TS.Program {
  if (state.program) return state.program;
  if (state.isLookingAgain) state.resolution.forget();
  const before = state.isLookingAgain ? undefined : state.last;
  state.program = createProgram(state, state.options, before);
  state.isLookingAgain = false;
  state.last = state.program;
  return state.program;
}

/** A program of its own where the options differ, over the same trees: its checker lives as long as one check. */
function projectProgram(state: State): TS.Program {
  const { options, ofProject } = state;
  const isStricter = Object.entries(ofProject).some(([name, value]) => options[name] !== value);
  const current = currentProgram(state);
  return isStricter ? createProgram(state, ofProject, current) : current;
}

function createProgram(
  state: State,
  options: TS.CompilerOptions,
  oldProgram: TS.Program | undefined,
): TS.Program {
  const { host, folder, resolution } = state;
  return ts.createProgram({
    rootNames: [...state.roots],
    options,
    ...(oldProgram && { oldProgram }),
    host: {
      ...resolution.host,
      getSourceFile: (file) => sourceFile(state, file),
      getDefaultLibFileName: () => `${libraryFolder}lib.d.ts`,
      getDefaultLibLocation: () => libraryFolder.slice(0, -1),
      getCurrentDirectory: () => folder,
      getCanonicalFileName: (file) => file,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      getDirectories: (path) => host.getDirectories?.(path) ?? [],
      writeFile: () => undefined,
      hasInvalidatedResolutions: () => state.isLookingAgain,
      getModuleResolutionCache: resolution.cache, // or each package.json is read again for each of its files
      resolveModuleNameLiterals: (literals, from) =>
        literals.map((literal) => ({ resolvedModule: resolution.resolve(literal.text, from) })),
    },
  });
}

/** With names to hide the cell declares something else on tslab's line above it: without any name it would be one step. */
function textOf({ host, hidden, isAsTyped, roots }: State, file: string): string | undefined {
  const read = host.readFile(file);
  const isCell = roots.includes(file) && !file.endsWith(".d.ts");
  const text = isCell && !isAsTyped && read !== undefined ? clarifyText(read) : read;
  const isMarked = hidden.size > 0 && isCell;
  return isMarked ? text?.replace(/^export \{\};/, () => `export {};interface ${markerName} {}`) : text;
}

const inProject = (file: string): boolean => !isPackage(file) && !file.startsWith(libraryFolder);

/** A file's tree; files of the project are watched from then on. */
function sourceFile(state: State, file: string): TS.SourceFile | undefined {
  const held = state.parsed.get(file);
  if (held) return held;
  const text = textOf(state, file);
  if (text === undefined) return undefined;
  const source = ts.createSourceFile(file, text, state.parseOptions);
  state.parsed.set(file, source);
  if (!state.watched.has(file) && inProject(file)) {
    state.watched.add(file);
    state.host.watchFile(file, () => takeEdit(state, file), pollPause);
  }
  return source;
}

function takeEdit(state: State, file: string): void {
  const isOther = state.parsed.get(file)?.text !== textOf(state, file);
  if (isOther || state.rewritten.delete(file)) {
    state.parsed.delete(file);
    state.isStale = true;
  }
  if (!file.startsWith(join(state.folder, "__"))) state.version++;
  planRenewal(state);
}

function planRenewal(state: State): void {
  state.timer ??= state.host.setTimeout?.(() => renew(state), pollPause);
}

/** Hands tslab the program to convert the cell with. */
function renew(state: State): void {
  state.timer = undefined;
  if (state.isStale) state.program = undefined; // an editor asks several times about the same text
  state.isStale = false;
  const builder = {
    getProgram: () => currentProgram(state),
    getSourceFile: (file: string) => boundFile(state, file),
    getAllDependencies: (cell: TS.SourceFile) => dependencies(state, cell),
    emit: (file: TS.SourceFile, ...rest: unknown[]) =>
      // only the cell: the project's own files are compiled by load/modules.ts when they run
      state.roots.includes(file.fileName)
        ? Reflect.apply(currentProgram(state).emit, undefined, [file, ...rest])
        : undefined,
  };
  state.host.afterProgramCreate?.(builder as unknown as TS.BuilderProgram);
}

/** The cell's file alone, bound, without a program: tslab asks for its names first. */
function boundFile(state: State, file: string): TS.SourceFile | undefined {
  const { program, hidden, options } = state;
  const source = program ? program.getSourceFile(file) : sourceFile(state, file);
  if (source && !(source as BoundFile).locals) {
    ts.bindSourceFile(source, options);
    const { locals } = source as BoundFile;
    locals?.delete("__global" as TS.__String); // `declare global` is no variable to export
    if (!/\nexport \{[^{}]*\}$/.test(source.text))
      // the text that tslab takes the names to export from
      for (const name of hidden) locals?.delete(ts.escapeLeadingUnderscores(name));
  }
  return source ?? currentProgram(state).getSourceFile(file);
}

/** Files of the project that a cell imports, directly or not, by its own imports and by names that earlier cells imported. */
function dependencies(state: State, cell: TS.SourceFile): string[] {
  const program = currentProgram(state);
  const names = findUsedNames(cell);
  const seen = new Set([cell.fileName]);
  const add = (specifier: string, from: string): void => {
    const file = state.resolution.resolve(specifier, from)?.resolvedFileName;
    if (file !== undefined && inProject(file) && program.getSourceFile(file)) seen.add(file);
  };
  const declarations = state.roots.filter((file) => file !== cell.fileName);
  for (const file of declarations.map((name) => program.getSourceFile(name)))
    for (const imported of file ? readImports(file) : [])
      if (imported.names.some((name) => names.has(name))) add(imported.specifier, cell.fileName);
  for (const name of seen)
    for (const literal of (program.getSourceFile(name) as BoundFile | undefined)?.imports ?? [])
      add(literal.text, name);
  return [...seen].filter((file) => !file.endsWith(".d.ts"));
}
