import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as TS from "typescript";
import { describe, expect, test } from "vitest";
import { checkKeys } from "../../../lib/kernel/check/check-keys";
import { openChecker } from "../../../lib/kernel/check/checker";
import { openPassedChecks } from "../../../lib/kernel/check/passed-checks";
import { ts } from "../../../lib/kernel/typescript/typescript";

type Texts = Readonly<Record<string, string>>;

const options: TS.CompilerOptions = { strict: true, noLib: true, types: [] };
/** What a program without its library needs. */
const globals =
  "interface Array<T> { length: number } interface Boolean {} interface CallableFunction {} interface Function {} " +
  "interface IArguments {} interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}";
const files: Texts = {
  "/p/notebooks/cell.ts":
    "import { top } from '../lib/top'; import { other } from '../lib/other'; top; other;",
  "/p/lib/top.ts": "import { middle } from './middle'; export const top: number = middle;",
  "/p/lib/middle.ts": "import { leaf } from './leaf'; export const middle = leaf;",
  "/p/lib/leaf.ts": "export const leaf = 1;",
  "/p/lib/other.ts": "import { pack } from 'pack'; export const other = pack;",
  "/p/node_modules/pack/index.d.ts": "export const pack: number;",
  "/p/node_modules/@types/lib/index.d.ts": globals,
};

function createProgram(texts: Texts): TS.Program {
  const host: TS.CompilerHost = {
    fileExists: (name) => name in texts,
    readFile: (name) => texts[name],
    getSourceFile: (name, target) => {
      const text = texts[name];
      return text === undefined ? undefined : ts.createSourceFile(name, text, target);
    },
    directoryExists: (folder) => Object.keys(texts).some((name) => name.startsWith(`${folder}/`)),
    getDefaultLibFileName: () => "/lib.d.ts",
    getCurrentDirectory: () => "/p",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
  };
  const cell = "/p/notebooks/cell.ts";
  const lib = "/p/node_modules/@types/lib/index.d.ts";
  return ts.createProgram({
    rootNames: [cell],
    options: { ...options, types: ["lib"], typeRoots: ["/p/node_modules/@types"] },
    host: { ...host, getDefaultLibFileName: () => lib },
  });
}

const project = (program: TS.Program): TS.SourceFile[] =>
  program.getSourceFiles().filter(({ fileName }) => fileName.startsWith("/p/lib/"));

/** The keys of all files by name, with edits. */
function keysWith(edits: Texts = {}, of = options): Texts | undefined {
  const program = createProgram({ ...files, ...edits });
  const keys = checkKeys(program, of, project(program));
  return keys && Object.fromEntries([...keys].map(([{ fileName }, key]) => [fileName.slice(7), key]));
}

const before = keysWith() ?? {};
/** Names of the files that are checked again after edits. */
const checkedAgain = (edits: Texts, of = options): string[] =>
  Object.entries(keysWith(edits, of) ?? {})
    .filter(([name, key]) => before[name] !== key)
    .map(([name]) => name)
    .sort();
const every = ["leaf.ts", "middle.ts", "other.ts", "top.ts"];

describe("a file is checked again", () => {
  test("by no kernel while nothing has changed", () => {
    expect(Object.keys(before).sort()).toEqual(every);
    expect(new Set(Object.values(before)).size).toBe(4);
    expect(checkedAgain({})).toEqual([]);
  });

  test("when it or something that it imports is edited, directly or not; the others are not", () => {
    expect(checkedAgain({ "/p/lib/leaf.ts": "export const leaf = 'one';" })).toEqual([
      "leaf.ts",
      "middle.ts",
      "top.ts",
    ]);
    expect(checkedAgain({ "/p/lib/top.ts": "export const top = 2;" })).toEqual(["top.ts"]);
  });

  test("when the cell is another: never", () => {
    const cell = "import { other } from '../lib/other'; import { top } from '../lib/top'; top + other;";
    expect(checkedAgain({ "/p/notebooks/cell.ts": cell })).toEqual([]);
  });

  test("when its import finds another file, of the same text", () => {
    const { "/p/lib/leaf.ts": leaf = "", ...others } = files;
    const program = createProgram({ ...others, "/p/lib/leaf/index.ts": leaf });
    const keys = checkKeys(program, options, project(program));
    const changed = [...(keys ?? [])].filter(([{ fileName }, key]) => before[fileName.slice(7)] !== key);
    expect(changed.map(([{ fileName }]) => fileName.slice(7)).sort()).toEqual([
      "leaf/index.ts",
      "middle.ts",
      "top.ts",
    ]);
  });

  test.each([
    ["a package's declarations", { "/p/node_modules/pack/index.d.ts": "export const pack: string;" }],
    ["global declarations", { "/p/node_modules/@types/lib/index.d.ts": `${globals} declare const g: 1;` }],
    ["what a file of the project makes global", { "/p/lib/leaf.ts": "export const leaf = 1; declare global { interface G {} }" }], // prettier-ignore
  ])("with all others when %s changed", (_, edits) => {
    expect(checkedAgain(edits)).toEqual(every);
  });

  test("with all others by other options", () => {
    expect(checkedAgain({}, { ...options, noUncheckedIndexedAccess: true })).toEqual(every);
  });

  test("by every kernel when the cell declares globals: its errors depend on the cell then", () => {
    const cell = files["/p/notebooks/cell.ts"] ?? "";
    expect(keysWith({ "/p/notebooks/cell.ts": `${cell} declare global { interface G {} }` })).toBeUndefined();
    expect(
      keysWith({ "/p/notebooks/cell.ts": `${cell} declare module "pack" { export const more: 1; }` }),
    ).toBeUndefined();
  });
});

describe("kernels one after the other", () => {
  const file = join(mkdtempSync(join(tmpdir(), "graft-checks-")), "passed.txt");
  /** A kernel's first check: messages, and whether it made the project's own checker. */
  function checkOnce(edits: Texts = {}): { readonly messages: string[]; readonly isChecked: boolean } {
    const program = createProgram({ ...files, ...edits });
    let isChecked = false;
    const check = openChecker({
      version: () => 0,
      ofProject: () => {
        isChecked = true;
        return program;
      },
      projectOptions: options,
      passed: openPassedChecks(file),
    });
    const cell = program.getSourceFile("/p/notebooks/cell.ts");
    if (!cell) throw new Error("no cell");
    const problems = check(program, cell, project(program));
    return {
      messages: problems.map((p) => ts.flattenDiagnosticMessageText(p.messageText, " ")),
      isChecked,
    };
  }

  test("check a file once while it is right, and each time while it is wrong", () => {
    const wrong = { "/p/lib/leaf.ts": "export const leaf = 'one';" };
    const refused = { messages: ["Type 'string' is not assignable to type 'number'."], isChecked: true };
    expect(checkOnce()).toEqual({ messages: [], isChecked: true });
    expect(checkOnce()).toEqual({ messages: [], isChecked: false });
    expect(checkOnce(wrong)).toEqual(refused);
    expect(checkOnce(wrong)).toEqual(refused);
    expect(checkOnce()).toEqual({ messages: [], isChecked: false });
  });
});
