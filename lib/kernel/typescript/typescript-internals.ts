import type * as TS from "typescript";

/** A syntax tree that the binder has gone through. */
export type Bound = TS.Node & { readonly locals?: ReadonlyMap<TS.__String, TS.Symbol> };

/** A source file with the members that parser and binder add. */
export interface BoundFile extends TS.SourceFile {
  readonly locals?: Map<TS.__String, TS.Symbol>;
  readonly imports?: readonly TS.StringLiteralLike[];
  readonly parseDiagnostics: readonly TS.Diagnostic[];
  /** What makes it a module; undefined for a script, whose declarations are global. */
  readonly externalModuleIndicator?: unknown;
  /** `declare global`, and `declare module` of a module that is declared elsewhere. */
  readonly moduleAugmentations?: readonly TS.Node[];
}

/** A program with how its imports were found. */
export interface ResolvingProgram extends TS.Program {
  getResolvedModuleFromModuleSpecifier(
    specifier: TS.StringLiteralLike,
    file: TS.SourceFile,
  ): { readonly resolvedModule?: TS.ResolvedModuleFull } | undefined;
}

/** Texts of a symbol as editors show them. */
export interface SymbolText {
  readonly displayParts: TS.SymbolDisplayPart[];
  readonly documentation: TS.SymbolDisplayPart[];
  readonly tags: TS.JSDocTagInfo[] | undefined;
  readonly symbolKind: TS.ScriptElementKind;
}

/** Where a printer writes. */
export interface TextWriter {
  getText(): string;
}

/** A source map that a printer makes. */
export interface SourceMapGenerator {
  /** As JSON. */
  toString(): string;
}

/** A printer with the member that makes source maps. */
export interface MappingPrinter extends TS.Printer {
  writeFile(file: TS.SourceFile, writer: TextWriter, map: SourceMapGenerator): void;
}

/** The project's one TypeScript with what the kernel uses of its internal interface. */
export type TypeScript = typeof TS & TypeScriptInternals;

/** Members of TypeScript's module that the kernel uses and its declarations do not export (5.9). */
export interface TypeScriptInternals {
  readonly nullTransformationContext: TS.TransformationContext;
  getSetExternalModuleIndicator(options: TS.CompilerOptions): (file: TS.SourceFile) => void;
  createTextWriter(newLine: string): TextWriter;
  createSourceMapGenerator(
    host: { getCurrentDirectory(): string; getCanonicalFileName(file: string): string },
    file: string,
    sourceRoot: string,
    folder: string,
    options: TS.CompilerOptions,
  ): SourceMapGenerator;
  bindSourceFile(file: TS.SourceFile, options: TS.CompilerOptions): void;
  getTouchingPropertyName(file: TS.SourceFile, position: number): TS.Node;
  getContainingObjectLiteralElement(
    node: TS.Node,
  ): (TS.ObjectLiteralElement & { readonly parent: TS.ObjectLiteralExpression }) | undefined;
  getNameFromPropertyName(name: TS.PropertyName): string | undefined;
  getContainerNode(node: TS.Node): TS.Node | undefined;
  typeToDisplayParts(checker: TS.TypeChecker, type: TS.Type, at?: TS.Node): TS.SymbolDisplayPart[];
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: TS.TypeChecker,
      symbol: TS.Symbol,
      file: TS.SourceFile,
      enclosing: TS.Node | undefined,
      location: TS.Node,
    ): SymbolText;
  };
  readonly Completions: {
    getCompletionsAtPosition(
      host: unknown,
      program: TS.Program,
      log: unknown,
      file: TS.SourceFile,
      position: number,
      preferences: TS.UserPreferences,
      trigger: string | undefined,
      kind: TS.CompletionTriggerKind | undefined,
      token: TS.CancellationToken,
    ): TS.CompletionInfo | undefined;
  };
}
