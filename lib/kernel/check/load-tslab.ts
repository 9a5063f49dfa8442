import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as TS from "typescript";
import type * as TslabConverter from "tslab/dist/converter";
import type * as TslabExecutor from "tslab/dist/executor";
import { findQuickInfo } from "./quick-info";
import { root } from "../project/root";
import { ts } from "../typescript/typescript";

/** The calls to TypeScript in which tslab gets an answer of the session's. */
export interface TslabAnswers {
  createWatchProgram(host: unknown): unknown;
  /** Errors of the cell and of the files it imports. */
  diagnostics(program: TS.Program, files: readonly TS.SourceFile[]): readonly TS.Diagnostic[];
  /** Compiles a cell's ES module into the script that runs. */
  compile(javascript: string): string;
  completions: typeof ts.Completions.getCompletionsAtPosition;
}

/** tslab's parts that the session is built of. */
export interface Tslab {
  readonly createConverter: typeof TslabConverter.createConverter;
  readonly createExecutor: typeof TslabExecutor.createExecutor;
}

/**
 * Loads tslab on the project's TypeScript instead of its own fork (5.0.4). Nothing on disc is patched: the module it
 * requires is answered from memory, with the five names that only the fork has.
 */
export function loadTslab(answers: TslabAnswers): Tslab {
  const tslab = createRequire(join(dirname(createRequire(join(root, "x.js")).resolve("tslab")), "x.js"));
  const file = tslab.resolve("@tslab/typescript-for-tslab");
  const replaced: Readonly<Record<string, unknown>> = {
    factory: Object.create(ts.factory, {
      // tslab would write `exports.x` for a variable of an earlier cell, in shorthands too: session-variables.ts does it
      createPropertyAccessExpression: { value: (_exports: TS.Expression, name: TS.Identifier) => name },
    }) as unknown,
    createWatchProgram: answers.createWatchProgram,
    transpileModule: (javascript: string) => ({ outputText: answers.compile(javascript) }),
    getDefaultTypeRoots: () => [join(root, "node_modules", "@types")],
    getNullTransformationContext: () => ts.nullTransformationContext,
    getPreEmitDiagnosticsOfFiles: answers.diagnostics,
    getQuickInfoAtPosition: findQuickInfo,
    Completions: { ...ts.Completions, getCompletionsAtPositionForTslab: answers.completions },
  };
  const exports = {};
  for (const name of new Set([...Object.keys(ts), ...Object.keys(replaced)]))
    Object.defineProperty(exports, name, {
      enumerable: true,
      configurable: true,
      get: () => replaced[name] ?? (Reflect.get(ts, name) as unknown),
    });
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = exports;
  tslab.cache[file] = module;
  return {
    ...(tslab("./converter.js") as Pick<Tslab, "createConverter">),
    ...(tslab("./executor.js") as Pick<Tslab, "createExecutor">),
  };
}
