import { join } from "node:path";
import type * as TS from "typescript";
import { cellOptions, projectOptions } from "./compiler-options";
import { importsOf } from "./declarations";
import { moduleResolution, isPackage, type Resolve } from "../load/module-resolution";
import { usedNames } from "../compile/session-scope";
import { libraryFolder, ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";
import { takeWarmFiles } from "../typescript/warm";

/** The program that tslab's converter checks cells with: the cell, the session's declarations, and what they import. */
export interface CellProgram {
  readonly options: TS.CompilerOptions;
  readonly resolve: Resolve;
  readFile(file: string): string | undefined;
  /** The program as of now. */
  current(): TS.Program;
  /** The same files with the project's own options, which ask more of its files than `strict` asks of cells. */
  ofProject(): TS.Program;
  /** Names that the next cell does not export. */
  hide(names: ReadonlySet<string>): void;
  /** To be called after a cell was converted: its trees are not used again. */
  converted(): void;
  /** Looks anew for modules that were not found; done at the next check after one was missing. */
  lookAgain(): void;
  /** A number that changes when a file of the project does. */
  version(): number;
  readonly watch: TS.WatchOfFilesAndCompilerOptions<TS.BuilderProgram>;
}

/** What a cell declares whose own names are hidden. */
export const markerName = "$graftHidden";

type Host = TS.WatchCompilerHostOfFilesAndCompilerOptions<TS.BuilderProgram>;

/**
 * Makes one program a cell, when it is asked for. TypeScript's own watch makes two with a checker each, and watches files.
 *
 * @param host tslab's, with the cell and the declarations as files that are not on disc
 */
export function cellProgram(host: Host, cells: string): CellProgram {
  const options = cellOptions(host.options ?? {});
  const warm = takeWarmFiles(JSON.stringify(options), host.rootFiles);
  const parsed = warm.files;
  let roots = host.rootFiles;
  let old = warm.program;
  let program: TS.Program | undefined;
  let isLookingAgain = false;
  let version = 0;
  let timer: unknown;
  let isStale = true;
  let hidden: ReadonlySet<string> = new Set();
  let touched = new Set<string>(); // trees that tslab has changed when it converted the cell

  const lookups = new Map<string, unknown>();
  const inProject = (file: string): boolean => !isPackage(file) && !file.startsWith(libraryFolder);
  /** Packages do not change under a running kernel. */
  const remembered =
    <T>(kind: string, look: (path: string) => T) =>
    (path: string): T => {
      if (!isPackage(path)) return look(path);
      const key = kind + path;
      if (!lookups.has(key)) lookups.set(key, look(path));
      return lookups.get(key) as T;
    };
  const parseOptions: TS.CreateSourceFileOptions = {
    languageVersion: options.target ?? ts.ScriptTarget.ES2022,
    setExternalModuleIndicator: ts.getSetExternalModuleIndicator(options),
  };
  const resolution: TS.ModuleResolutionHost = {
    readFile: (file) => host.readFile(file),
    fileExists: remembered("file ", (file) => host.fileExists(file)),
    directoryExists: remembered("folder ", (folder) => host.directoryExists?.(folder) ?? true),
    realpath: remembered("real ", (path) => ts.sys.realpath?.(path) ?? path),
  };
  const { resolve, forget, cache } = moduleResolution(options, resolution, cells);
  const forgetLookups = (): void => {
    lookups.clear();
    forget();
  };
  /** With names to hide the cell declares something else on tslab's line above it: without any name it would be one step. */
  const textOf = (file: string): string | undefined => {
    const text = host.readFile(file);
    const isMarked = hidden.size > 0 && roots.includes(file) && !file.endsWith(".d.ts");
    return isMarked ? text?.replace(/^export \{\};/, () => `export {};interface ${markerName} {}`) : text;
  };
  const watched = new Set<string>();
  const getSourceFile = (file: string): TS.SourceFile | undefined => {
    const held = parsed.get(file);
    if (held) return held;
    const text = textOf(file);
    if (text === undefined) return undefined;
    const source = ts.createSourceFile(file, text, parseOptions);
    parsed.set(file, source);
    if (!watched.has(file) && inProject(file)) {
      watched.add(file);
      host.watchFile(file, () => edited(file), 250);
    }
    return source;
  };
  const compilerHost: TS.CompilerHost = {
    ...resolution,
    getSourceFile,
    getDefaultLibFileName: () => `${libraryFolder}lib.d.ts`,
    getDefaultLibLocation: () => libraryFolder.slice(0, -1),
    getCurrentDirectory: () => cells,
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    getDirectories: (folder) => host.getDirectories?.(folder) ?? [],
    writeFile: () => undefined,
    hasInvalidatedResolutions: () => isLookingAgain,
    getModuleResolutionCache: cache, // or each package.json is read again for each of its files
    resolveModuleNameLiterals: (literals, from) =>
      literals.map((literal) => ({ resolvedModule: resolve(literal.text, from) })),
  };

  const current = (): TS.Program => {
    if (program) return program;
    if (isLookingAgain) forgetLookups();
    const before = isLookingAgain ? undefined : old;
    program = ts.createProgram({
      rootNames: [...roots],
      options,
      host: compilerHost,
      ...(before && { oldProgram: before }),
    });
    isLookingAgain = false;
    old = program;
    return program;
  };
  const stricter = projectOptions(options);
  const isStricter = Object.entries(stricter).some(([name, value]) => options[name] !== value);
  /** A program of its own where the options differ, over the same trees: its checker lives as long as one check. */
  const ofProject = (): TS.Program =>
    isStricter
      ? ts.createProgram({
          rootNames: [...roots],
          options: stricter,
          host: compilerHost,
          oldProgram: current(),
        })
      : current();
  const edited = (file: string): void => {
    const isOther = parsed.get(file)?.text !== textOf(file);
    if (isOther || touched.delete(file)) {
      parsed.delete(file);
      isStale = true;
    }
    if (!file.startsWith(join(cells, "__"))) version++;
    timer ??= host.setTimeout?.(renew, 250);
  };
  /** The cell's file alone, bound, without a program: tslab asks for its names first. */
  const sourceFile = (file: string): TS.SourceFile | undefined => {
    const source = program ? program.getSourceFile(file) : (getSourceFile(file) as BoundFile | undefined);
    if (source && !(source as BoundFile).locals) {
      ts.bindSourceFile(source, options);
      const { locals } = source as BoundFile;
      locals?.delete("__global" as TS.__String); // `declare global` is no variable to export
      if (!/\nexport \{[^{}]*\}$/.test(source.text))
        // the text that tslab takes the names to export from
        for (const name of hidden) locals?.delete(ts.escapeLeadingUnderscores(name));
    }
    return source ?? current().getSourceFile(file);
  };
  /** What a cell imports of the project, directly or not, by its own imports and by names that earlier cells imported. */
  const dependencies = (cell: TS.SourceFile): string[] => {
    const earlier = roots
      .filter((file) => file !== cell.fileName)
      .map((file) => current().getSourceFile(file));
    const names = usedNames(cell);
    const seen = new Set([cell.fileName]);
    const add = (specifier: string, from: string): void => {
      const file = resolve(specifier, from)?.resolvedFileName;
      if (file !== undefined && inProject(file) && current().getSourceFile(file)) seen.add(file);
    };
    for (const declarations of earlier)
      for (const imported of declarations ? importsOf(declarations) : [])
        if (imported.names.some((name) => names.has(name))) add(imported.specifier, cell.fileName);
    for (const name of seen)
      for (const literal of (current().getSourceFile(name) as BoundFile | undefined)?.imports ?? [])
        add(literal.text, name);
    return [...seen].filter((file) => !file.endsWith(".d.ts"));
  };
  function renew(): void {
    timer = undefined;
    if (isStale) program = undefined; // an editor asks several times about the same text
    isStale = false;
    const builder = {
      getProgram: current,
      getSourceFile: sourceFile,
      getAllDependencies: dependencies,
      emit: (file: TS.SourceFile, ...rest: unknown[]) =>
        // only the cell: the project's own files are compiled by modules.ts when they run
        roots.includes(file.fileName) ? Reflect.apply(current().emit, undefined, [file, ...rest]) : undefined,
    };
    host.afterProgramCreate?.(builder as unknown as TS.BuilderProgram);
  }
  for (const file of roots) getSourceFile(file);
  renew();
  return {
    options,
    resolve,
    readFile: (file) => host.readFile(file),
    current,
    ofProject,
    hide: (names) => (hidden = names),
    converted: () => (touched = new Set(roots)),
    lookAgain: () => {
      isStale = true;
      isLookingAgain = true;
      version++;
    },
    version: () => version,
    watch: {
      getProgram: () => current() as unknown as TS.BuilderProgram,
      close: () => undefined,
      updateRootFileNames: (names) => {
        roots = names;
        timer ??= host.setTimeout?.(renew, 250);
      },
    },
  };
}
