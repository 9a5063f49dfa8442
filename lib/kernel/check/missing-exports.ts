import type * as TS from "typescript";
import { readImports } from "./declarations";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/**
 * Errors for names that an earlier cell imported, that this cell uses and that their edited module no longer exports:
 * TypeScript does not check the session's declarations.
 *
 * @param used the cell's references by name
 */
export function findMissingExports(
  checker: TS.TypeChecker,
  cell: TS.SourceFile,
  declarations: BoundFile,
  used: ReadonlyMap<string, TS.Node>,
): readonly TS.Diagnostic[] {
  return readImports(declarations).flatMap(({ module, specifier, names }) =>
    names.flatMap((name): TS.Diagnostic[] => {
      const node = used.get(name);
      const symbol = declarations.locals?.get(ts.escapeLeadingUnderscores(name));
      if (!node || !symbol || !checker.isUnknownSymbol(checker.getAliasedSymbol(symbol))) return [];
      const isThere = checker.getSymbolAtLocation(module) !== undefined;
      const messageText = isThere
        ? `Module '${specifier}' has no exported member '${name}' any more.`
        : `Cannot find module '${specifier}' any more, from which '${name}' was imported.`;
      const start = node.getStart(cell);
      const category = ts.DiagnosticCategory.Error;
      return [{ file: cell, start, length: node.end - start, messageText, category, code: 2305 }];
    }),
  );
}
