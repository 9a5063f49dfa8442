import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { root } from "../../../lib/core";
import { cellOptions, readConfiguration } from "../../../lib/kernel/check/cell-options";
import { notebookNames, relatedNames } from "../../../lib/runner/notebook-options";

// No notebook is executed and no file is written: the cells of each stand beside it as one module that exists in memory only.
const moduleOf = (name: string): string => join(root(), "notebooks", `${name}.ipynb.ts`);

/** Code cells one below the other, and for each line of the whole the cell and its line there. */
function cellsOf(sources: readonly string[]): { text: string; places: string[] } {
  const lines = sources.flatMap((source, i) =>
    [...source.split("\n"), ";"].map((line, at) => ({ line, place: `cell ${i + 1} line ${at + 1}` })),
  );
  return { text: lines.map((l) => l.line).join("\n") + "\nexport {};\n", places: lines.map((l) => l.place) };
}

function codeOf(name: string): string[] {
  const file = join(root(), "notebooks", `${name}.ipynb`);
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: { cell_type: string; source: string | string[] }[];
  };
  return cells.filter((c) => c.cell_type === "code").map((c) => [c.source].flat().join(""));
}

const names = [...notebookNames(), ...relatedNames()];
const planted = "planted";
const wrong = [
  "const sides = [1, 2];\nsides[0] + 1;", // no problem: cells are checked by `strict` alone
  'import * as data from "../lib/data";\nimport { trainGan } from "../lib/training";',
  'const { validation } = data.openSplit("x");\nvoid trainGan(validation, undefined!, undefined!);',
];
const modules = new Map(
  [...names.map((n) => [n, codeOf(n)] as const), [planted, wrong] as const].map(([name, code]) => [
    moduleOf(name),
    cellsOf(code),
  ]),
);

let program: ts.Program;
beforeAll(() => {
  const { ESNext } = ts.ModuleKind;
  const options = cellOptions(
    { target: ts.ScriptTarget.ES2022, module: ESNext, skipLibCheck: true },
    readConfiguration(),
  );
  const host = ts.createCompilerHost(options);
  const known = (f: string): string | undefined => modules.get(f)?.text;
  const disc = { fileExists: host.fileExists.bind(host), readFile: host.readFile.bind(host) };
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (f) => known(f) !== undefined || disc.fileExists(f);
  host.readFile = (f) => known(f) ?? disc.readFile(f);
  host.getSourceFile = (f, language, ...rest) => {
    const text = known(f);
    return text === undefined ? getSourceFile(f, language, ...rest) : ts.createSourceFile(f, text, language);
  };
  program = ts.createProgram([...modules.keys()], options, host);
}, 120_000);

function problems(name: string): string[] {
  const file = moduleOf(name);
  const source = program.getSourceFile(file);
  const places = modules.get(file)?.places ?? [];
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((d) => {
    const { line } = ts.getLineAndCharacterOfPosition(d.file ?? source!, d.start ?? 0);
    return `${basename(file, ".ts")} ${places[line]}: ${ts.flattenDiagnosticMessageText(d.messageText, "\n")}`;
  });
}

for (const name of names)
  test(`${name} has no type error`, { timeout: 120_000 }, () => {
    expect(problems(name)).toEqual([]);
  });

test(
  "the check finds a GAN trained on validation images, and names cell and line",
  { timeout: 120_000 },
  () => {
    expect(problems(planted)).toEqual([expect.stringContaining("cell 3 line 2: Argument of type")]);
  },
);
