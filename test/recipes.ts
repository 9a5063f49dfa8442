import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** One code block of a recipe: the text of a new file, or a row (with its imports) of a table that is there. */
export interface RecipeStep {
  readonly file: string;
  /** The constant whose last row the block becomes; undefined: the block is the file. */
  readonly table: string | undefined;
  readonly code: string;
}

/**
 * Reads a recipe of lib/README.md.
 *
 * @param readme its text
 * @param title of the recipe's section
 * @throws Error where a code block is behind a sentence that names no file
 */
export function readRecipe(readme: string, title: string): RecipeStep[] {
  const section = readme.split(/^##+ /m).find((s) => s.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`no section "${title}"`);
  return [...section.matchAll(/\n\n([^\n`]*`[^]*?)\n\n```ts\n([^]*?)```/g)].map(
    ([, sentence = "", code = ""]) => {
      const row = /(?:row|entry) of `(\w+)` in `(lib\/[\w/.-]+)`/.exec(sentence);
      const file = row?.[2] ?? /The file `(lib\/[\w/.-]+)`/.exec(sentence)?.[1];
      if (file === undefined) throw new Error(`no file is named in: ${sentence}`);
      return { file, table: row?.[1], code };
    },
  );
}

/** Does one step of a recipe in a copy of the project. @throws Error where its table is not there */
export function followRecipe(folder: string, { file, table, code }: RecipeStep): void {
  const path = join(folder, file);
  if (table === undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
    return;
  }
  const imports = code.split("\n").filter((line) => line.startsWith("import "));
  const row = code.split("\n").filter((line) => !line.startsWith("import "));
  const text = readFileSync(path, "utf8");
  const rows = arrayNamed(table, text);
  if (rows === undefined) throw new Error(`${file} has no table ${table}`);
  const end = rows.end - 1;
  const comma = rows.elements.length === 0 || rows.elements.hasTrailingComma ? "" : ",";
  const body = `${text.slice(0, end).trimEnd()}${comma}\n${row.join("\n").replace(/^\n+|\s+$/g, "")}\n${text.slice(end)}`;
  writeFileSync(path, [...imports, body].join("\n"));
}

function arrayNamed(name: string, text: string): ts.ArrayLiteralExpression | undefined {
  const source = ts.createSourceFile("table.ts", text, ts.ScriptTarget.Latest, true);
  for (const statement of source.statements.filter(ts.isVariableStatement))
    for (const declaration of statement.declarationList.declarations) {
      let value = declaration.initializer;
      while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression;
      if (declaration.name.getText() === name && value && ts.isArrayLiteralExpression(value)) return value;
    }
  return undefined;
}
