import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

/** One name that an import brings into the session; `exported` is "*" for the whole module. */
export interface Binding {
  readonly local: string;
  readonly exported: string;
}

/** One static import of a cell. */
export interface CellImport {
  readonly specifier: string;
  readonly bindings: readonly Binding[];
  /** `export * from`: every name of the module. */
  readonly isWhole: boolean;
}

/** The import of a statement, `export ... from` included; undefined for any other statement. */
export function readCellImport(statement: TS.Statement): CellImport | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined;
  const module = statement.moduleSpecifier;
  if (!module || !ts.isStringLiteral(module)) return undefined;
  if (ts.isExportDeclaration(statement)) return readReExport(statement, module.text);
  return { specifier: module.text, bindings: readBindings(statement.importClause), isWhole: false };
}

function readBindings(clause: TS.ImportClause | undefined): readonly Binding[] {
  if (!clause) return [];
  const byDefault = clause.name ? [{ local: clause.name.text, exported: "default" }] : [];
  const named = clause.namedBindings;
  if (!named) return byDefault;
  if (ts.isNamespaceImport(named)) return [...byDefault, { local: named.name.text, exported: "*" }];
  return [...byDefault, ...named.elements.map(readBinding)];
}

const readBinding = (element: TS.ImportSpecifier | TS.ExportSpecifier): Binding => ({
  local: element.name.text,
  exported: (element.propertyName ?? element.name).text,
});

function readReExport(statement: TS.ExportDeclaration, specifier: string): CellImport {
  const clause = statement.exportClause;
  if (!clause) return { specifier, bindings: [], isWhole: true };
  const bindings = ts.isNamedExports(clause)
    ? clause.elements.map(readBinding)
    : [{ local: clause.name.text, exported: "*" }];
  return { specifier, bindings, isWhole: false };
}
