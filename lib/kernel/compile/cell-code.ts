import type * as TS from "typescript";
import type { CellImport } from "./cell-import";
import { interruptChecks } from "./interrupt-checks";
import { dynamicImports } from "./dynamic-imports";
import { sessionVariables } from "./session-variables";
import { splitSourceMap } from "./source-position";
import { ts } from "../typescript/typescript";

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
  const { outputText } = ts.transpileModule(first.code, {
    fileName: "cell.js",
    compilerOptions: {
      target,
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force, // or `await (x)` is read as a call
      inlineSourceMap: true,
      newLine: ts.NewLineKind.LineFeed,
    },
    transformers: { before: [sessionVariables(isKnown, imports), dynamicImports, interruptChecks] },
  });
  const second = splitSourceMap(outputText);
  return {
    code: second.code.replace(/export \{\};\s*$/, ""), // what marks a module; nothing is exported any more
    imports,
    maps: [second.map, first.map].filter((map) => map !== undefined),
  };
}
