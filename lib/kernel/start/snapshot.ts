import { readFileSync } from "node:fs";
import Module from "node:module";
import { dirname, join } from "node:path";
import { startupSnapshot } from "node:v8";
import { runInThisContext } from "node:vm";
import type * as TS from "typescript";
import type { fileStamp as FileStamp } from "../project/file-stamp";
import type { deferContents as DeferContents } from "../typescript/defer-contents";
import type { requestName, SnapshotRequest } from "./snapshot-request";
import type { BoundFile, TypeScript } from "../typescript/typescript-internals";
import type { SnapshotContents, contentsName } from "../typescript/snapshot-contents";

// Runs while node builds a start-up snapshot: nothing but Node's own modules can be required then. What it leaves on the
// heap is there at once when a kernel starts from the snapshot: TypeScript, the parsed and bound library files, a program.

const cell = "export {};\nconst a = 1;\nexport { a };\n(async () => { for (const x of [a]) await x; })()";
const rounds = 3; // after which the checker's functions are compiled
const shortestPart = 13; // characters from which V8 makes a substring a part of its text instead of a copy

/** Without node:crypto, which Node 24 cannot load again after a start from a snapshot; TypeScript has its own hash. */
const withoutCrypto = (id: string): unknown => {
  if (/^(node:)?crypto$/.test(id)) throw new Error("Cannot load node:crypto into a snapshot, expected none.");
  return (require as (id: string) => unknown)(id);
};

function evaluate(file: string, text = readFileSync(file, "utf8")): { exports: unknown } {
  const module = { exports: {} };
  const body = runInThisContext(Module.wrap(text), { filename: file }) as (...scope: unknown[]) => void;
  body.call(module.exports, module.exports, withoutCrypto, module, file, dirname(file));
  return module;
}

/** Does some work with substrings that are copies: V8's own keep the whole text alive that they are a part of. */
function withOwnSubstrings<T>(work: () => T): T {
  const shared = String.prototype.substring;
  const copies = new Map<string, string>();
  String.prototype.substring = function (start, end) {
    const part = shared.call(this, start, end);
    if (part.length < shortestPart) return part;
    const copy = copies.get(part) ?? (JSON.parse(JSON.stringify(part)) as string);
    copies.set(copy, copy);
    return copy;
  };
  try {
    return work();
  } finally {
    String.prototype.substring = shared;
  }
}

function warm(request: SnapshotRequest): SnapshotContents {
  const own = <T>(file: string): T => evaluate(join(request.build, file)).exports as T;
  const { fileStamp } = own<{ fileStamp: typeof FileStamp }>("project/file-stamp.js");
  const { deferContents } = own<{ deferContents: typeof DeferContents }>("typescript/defer-contents.js");
  const module = evaluate(request.typescriptFile, readFileSync(request.minifiedFile, "latin1"));
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
  const readText = (file: string): string => {
    if (fileStamp(file) === files.get(file)?.[1]) return host.readFile(file) ?? "";
    throw new Error(
      `Cannot check the cell: ${file} has changed, expected it as the kernel was started with. Restart the kernel.`,
    );
  };
  const parse = (file: string, text: string): TS.SourceFile => {
    const tree = ts.createSourceFile(file, text, parseOptions);
    ts.bindSourceFile(tree, options);
    return tree;
  };
  deferContents(
    ts,
    [...files.values()].map(([file]) => file as BoundFile),
    { readText, parse },
  );
  const typescript = { module, file: request.typescriptFile, stamp: fileStamp(request.typescriptFile) };
  return { typescript, files, program, options: request.options };
}

const holder = globalThis as { [requestName]?: SnapshotRequest; [contentsName]?: SnapshotContents };
const request = holder.__graftSnapshotRequest;
delete holder.__graftSnapshotRequest;
if (!request) throw new Error("Cannot build the snapshot: no request, expected build.ts to have made one.");
const held = withOwnSubstrings(() => warm(request));
startupSnapshot.setDeserializeMainFunction(() => {
  holder.__graftWarm = held;
  const load = require as NodeJS.Require; // this one knows Node's own modules only
  const { resolve } = load("node:path") as typeof import("node:path");
  const { createRequire } = load("node:module") as typeof import("node:module");
  const script = resolve(process.argv[1] ?? ""); // the first argument: the script is in the snapshot
  createRequire(script)(script);
});
