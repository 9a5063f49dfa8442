import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../../../lib/core";
import { deferContents } from "../../../lib/kernel/typescript/defer-contents";
import type { BoundFile, TypeScript } from "../../../lib/kernel/typescript/typescript-internals";

const full = ts as TypeScript;
const cell = join(root(), "notebooks/cell.ts");
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts"],
  types: ["node"],
  typeRoots: [join(root(), "node_modules/@types")],
  strict: true,
};

/** A program of one cell over trees that are made once; `read` counts which are read again. */
function openLibrary(isDeferred: boolean): {
  readonly check: (text: string) => ts.Program;
  readonly read: Record<"texts" | "trees", string[]>;
} {
  const trees = new Map<string, ts.SourceFile>();
  const read: Record<"texts" | "trees", string[]> = { texts: [], trees: [] };
  const parse = (file: string, text: string): ts.SourceFile => {
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    full.bindSourceFile(tree, options);
    return tree;
  };
  const check = (text: string): ts.Program => {
    const host = ts.createCompilerHost(options);
    const { fileExists } = host;
    host.fileExists = (file) => file === cell || fileExists(file);
    host.getSourceFile = (file) => {
      if (file === cell) return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
      const tree = trees.get(file) ?? parse(file, readFileSync(file, "utf8"));
      trees.set(file, tree);
      return tree;
    };
    return ts.createProgram({ rootNames: [cell], options, host });
  };
  check("export {};").getTypeChecker();
  const readText = (file: string): string => {
    read.texts.push(file);
    return readFileSync(file, "utf8");
  };
  const parseAgain = (file: string, text: string): ts.SourceFile => {
    read.trees.push(file);
    return parse(file, text);
  };
  if (isDeferred) deferContents(full, [...trees.values()] as BoundFile[], { readText, parse: parseAgain });
  return { check, read };
}

/** Every export of every module of Node: its types, members and documentation, and where they are declared. */
function describeModules(program: ts.Program): readonly string[] {
  const checker = program.getTypeChecker();
  const at = program.getSourceFile(cell) as ts.SourceFile;
  const { NoTruncation, InTypeAlias } = ts.TypeFormatFlags;
  const placesOf = ({ declarations = [] }: ts.Symbol): string =>
    declarations.map((node) => `${node.getSourceFile().fileName} ${node.getStart()}`).join(", ");
  const describe = (symbol: ts.Symbol): string => {
    const [value, declared] = [checker.getTypeOfSymbol(symbol), checker.getDeclaredTypeOfSymbol(symbol)];
    const types = [value, declared].map((type) => checker.typeToString(type, at, NoTruncation | InTypeAlias));
    const members = declared.getProperties().map((p) => `${p.name.replace(/@\d+$/, "")} ${placesOf(p)}`);
    const said = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    return [checker.getFullyQualifiedName(symbol), ...types, ...members, said, placesOf(symbol)].join("\n");
  };
  return checker
    .getAmbientModules()
    .filter(({ name }) => name.startsWith('"node:')) // they export what those without "node:" declare
    .flatMap((module) => [describe(module), ...checker.getExportsOfModule(module).map(describe)]);
}

const plain = openLibrary(false);
const deferred = openLibrary(true);

test("a cell without imports reads no file again", () => {
  const program = deferred.check("export const [a] = [1].map((n) => n.toFixed());\nconsole.log(a);");
  const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(cell));
  expect(problems.map(({ messageText }) => messageText)).toEqual([]);
  expect(deferred.read.trees).toEqual([]);
});

test("the errors of a cell that imports are the same, with their places in the library", () => {
  const text = `import { readFileSync } from "node:fs";
import * as events from "events";
import { Readable } from "node:stream";
import none from "node:nothing";
const n: number = readFileSync("a", "utf8");
new events.EventEmitter().on(1);
class Mine extends Readable { override _read(size: string): void {} }
const s: AbortSignal = new events.EventEmitter();
`;
  const [one, other] = [plain, deferred].map(({ check }) => {
    const program = check(text);
    return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program, program.getSourceFile(cell)), {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root(),
      getNewLine: () => "\n",
    });
  });
  expect(other).toBe(one);
  expect(one?.match(/error TS/g)?.length).toBeGreaterThan(4);
  expect(deferred.read.trees.filter((file) => file.endsWith("/fs.d.ts"))).toHaveLength(1);
});

test("every name of every module of Node has the same types, members, documentation and place", () => {
  const [one = [], other] = [plain, deferred].map(({ check }) => describeModules(check("export {};")));
  expect(one.length).toBeGreaterThan(1300);
  expect(other).toEqual(one);
  expect(new Set(deferred.read.trees).size).toBe(deferred.read.trees.length); // each once
});
