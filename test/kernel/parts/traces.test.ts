import { describe, expect, test } from "vitest";
import { codeFrame } from "../../../lib/kernel/check/code-frame";
import { declarationsOfFailed, forgottenNamespaces } from "../../../lib/kernel/check/declarations";
import { withoutExports } from "../../../lib/kernel/compile/export-modifiers";
import { cut, mimeBundle } from "../../../lib/kernel/run/mime-bundle";
import { compileModule } from "../../../lib/kernel/compile/module-code";
import { originalPosition, rememberSource } from "../../../lib/kernel/compile/source-position";
import { failureOf } from "../../../lib/kernel/run/traceback";
import { ts } from "../../../lib/kernel/typescript/typescript";

describe("originalPosition()", () => {
  test("goes back to the TypeScript through the maps", () => {
    const text =
      "interface A {\n  a: number;\n}\n\nexport const f = (a: A) => {\n  throw new Error(String(a));\n};\n";
    const { code, map = "" } = compileModule("/x/f.ts", text, ts.ScriptTarget.ES2022);
    const lines = code.split("\n");
    const line = lines.findIndex((l) => l.includes("throw")) + 1;
    const column = (lines[line - 1] ?? "").indexOf("new Error") + 1;
    rememberSource("/x/f.ts.js", {
      name: "x/f.ts",
      text,
      maps: [map],
      linesAbove: 0,
      lines: lines.length,
      linesBefore: 0,
    });
    expect(originalPosition("/x/f.ts.js", { line, column })).toEqual({ line: 6, column: 9 });
    expect(originalPosition("/x/f.ts.js", { line: lines.length + 1, column: 1 })).toBeUndefined();
    expect(originalPosition("elsewhere.js", { line, column })).toBeUndefined();
  });
});

describe("failureOf()", () => {
  test("names an error and shows its cause", () => {
    const error = new RangeError("out", { cause: new Error("deep") });
    const { ename, evalue, traceback } = failureOf(error);
    expect([ename, evalue]).toEqual(["RangeError", "out"]);
    expect(traceback.join("\n")).toMatch(/RangeError: out[^]*cause[^]*deep/);
  });

  test.each([
    ["a word", "a word"],
    [undefined, "undefined"],
    [null, "null"],
    [{ code: 3 }, "{ code: 3 }"],
  ])("shows %o although it is no error", (thrown, evalue) => {
    expect(failureOf(thrown)).toMatchObject({ ename: "Error", evalue });
  });
});

test("codeFrame() marks the line and the column", () => {
  expect(codeFrame("one\ntwo\nthree\nfour\nfive", { line: 3, column: 2 })).toBe(
    "  1 | one\n  2 | two\n> 3 | three\n    |  ^\n  4 | four\n  5 | five",
  );
  expect(codeFrame("one", { line: 4, column: 1 })).toBe("");
});

test("withoutExports() blanks what marks a module's declarations, positions stay", () => {
  const code = "export const a = 1;\nexport default function f() {}\nexport { a };";
  expect(withoutExports(code)).toBe("       const a = 1;\n               function f() {}\nexport { a };");
});

describe("declarationsOfFailed()", () => {
  test("gives what was assigned its new type and leaves the rest", () => {
    const before = "declare let a: number;\ndeclare let b: number;\n";
    const after =
      "declare let a: string, b: string;\ndeclare function g(): void;\ninterface I { x: number }\n";
    const kept = declarationsOfFailed(before, after, (name) => name === "a" || name === "g");
    expect(kept).toContain("declare let a: string;");
    expect(kept).toContain("declare let b: number;");
    expect(kept).toContain("declare function g(): void;");
    expect(kept).toContain("interface I");
    expect(kept).not.toMatch(/b: string/);
  });
});

test("forgottenNamespaces() gives back what tslab's declarations lose", () => {
  const before = "declare namespace N { const a: number }\ndeclare global { var g: number }\n";
  expect(forgottenNamespaces(before, "declare let x: number;\n")).toMatch(/namespace N[^]*global/);
  expect(forgottenNamespaces(before, "declare class N {}\n")).not.toMatch(/namespace N/);
});

describe("mimeBundle()", () => {
  const display = Symbol.for("Jupyter.display");

  test("shows a value as text, and by its own method, also a promised one", async () => {
    expect(await mimeBundle({ a: 1 })).toEqual({ "text/plain": "{ a: 1 }" });
    const own = {
      [display]: () => Promise.resolve({ "image/svg+xml": "<svg/>", "text/plain": "a picture" }),
    };
    expect(await mimeBundle(own)).toEqual({ "image/svg+xml": "<svg/>", "text/plain": "a picture" });
  });

  test("sends bytes as base64", async () => {
    const picture = { [display]: () => ({ "image/png": new Uint8Array([1, 2, 255]), "text/plain": "" }) };
    expect(await mimeBundle(picture)).toEqual({ "image/png": "AQL/", "text/plain": "" });
  });

  test("cuts what is too long, and says so", () => {
    expect(cut("x".repeat(200_010))).toMatch(/x\n\.\.\. 10 more characters are not shown$/);
    expect(cut("short")).toBe("short");
  });
});
