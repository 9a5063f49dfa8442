import type * as TS from "typescript";
import type { CellImport } from "./cell-import";
import { interruptChecks } from "./interrupt-checks";
import { dynamicImports } from "./dynamic-imports";
import { sessionVariables } from "./session-variables";
import { splitSourceMap } from "./source-position";
import { ts } from "../typescript/typescript";
import type { MappingPrinter } from "../typescript/typescript-internals";

/** A cell ready to run as the body of `async (exports, require) => { ... }`. */
export interface CellCode {
  readonly code: string;
  readonly imports: readonly CellImport[];
  /** From TypeScript to `code`, the last step's first. */
  readonly maps: readonly string[];
}

/**
 * Compiles the JavaScript that tslab's converter makes of a cell into what the session runs.
 *
 * @param javascript an ES module with its inline source map
 * @param isKnown whether an earlier cell has made a variable of this name
 */
export function compileCell(
  javascript: string,
  target: TS.ScriptTarget,
  isKnown: (name: string) => boolean,
): CellCode {
  const first = splitSourceMap(javascript);
  const imports: CellImport[] = [];
  const second = transformScript(first.code, target, [
    sessionVariables(isKnown, imports),
    dynamicImports,
    interruptChecks,
  ]);
  return {
    code: second.code,
    imports,
    maps: first.map === undefined ? [second.map] : [second.map, first.map],
  };
}

const noFolder = { getCurrentDirectory: () => "", getCanonicalFileName: (file: string) => file };

/**
 * JavaScript after some transformers, and the map to where it was. ts.transpileModule makes a program with a type checker
 * around them: 0.75 ms for a small cell where this takes 0.13, and the same code for every file of lib.
 */
function transformScript(
  text: string,
  target: TS.ScriptTarget,
  transformers: readonly TS.TransformerFactory<TS.SourceFile>[],
): { readonly code: string; readonly map: string } {
  const options: TS.CompilerOptions = {
    target,
    module: ts.ModuleKind.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force, // or `await (x)` is read as a call
    newLine: ts.NewLineKind.LineFeed,
    sourceMap: true,
  };
  const setExternalModuleIndicator = ts.getSetExternalModuleIndicator(options);
  const parsing = { languageVersion: target, setExternalModuleIndicator };
  const source = ts.createSourceFile("cell.js", text, parsing);
  ts.bindSourceFile(source, options);
  const { transformed, dispose } = ts.transform(source, [...transformers], options);
  const writer = ts.createTextWriter("\n");
  const map = ts.createSourceMapGenerator(noFolder, "cell.js", "", "", options);
  const printer = ts.createPrinter(options) as MappingPrinter;
  for (const file of transformed) printer.writeFile(file, writer, map);
  dispose();
  return { code: writer.getText(), map: map.toString() };
}
