import { describe, expect, test } from "vitest";
import { compileModule } from "../../../lib/kernel/compile/module-code";
import { findSourcePosition, rememberSource } from "../../../lib/kernel/compile/source-position";
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
    expect(findSourcePosition("/x/f.ts.js", { line, column })).toEqual({ line: 6, column: 9 });
    expect(findSourcePosition("/x/f.ts.js", { line: lines.length + 1, column: 1 })).toBeUndefined();
    expect(findSourcePosition("elsewhere.js", { line, column })).toBeUndefined();
  });
});
