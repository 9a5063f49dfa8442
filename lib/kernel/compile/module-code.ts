import { relative } from "node:path";
import type * as TS from "typescript";
import { interruptChecks } from "./interrupt-checks";
import { dynamicImports } from "./dynamic-imports";
import { root } from "../project/root";
import { findTopLevelReferences } from "./top-level-references";
import { splitSourceMap } from "./source-position";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/** A file of the project ready to run as the body of `(exports, require, module, __filename, __dirname) => { ... }`. */
export interface ModuleCode {
  readonly code: string;
  readonly map: string | undefined;
  /** Specifiers of its static imports, in order, without those of types. */
  readonly imports: readonly string[];
  readonly isAsync: boolean;
}

/** Compiles a TypeScript or JavaScript file of the project to CommonJS with interrupt checks. */
export function compileModule(file: string, text: string, target: TS.ScriptTarget): ModuleCode {
  if (file.endsWith(".json")) return { code: "", map: undefined, imports: [], isAsync: false };
  const imports: string[] = [];
  let isAsync = false;
  const findAwait: TS.TransformerFactory<TS.SourceFile> = () => (source) => {
    isAsync = hasTopLevelAwait(source);
    return source;
  };
  const isEs = !/\.c?js$/.test(file) || ts.isExternalModule(ts.createSourceFile(file, text, target));
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName: file.replace(/\.[mc]ts$/, ".ts"), // or TypeScript leaves an .mts file an ES module
    reportDiagnostics: true,
    compilerOptions: {
      target,
      module: ts.ModuleKind.CommonJS,
      ...(isEs && { moduleDetection: ts.ModuleDetectionKind.Force }),
      esModuleInterop: true,
      isolatedModules: true,
      jsx: ts.JsxEmit.React,
      inlineSourceMap: true,
      newLine: ts.NewLineKind.LineFeed,
    },
    transformers: {
      before: [findAwait, renameOwnNames, dynamicImports, interruptChecks],
      after: [collectRequires(imports)],
    },
  });
  const [wrong] = diagnostics;
  if (wrong) throw syntaxError(file, text, wrong);
  const { code, map } = splitSourceMap(outputText);
  return { code, map, imports, isAsync };
}

function syntaxError(file: string, text: string, problem: TS.Diagnostic): SyntaxError {
  const before = text.slice(0, problem.start ?? 0).split("\n");
  const message = ts.flattenDiagnosticMessageText(problem.messageText, "\n");
  return new SyntaxError(
    `${relative(root, file)}:${before.length}:${(before.at(-1) ?? "").length + 1} - ${message}`,
  );
}

const taken = ["require", "exports", "module", "__filename", "__dirname"];

/** Renames what a file declares under a name of CommonJS: `const require = createRequire(import.meta.url)`. */
const renameOwnNames: TS.TransformerFactory<TS.SourceFile> = (context) => (file) => {
  const locals = (file as BoundFile).locals;
  const names = taken.filter((name) => locals?.has(ts.escapeLeadingUnderscores(name)));
  if (names.length === 0) return file;
  const references = findTopLevelReferences(file as BoundFile);
  const visit = (node: TS.Node): TS.Node =>
    ts.isIdentifier(node) && references.has(node) && names.includes(node.text)
      ? context.factory.createIdentifier(`${node.text}_own`)
      : ts.visitEachChild(node, visit, context);
  return ts.visitNode(file, visit, ts.isSourceFile);
};

/** Collects what the compiled file requires. */
const collectRequires =
  (imports: string[]): TS.TransformerFactory<TS.SourceFile> =>
  () =>
  (file) => {
    const visit = (node: TS.Node): void => {
      if (
        ts.isCallExpression(node) &&
        ts.isIdentifier(node.expression) &&
        node.expression.text === "require"
      ) {
        const [specifier] = node.arguments;
        if (specifier && ts.isStringLiteral(specifier) && !imports.includes(specifier.text))
          imports.push(specifier.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return file;
  };

/** Whether a file awaits outside its functions: `await`, `for await`, `await using`. */
function hasTopLevelAwait(file: TS.SourceFile): boolean {
  const awaits = (node: TS.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isPropertyDeclaration(node) || ts.isClassStaticBlockDeclaration(node))
      return false;
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return true;
    const isUsing =
      ts.isVariableDeclarationList(node) &&
      (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing;
    return isUsing || ts.forEachChild(node, awaits) === true;
  };
  return ts.forEachChild(file, awaits) === true;
}
