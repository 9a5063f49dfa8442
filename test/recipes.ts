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
      const row = /(?:row|entry) of `(\w+)` in `((?:lib|test)\/[\w/.-]+)`/.exec(sentence);
      const file = row?.[2] ?? /The file `(lib\/[\w/.-]+)`/.exec(sentence)?.[1];
      if (file === undefined) throw new Error(`no file is named in: ${sentence}`);
      return { file, table: row?.[1], code };
    },
  );
}

/** The text of a file after one step of a recipe. @throws Error where its table is not there */
export function applyRecipe({ file, table, code }: RecipeStep, text: string): string {
  if (table === undefined) return code;
  const imports = code.split("\n").filter((line) => line.startsWith("import "));
  const row = code.split("\n").filter((line) => !line.startsWith("import "));
  const found = findTable(table, text);
  if (found === undefined) throw new Error(`${file} has no table ${table}`);
  const entries = ts.isArrayLiteralExpression(found) ? found.elements : found.properties;
  const comma = entries.length === 0 || entries.hasTrailingComma ? "" : ",";
  const end = found.end - 1;
  const added = row.join("\n").replace(/^\n+|\s+$/g, "");
  return [...imports, `${text.slice(0, end).trimEnd()}${comma}\n${added}\n${text.slice(end)}`].join("\n");
}

type Table = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

function findTable(name: string, text: string): Table | undefined {
  const source = ts.createSourceFile("table.ts", text, ts.ScriptTarget.Latest, true);
  for (const statement of source.statements.filter(ts.isVariableStatement))
    for (const declaration of statement.declarationList.declarations) {
      let value = declaration.initializer;
      while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression;
      if (declaration.name.getText() !== name || value === undefined) continue;
      if (ts.isArrayLiteralExpression(value) || ts.isObjectLiteralExpression(value)) return value;
    }
  return undefined;
}

/**
 * Files that recipes change or make, by path, as they are afterwards.
 *
 * @param readme text of lib/README.md
 * @param read text of a project's file
 */
export function followRecipes(
  readme: string,
  titles: readonly string[],
  read: (file: string) => string,
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const step of titles.flatMap((title) => readRecipe(readme, title)))
    texts.set(
      step.file,
      applyRecipe(step, step.table === undefined ? "" : (texts.get(step.file) ?? read(step.file))),
    );
  return texts;
}

/** The recipes that tests follow, by the titles of their sections. */
export const recipeTitles = ["A metric of synthetic images", "An arm", "A file format"] as const;
