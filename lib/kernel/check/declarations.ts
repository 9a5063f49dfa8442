import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

const parse = (text: string): TS.SourceFile =>
  ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.Latest, true);

/** One declaration of one name; `text` is complete by itself. */
interface Declaration {
  readonly names: readonly string[];
  readonly isValue: boolean;
  readonly text: string;
}

/**
 * The session's declarations after a cell failed half-way: what it assigned has its new type, the rest stays as it was.
 *
 * @param before the declarations that the cell was checked with
 * @param after those that it would have left
 * @param isAssigned whether the cell had assigned a variable when it failed
 */
export function mergeDeclarations(
  before: string,
  after: string,
  isAssigned: (name: string) => boolean,
): string {
  const old = splitDeclarations(before);
  const known = new Set(old.map((d) => d.text));
  const fresh = splitDeclarations(after).filter(
    (d) => !known.has(d.text) && (!d.isValue || d.names.some(isAssigned)),
  );
  const renewed = new Set(fresh.flatMap((d) => d.names));
  const kept = old.filter((d) => d.names.length === 0 || !d.names.every((name) => renewed.has(name)));
  return [...fresh, ...kept].map((d) => d.text + "\n").join("");
}

/** The declarations without those of some names. */
export function removeDeclarations(declarations: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return declarations;
  const kept = splitDeclarations(declarations).filter(
    (d) => d.names.length === 0 || !d.names.every((n) => names.has(n)),
  );
  return kept.map((d) => d.text + "\n").join("");
}

function splitDeclarations(text: string): readonly Declaration[] {
  return parse(text).statements.flatMap((statement): readonly Declaration[] => {
    if (ts.isVariableStatement(statement)) return splitVariables(statement);
    const whole = statement.getFullText().trim();
    const isValue =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement);
    return [{ names: namesOf(statement), isValue, text: whole }];
  });
}

function splitVariables(statement: TS.VariableStatement): readonly Declaration[] {
  const { declarationList } = statement;
  const comment = statement
    .getFullText()
    .slice(0, statement.getStart() - statement.pos)
    .trimStart();
  const isConst = (declarationList.flags & ts.NodeFlags.Const) !== 0;
  return declarationList.declarations.map((declaration) => ({
    names: [declaration.name.getText()],
    isValue: true,
    text: `${comment}declare ${isConst ? "const" : "let"} ${declaration.getText()};`,
  }));
}

function namesOf(statement: TS.Statement): readonly string[] {
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    const bindings = clause?.namedBindings;
    const named = !bindings
      ? []
      : ts.isNamespaceImport(bindings)
        ? [bindings.name.text]
        : bindings.elements.map((e) => e.name.text);
    return clause?.name ? [clause.name.text, ...named] : named;
  }
  const name = (statement as TS.DeclarationStatement).name;
  return name ? [name.text] : [];
}

/** Imports of earlier cells, from the session's declarations. */
export const readImports = (
  declarations: TS.SourceFile,
): readonly { readonly module: TS.Node; readonly specifier: string; readonly names: readonly string[] }[] =>
  declarations.statements.filter(ts.isImportDeclaration).map((statement) => ({
    module: statement.moduleSpecifier,
    specifier: (statement.moduleSpecifier as TS.StringLiteral).text,
    names: namesOf(statement),
  }));

/** Namespaces and `declare global` of earlier cells that tslab's new declarations lack. */
export function findForgottenNamespaces(before: string, after: string): string {
  if (!/\b(global|namespace|module)\b/.test(before)) return "";
  const isAddition = (s: TS.Statement): boolean =>
    ts.isModuleDeclaration(s) && (ts.isStringLiteral(s.name) || s.name.text === "global");
  const made = new Set(parse(after).statements.flatMap((s) => (isAddition(s) ? [] : namesOf(s))));
  return parse(before)
    .statements.filter(ts.isModuleDeclaration)
    .filter((old) => !after.includes(old.getText()) && (isAddition(old) || !made.has(old.name.text)))
    .map((old) => old.getText() + "\n")
    .join("");
}
