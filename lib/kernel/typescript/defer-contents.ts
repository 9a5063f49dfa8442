import type * as TS from "typescript";
import type { BoundFile, TypeScript } from "./typescript-internals";

// Most of what the start-up snapshot would hold of the library is text, and the inside of `declare module "fs" { ... }`, of
// which a cell needs what it imports. This file is loaded while the snapshot is made and imports nothing but types.

/** A declared module with what the binder adds. */
interface DeclaredModule extends TS.ModuleDeclaration {
  readonly body: TS.ModuleBlock;
  readonly symbol: TS.Symbol;
  readonly locals?: TS.SymbolTable;
}

/** A node with names of its own, and the next one of the file. */
interface Scope extends TS.Node {
  nextContainer?: Scope | undefined;
}

/** A declared module with its place among the statements of its file. */
type Placed = readonly [module: DeclaredModule, index: number];

/** How the dropped contents are read again. */
export interface ContentReader {
  /** The text that the file had. */
  readonly readText: (file: string) => string;
  /** The tree of the same text, bound. */
  readonly parse: (file: string, text: string) => TS.SourceFile;
}

/**
 * Drops the texts of files, and the statements of the modules that scripts among them declare, until somebody asks for
 * them: a file is read once more then, and its modules get their statements, names and exports from there. A `global` in a
 * module stays. So does a module that several files declare: its parts are merged for each program.
 *
 * @param files bound; no other tree or program may refer to the dropped statements
 */
export function deferContents(ts: TypeScript, files: readonly BoundFile[], reader: ContentReader): void {
  const isDeclared = (node: TS.Node): node is DeclaredModule =>
    ts.isModuleDeclaration(node) &&
    ts.isStringLiteral(node.name) &&
    node.body?.kind === ts.SyntaxKind.ModuleBlock;
  const isKept = (node: TS.Node): boolean => isDeclared(node) || isGlobal(ts, node);
  const count = new Map<string, number>();
  for (const { name } of files.flatMap(({ statements }) => statements.filter(isDeclared)))
    count.set(name.text, (count.get(name.text) ?? 0) + 1);
  for (const file of files) {
    cutScopes(file);
    Object.assign(file, { identifiers: new Map() }); // what names for emitted code must differ from: none is emitted
    defer(file, "text", () => setProperty(file, "text", reader.readText(file.fileName)));
    if (file.externalModuleIndicator !== undefined) continue;
    const modules = file.statements.flatMap((node, i): readonly Placed[] =>
      isDeclared(node) && count.get(node.name.text) === 1 ? [[node, i]] : [],
    );
    deferBodies(file, modules, isKept, reader);
  }
}

const isGlobal = (ts: TypeScript, node: TS.Node): boolean =>
  ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;

/** The binder's list of all scopes of a file, in which names for emitted code are looked for: none is emitted. */
function cutScopes(file: TS.Node): void {
  let node: Scope | undefined = file;
  while (node) {
    const next: Scope | undefined = node.nextContainer;
    node.nextContainer = undefined; // deleted, it would make the node a slow object
    node = next;
  }
}

function deferBodies(
  file: TS.SourceFile,
  modules: readonly Placed[],
  isKept: (node: TS.Node) => boolean,
  { parse }: ContentReader,
): void {
  const kept = modules.map(([{ body }]) => body.statements.map((node) => (isKept(node) ? node : undefined)));
  const fill = (): void => {
    const { statements } = parse(file.fileName, file.text);
    modules.forEach(([module, i], n) => takeBody(module, statements[i] as DeclaredModule, kept[n] ?? []));
  };
  for (const [module] of modules) {
    defer(module.body, "statements", fill);
    defer(module, "locals", fill);
    defer(module.symbol, "exports", fill);
  }
}

/** Gives a module the statements, names and exports of the same one in a tree read anew. */
function takeBody(
  module: DeclaredModule,
  read: DeclaredModule,
  kept: readonly (TS.Statement | undefined)[],
): void {
  const statements = read.body.statements as unknown as TS.Statement[];
  kept.forEach((node, i) => node && (statements[i] = node));
  for (const statement of statements) Object.assign(statement, { parent: module.body });
  read.symbol.exports?.forEach((symbol) => Object.assign(symbol, { parent: module.symbol }));
  setProperty(module.body, "statements", statements);
  setProperty(module, "locals", read.locals);
  setProperty(module.symbol, "exports", read.symbol.exports);
}

/** A property that `fill` sets when it is asked for. */
function defer<T extends object>(holder: T, name: keyof T, fill: () => void): void {
  Object.defineProperty(holder, name, {
    configurable: true,
    enumerable: true,
    get: () => {
      fill();
      return holder[name];
    },
    set: (value: unknown) => setProperty(holder, name, value),
  });
}

function setProperty(holder: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(holder, name, { configurable: true, enumerable: true, writable: true, value });
}
