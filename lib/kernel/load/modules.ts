import { createRequire } from "node:module";
import { dirname, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type * as TS from "typescript";
import type { ProjectFiles } from "../project/project-files";
import { root } from "../project/root";
import { compileKept } from "./compile-kept";
import { evaluateModule, type ModuleRecord } from "./evaluate-module";
import { findProjectFile, type Resolve } from "./module-resolution";
import { importPackage, takeExport, isEsModule, requirePackage } from "./import-package";

/** `require` of one file or of the cells, with `import()` and `import.meta` beside it. */
export interface KernelRequire {
  (specifier: string): unknown;
  import(specifier: unknown): Promise<unknown>;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** The project's own modules, run as Node and TypeScript do: each once, what it imports first, circles allowed. */
export interface Modules {
  /** Loads the module of an import with all that it imports. The result gives its exports as of the moment of the call. */
  load(specifier: string, from: string): Promise<() => unknown>;
  require(from: string): KernelRequire;
  /** Forgets edited files and all that import them. */
  forget(changed: ReadonlySet<string>): void;
  /** Whether a file that cells have imported must be loaded again. */
  isStale(): boolean;
  /**
   * Loads the edited files again that cells have imported. A file that fails keeps its earlier version.
   *
   * @returns a message for each file that failed
   */
  refresh(): Promise<readonly string[]>;
}

/** The modules that are loaded, and what they are loaded with. */
interface Loader {
  readonly resolve: Resolve;
  readonly files: ProjectFiles;
  readonly read: (file: string) => string;
  readonly target: TS.ScriptTarget;
  readonly records: Map<string, ModuleRecord>;
  /** Modules that cells have imported: their names stay alive when a file is edited. */
  readonly inUse: Set<ModuleRecord>;
  /** Edited so that they fail to load; reported once. */
  readonly refused: Set<ModuleRecord>;
}

/**
 * Opens the loader of the project's files.
 *
 * @param files receives the files in use
 * @param read a file's text
 */
export function openModules(
  resolve: Resolve,
  files: ProjectFiles,
  read: (file: string) => string,
  target: TS.ScriptTarget,
): Modules {
  const loader: Loader = {
    resolve,
    files,
    read,
    target,
    records: new Map(),
    inUse: new Set(),
    refused: new Set(),
  };
  return {
    load: (specifier, from) => load(loader, specifier, from),
    require: (from) => requireFrom(loader, from),
    forget: (changed) => forget(loader, changed),
    isStale: () => staleInUse(loader).length > 0,
    refresh: () => refresh(loader),
  };
}

function recordOf({ records }: Loader, file: string): ModuleRecord {
  const record = records.get(file) ?? { file, exports: {}, state: "new", needs: [] };
  records.set(file, record);
  return record;
}

/** Steps of loading that wait: driven with await by an import, and refused by a require. */
type Loading = Generator<Promise<unknown>, void, void>;

function* link(loader: Loader, record: ModuleRecord): Loading {
  yield* prepare(loader, record);
  yield* run(loader, record);
}

/** Compiles a file and all it imports, and gets the packages that only an import can load. */
function* prepare(loader: Loader, record: ModuleRecord): Loading {
  if (record.state === "ready" || record.code) return;
  const { file } = record;
  loader.files.add(file);
  const text = loader.read(file);
  record.code = { ...compileKept(file, text, loader.target), text };
  const needs: ModuleRecord[] = [];
  for (const specifier of record.code.imports) {
    const imported = findProjectFile(specifier, file, loader.resolve);
    if (imported !== undefined) needs.push(recordOf(loader, imported));
    else if (isEsModule(specifier, file)) yield importPackage(specifier, file);
  }
  record.needs = needs;
  for (const need of needs) yield* prepare(loader, need);
}

/** Runs a file: as CommonJS does, each import when it is met; where one awaits, the imports first, as an ES module. */
function* run(loader: Loader, record: ModuleRecord, above: ReadonlySet<ModuleRecord> = new Set()): Loading {
  if (record.ended && !above.has(record)) yield record.ended;
  if (record.state !== "new") return;
  const chain = new Set([...above, record]);
  record.exports = {};
  if (awaits(record)) {
    record.state = "linking"; // in a circle the others get what there is of it so far
    yield* runNeeds(loader, record, chain);
  }
  if (record.code) evaluateModule(record, record.code, requireFrom(loader, record.file));
  if (record.ended) yield record.ended;
}

function* runNeeds(loader: Loader, record: ModuleRecord, chain: ReadonlySet<ModuleRecord>): Loading {
  try {
    for (const need of record.needs) if (!chain.has(need)) yield* run(loader, need, chain);
  } finally {
    record.state = "new"; // also when one fails
  }
}

/** Whether a file or something it imports awaits at its top level. */
function awaits(record: ModuleRecord, seen = new Set<ModuleRecord>()): boolean {
  if (record.state === "ready" || seen.has(record)) return false;
  seen.add(record);
  return record.code?.isAsync === true || record.needs.some((need) => awaits(need, seen));
}

async function settle(loading: Loading): Promise<void> {
  for (let step = loading.next(); !step.done; step = loading.next()) await step.value;
}

function atOnce(loading: Loading, specifier: string): void {
  const step = loading.next();
  if (!step.done)
    throw new Error(
      `Cannot require "${specifier}": it awaits at its top level or imports an ES module, expected neither. Use import.`,
    );
}

function requireFrom(loader: Loader, from: string): KernelRequire {
  const ofNode = createRequire(from);
  const require = (specifier: string): unknown => {
    const file = findProjectFile(specifier, from, loader.resolve);
    if (file === undefined) return requirePackage(specifier, from);
    const record = recordOf(loader, file);
    if (record.state === "new") atOnce(link(loader, record), specifier);
    return record.exports;
  };
  const resolve = (specifier: string): string =>
    findProjectFile(specifier, from, loader.resolve) ?? ofNode.resolve(specifier);
  return Object.assign(require, {
    import: async (specifier: unknown): Promise<unknown> =>
      takeExport((await load(loader, String(specifier), from))(), "*"),
    resolve,
    cache: ofNode.cache,
    meta: {
      url: pathToFileURL(from).href,
      filename: from,
      dirname: dirname(from),
      resolve: (specifier: string) => {
        const file = resolve(specifier);
        return file.startsWith("node:") ? file : pathToFileURL(file).href;
      },
    },
  });
}

async function load(loader: Loader, specifier: string, from: string): Promise<() => unknown> {
  const file = findProjectFile(specifier, from, loader.resolve);
  if (file === undefined) {
    const exported = await importPackage(specifier, from);
    return () => exported;
  }
  const record = recordOf(loader, file);
  await settle(link(loader, record));
  loader.inUse.add(record);
  return () => record.exports;
}

function forget(loader: Loader, changed: ReadonlySet<string>): void {
  if (changed.size === 0) return;
  for (const record of dependents(loader, changed)) {
    record.state = "new";
    delete record.code;
    delete record.ended;
    loader.refused.delete(record);
  }
}

/** The edited files and all that import them, directly or not. */
function dependents({ records }: Loader, changed: ReadonlySet<string>): ReadonlySet<ModuleRecord> {
  const all = [...records.values()];
  const stale = new Set(all.filter((record) => changed.has(record.file)));
  for (let size = -1; size !== stale.size;) {
    size = stale.size;
    for (const record of all) if (record.needs.some((need) => stale.has(need))) stale.add(record);
  }
  return stale;
}

const isStale = ({ refused }: Loader, record: ModuleRecord): boolean =>
  record.state === "new" && !refused.has(record);

const staleInUse = (loader: Loader): readonly ModuleRecord[] =>
  [...loader.inUse].filter((record) => isStale(loader, record));

async function refresh(loader: Loader): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const record of loader.inUse) {
    if (!isStale(loader, record)) continue;
    const earlier = record.exports;
    try {
      await settle(link(loader, record));
    } catch (error) {
      record.exports = earlier;
      loader.refused.add(record);
      const why = String(error).replace(/\.$/, "");
      failed.push(
        `${relative(root, record.file)} was edited and cannot be loaded: ${why}. Its earlier version stays.`,
      );
    }
  }
  return failed;
}
