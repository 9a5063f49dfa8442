import { readFileSync } from "node:fs";
import Module from "node:module";
import { dirname, join } from "node:path";
import { startupSnapshot } from "node:v8";
import { runInThisContext } from "node:vm";
import type * as TS from "typescript";
import type { fileStamp as FileStamp } from "../project/file-stamp";
import type { requestName, SnapshotRequest } from "./snapshot-request";
import type { TypeScript } from "../typescript/typescript-internals";
import type { SnapshotContents, contentsName } from "../typescript/snapshot-contents";

// Runs while node builds a start-up snapshot: nothing but Node's own modules can be required then. What it leaves on the
// heap is there at once when a kernel starts from the snapshot: TypeScript, the parsed and bound library files, a program.

const cell = "export {};\nconst a = 1;\nexport { a };\n(async () => { for (const x of [a]) await x; })()";
const rounds = 3; // after which the checker's functions are compiled

/** Without node:crypto, which Node 24 cannot load again after a start from a snapshot; TypeScript has its own hash. */
const withoutCrypto = (id: string): unknown => {
  if (/^(node:)?crypto$/.test(id)) throw new Error("Cannot load node:crypto into a snapshot, expected none.");
  return (require as (id: string) => unknown)(id);
};

function evaluate(file: string): { exports: unknown } {
  const module = { exports: {} };
  const body = runInThisContext(Module.wrap(readFileSync(file, "utf8")), { filename: file }) as (
    ...scope: unknown[]
  ) => void;
  body.call(module.exports, module.exports, withoutCrypto, module, file, dirname(file));
  return module;
}

function warm(request: SnapshotRequest): SnapshotContents {
  const { fileStamp } = evaluate(join(request.build, "project/file-stamp.js")).exports as {
    fileStamp: typeof FileStamp;
  };
  const module = evaluate(request.typescriptFile);
  const ts = module.exports as TypeScript;
  const options = JSON.parse(request.options) as TS.CompilerOptions;
  const files = new Map<string, readonly [TS.SourceFile, string]>();
  const host = ts.createCompilerHost(options);
  const { fileExists } = host;
  const parseOptions: TS.CreateSourceFileOptions = {
    languageVersion: options.target ?? ts.ScriptTarget.ES2022,
    setExternalModuleIndicator: ts.getSetExternalModuleIndicator(options),
  };
  host.fileExists = (file) => request.roots.includes(file) || fileExists(file);
  host.getSourceFile = (file) => {
    if (request.roots.includes(file))
      return ts.createSourceFile(file, file.endsWith(".d.ts") ? "export {};\n" : cell, parseOptions);
    const held = files.get(file);
    if (held) return held[0];
    const text = host.readFile(file);
    if (text === undefined) return undefined;
    const parsed = ts.createSourceFile(file, text, parseOptions);
    files.set(file, [parsed, fileStamp(file)]);
    return parsed;
  };
  const create = (before?: TS.Program): TS.Program =>
    ts.createProgram({
      rootNames: [...request.roots],
      options,
      host,
      ...(before && { oldProgram: before }),
    });
  let program = create();
  for (let round = 0; round < rounds; round++) {
    const source = program.getSourceFile(request.roots.find((name) => !name.endsWith(".d.ts")) ?? "");
    program.getSemanticDiagnostics(source);
    program.getDeclarationDiagnostics(source);
    program.emit(source, () => undefined);
    program = create(program); // the last one is never asked for its checker, which would stay alive
  }
  const typescript = { module, file: request.typescriptFile, stamp: fileStamp(request.typescriptFile) };
  return { typescript, files, program, options: request.options };
}

const holder = globalThis as { [requestName]?: SnapshotRequest; [contentsName]?: SnapshotContents };
const request = holder.__graftSnapshotRequest;
delete holder.__graftSnapshotRequest;
if (!request) throw new Error("Cannot build the snapshot: no request, expected build.ts to have made one.");
const held = warm(request);
startupSnapshot.setDeserializeMainFunction(() => {
  holder.__graftWarm = held;
  const load = require as NodeJS.Require; // this one knows Node's own modules only
  const { resolve } = load("node:path") as typeof import("node:path");
  const { createRequire } = load("node:module") as typeof import("node:module");
  const script = resolve(process.argv[1] ?? ""); // the first argument: the script is in the snapshot
  createRequire(script)(script);
});
