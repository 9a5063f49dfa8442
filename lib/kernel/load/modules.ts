import { createRequire } from "node:module";
import { dirname, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import type * as TS from "typescript";
import { compileModule, type ModuleCode } from "../compile/module-code";
import { requireName } from "../compile/module-syntax";
import { projectFile, type Resolve } from "./module-resolution";
import { importPackage, importedValue, isEsModule, requirePackage } from "./packages";
import type { ProjectFiles } from "../project/project-files";
import { root } from "../project/root";
import { rememberSource } from "../compile/source-position";

/** A file of the project as it is loaded; the same object when the file is edited and loaded again. */
interface Slot {
  readonly file: string;
  exports: unknown;
  state: "new" | "linking" | "running" | "ready";
  /** Settles when a body that awaits has ended. */
  ended?: Promise<void>;
  code?: ModuleCode & { readonly text: string };
  /** The project's files that it imports. */
  needs: readonly Slot[];
}

/** `require` of one file or of the cells, with `import()` and `import.meta` beside it. */
export interface KernelRequire {
  (specifier: string): unknown;
  import(specifier: unknown): Promise<unknown>;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** The project's own modules, run as Node and TypeScript do: each once, what it imports first, circles allowed. */
export interface Modules {
  /** Loads what one import means, with all it imports, and gives its exports as of now, whenever asked. */
  load(specifier: string, from: string): Promise<() => unknown>;
  require(from: string): KernelRequire;
  /** Forgets edited files and all that import them; `isStale` then says whether something in use must be loaded again. */
  forget(changed: ReadonlySet<string>): void;
  isStale(): boolean;
  /**
   * Loads again what cells have imported and was edited since. A file that fails keeps its earlier version.
   *
   * @returns a word on each file that failed
   */
  refresh(): Promise<readonly string[]>;
}

/** Steps of loading that wait: driven with await by an import, and refused by a require. */
type Loading = Generator<Promise<unknown>, void, void>;

export function modules(
  resolve: Resolve,
  files: ProjectFiles,
  read: (file: string) => string,
  target: TS.ScriptTarget,
): Modules {
  const slots = new Map<string, Slot>();
  const inUse = new Set<Slot>(); // what cells have imported: their names stay alive when a file is edited

  const refused = new Set<Slot>(); // edited so that they fail: told once

  const slotOf = (file: string): Slot => {
    const slot = slots.get(file) ?? { file, exports: {}, state: "new", needs: [] };
    slots.set(file, slot);
    return slot;
  };

  /** Compiles a file and all it imports, and gets the packages that only an import can load. */
  function* prepare(slot: Slot): Loading {
    if (slot.state === "ready" || slot.code) return;
    files.add(slot.file);
    const text = read(slot.file);
    slot.code = { ...compileModule(slot.file, text, target), text };
    const needs: Slot[] = [];
    for (const specifier of slot.code.imports) {
      const file = projectFile(specifier, slot.file, resolve);
      if (file !== undefined) needs.push(slotOf(file));
      else if (isEsModule(specifier, slot.file)) yield importPackage(specifier, slot.file);
    }
    slot.needs = needs;
    for (const need of needs) yield* prepare(need);
  }

  /** Runs a file: as CommonJS does, each import when it is met; where one awaits, the imports first, as an ES module. */
  function* run(slot: Slot, above: ReadonlySet<Slot> = new Set()): Loading {
    if (slot.ended && !above.has(slot)) yield slot.ended;
    if (slot.state !== "new") return;
    const chain = new Set([...above, slot]);
    slot.exports = {};
    if (awaits(slot)) {
      slot.state = "linking"; // in a circle the others get what there is of it so far
      yield* runNeeds(slot, chain);
    }
    if (slot.code) evaluate(slot, slot.code, requireFrom(slot.file));
    if (slot.ended) yield slot.ended;
  }

  function* runNeeds(slot: Slot, chain: ReadonlySet<Slot>): Loading {
    try {
      for (const need of slot.needs) if (!chain.has(need)) yield* run(need, chain);
    } finally {
      slot.state = "new"; // also when one fails
    }
  }

  function* link(slot: Slot): Loading {
    yield* prepare(slot);
    yield* run(slot);
  }

  const requireFrom = (from: string): KernelRequire => {
    const require = (specifier: string): unknown => {
      const file = projectFile(specifier, from, resolve);
      if (file === undefined) return requirePackage(specifier, from);
      const slot = slotOf(file);
      if (slot.state === "new") atOnce(link(slot), specifier);
      return slot.exports;
    };
    return Object.assign(require, {
      import: async (specifier: unknown): Promise<unknown> =>
        importedValue((await load(String(specifier), from))(), "*"),
      resolve: (specifier: string) =>
        projectFile(specifier, from, resolve) ?? createRequire(from).resolve(specifier),
      cache: createRequire(from).cache,
      meta: {
        url: pathToFileURL(from).href,
        filename: from,
        dirname: dirname(from),
        resolve: (specifier: string) => {
          const file = projectFile(specifier, from, resolve) ?? createRequire(from).resolve(specifier);
          return file.startsWith("node:") ? file : pathToFileURL(file).href;
        },
      },
    });
  };

  const load = async (specifier: string, from: string): Promise<() => unknown> => {
    const file = projectFile(specifier, from, resolve);
    if (file === undefined) {
      const exported = await importPackage(specifier, from);
      return () => exported;
    }
    const slot = slotOf(file);
    await settle(link(slot));
    inUse.add(slot);
    return () => slot.exports;
  };

  const dependents = (changed: ReadonlySet<string>): ReadonlySet<Slot> => {
    const all = [...slots.values()];
    const stale = new Set(all.filter((slot) => changed.has(slot.file)));
    for (let size = -1; size !== stale.size;) {
      size = stale.size;
      for (const slot of all) if (slot.needs.some((need) => stale.has(need))) stale.add(slot);
    }
    return stale;
  };

  return {
    load,
    require: requireFrom,
    forget: (changed) => {
      if (changed.size === 0) return;
      for (const slot of dependents(changed)) {
        slot.state = "new";
        delete slot.code;
        delete slot.ended;
        refused.delete(slot);
      }
    },
    isStale: () => [...inUse].some((slot) => slot.state === "new" && !refused.has(slot)),
    refresh: async () => {
      const failed: string[] = [];
      for (const slot of inUse) {
        if (slot.state !== "new" || refused.has(slot)) continue;
        const earlier = slot.exports;
        try {
          await settle(link(slot));
        } catch (error) {
          slot.exports = earlier;
          refused.add(slot);
          failed.push(
            `${relative(root, slot.file)} was edited and cannot be loaded: ${String(error).replace(/\.$/, "")}. Its earlier version stays.`,
          );
        }
      }
      return failed;
    },
  };
}

/** Whether a file or something it imports awaits at its top level. */
function awaits(slot: Slot, seen = new Set<Slot>()): boolean {
  if (slot.state === "ready" || seen.has(slot)) return false;
  seen.add(slot);
  return slot.code?.isAsync === true || slot.needs.some((need) => awaits(need, seen));
}

let runs = 0;

/** Runs a file's body. A file that fails is new again. */
function evaluate(slot: Slot, code: NonNullable<Slot["code"]>, require: KernelRequire): void {
  if (slot.file.endsWith(".json")) {
    slot.exports = parseJson(slot.file, code.text);
    slot.state = "ready";
    return;
  }
  const script = `${slot.file}.${++runs}.js`; // its own name: what an earlier version threw keeps its lines
  rememberSource(script, {
    name: relative(root, slot.file),
    text: code.text,
    maps: code.map === undefined ? [] : [code.map],
    linesAbove: 0,
    lines: code.code.split("\n").length,
    linesBefore: 0,
  });
  const scope = `exports, require, module, __filename, __dirname, ${requireName}`;
  const head = `(${code.isAsync ? "async " : ""}function (${scope}) {`;
  const compiled = new Script(`${head}${code.code}\n})`, { filename: script, columnOffset: -head.length });
  const body = compiled.runInThisContext() as (...scope: unknown[]) => Promise<void> | undefined;
  const module = { exports: slot.exports, id: slot.file, filename: slot.file, require, children: [] };
  slot.state = "running";
  const done = (): void => {
    slot.exports = module.exports;
    slot.state = "ready";
    delete slot.ended;
  };
  const failed = (error: unknown): never => {
    slot.state = "new";
    delete slot.ended;
    throw error;
  };
  try {
    const ended = body.call(
      module.exports,
      module.exports,
      require,
      module,
      slot.file,
      dirname(slot.file),
      require,
    );
    if (code.isAsync && ended) slot.ended = ended.then(done, failed);
    else done();
  } catch (error) {
    failed(error);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new SyntaxError(
      `Cannot read ${relative(root, file)}: ${(error as Error).message}, expected JSON. Mend the file.`,
    );
  }
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
