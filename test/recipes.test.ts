import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../lib/core";
import { applyRecipe, followRecipes, recipeTitles } from "./recipes";

const read = (file: string): string => readFileSync(join(root(), file), "utf8");

// recipes.slow.test.ts runs what the recipes make; that they compile is seen at once
test(
  "the recipes of lib/README.md, followed literally, make files that compile",
  { timeout: 120_000 },
  () => {
    const changed = followRecipes(read("lib/README.md"), recipeTitles, read);
    expect(changed.size).toBe(6);
    const { config } = ts.readConfigFile(join(root(), "tsconfig.json"), ts.sys.readFile) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root());
    const host = ts.createCompilerHost(options);
    const texts = new Map([...changed].map(([file, text]) => [join(root(), file), text]));
    const { readFile, fileExists, getSourceFile } = host;
    host.readFile = (file) => texts.get(file) ?? readFile(file);
    host.fileExists = (file) => texts.has(file) || fileExists(file);
    host.getSourceFile = (file, language, ...rest) => {
      const text = texts.get(file);
      return text === undefined
        ? getSourceFile(file, language, ...rest)
        : ts.createSourceFile(file, text, language, true);
    };
    const program = ts.createProgram([...texts.keys()], options, host);
    const problems = [...texts.keys()].flatMap((file) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    expect(
      problems.map((p) => `${p.file?.fileName}: ${ts.flattenDiagnosticMessageText(p.messageText, " ")}`),
    ).toEqual([]);
  },
);

test("applyRecipe() is a new file, or a table with one more entry, and its imports", () => {
  const step = { file: "table.ts", code: 'import { two } from "./new";\n\n  two,\n' };
  expect(applyRecipe({ ...step, table: undefined }, "")).toBe(step.code);
  const table = "const rows = [\n  1,\n] as const;\nconst named = { one: 1 };\n";
  expect(applyRecipe({ ...step, table: "rows" }, table)).toBe(
    'import { two } from "./new";\nconst rows = [\n  1,\n  two,\n] as const;\nconst named = { one: 1 };\n',
  );
  expect(applyRecipe({ ...step, table: "named" }, table)).toContain("const named = { one: 1,\n  two,\n};");
  expect(() => applyRecipe({ ...step, table: "none" }, table)).toThrow("table.ts has no table none");
});
