import { describe, expect, test } from "vitest";
import { compileCell } from "../../../lib/kernel/compile/cell-code";
import { installChecks } from "../../../lib/kernel/run/interrupt";
import { ts } from "../../../lib/kernel/typescript/typescript";

installChecks();

/** Runs cells one after the other as the session does, each an ES module as tslab's converter emits it. */
async function session(...cells: string[]): Promise<Record<string, unknown>> {
  const variables: Record<string, unknown> = {};
  for (const cell of cells) {
    const { code } = compileCell(cell, ts.ScriptTarget.ES2022, (name) => Object.hasOwn(variables, name));
    const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
    await (
      AsyncFunction("__session", "__require", `"use strict";${code}`) as (...scope: unknown[]) => unknown
    )(variables, { meta: { url: "file:///cell" } });
  }
  return variables;
}

const cases: readonly (readonly [string, readonly string[], Record<string, unknown>])[] = [
  [
    "a closure sees what a later cell assigns",
    ["let x = 1; const f = () => x;", "x = 5; const y = f();"],
    { y: 5 },
  ],
  [
    "a closure sees what a later cell declares anew",
    ["let x = 1; function f() { return x }", "let x = 7; const y = f()"],
    { y: 7 },
  ],
  ["a shorthand takes an earlier cell's variable", ["const a = 1;", "const o = { a };"], { o: { a: 1 } }],
  [
    "an inner scope hides the session's variable",
    ["let a = 1;", "const g = (a) => a; const h = () => { let a = 3; return a; }; const r = [g(2), h(), a];"],
    { r: [2, 3, 1] },
  ],
  [
    "patterns give each name its value",
    ["const { a, b: { c = 4 } = {}, ...rest } = { a: 1, d: 2 }; let [x, , ...y] = [1, 2, 3];"],
    { a: 1, c: 4, rest: { d: 2 }, x: 1, y: [3] },
  ],
  [
    "a destructuring assignment with shorthands reaches the session",
    ["let a = 0, b = 0;", "({ a, b = 2 } = { a: 1 });"],
    { a: 1, b: 2 },
  ],
  [
    "a var of a loop's head and of a block stays",
    ["for (var i = 0; i < 3; i++) { var last = i; } for (var k of [7, 8]); for (var n in { z: 1 });"],
    { i: 3, last: 2, k: 8, n: "z" },
  ],
  ["a var declared again keeps its value", ["var v = 1;", "var v;"], { v: 1 }],
  ["a let declared again begins anew", ["let v = 1;", "let v;"], { v: undefined }],
  ["a function can be used above its line", ["const r = f(); function f() { return 2 }"], { r: 2 }],
  [
    "functions and classes keep their names",
    ["const f = () => 1, g = function () {}; let K = class {};", "const r = [f.name, g.name, K.name];"],
    { r: ["f", "g", "K"] },
  ],
  [
    "a call has no receiver",
    ["function f() { return this } const g = f;", "const r = [f(), g()], t = f``;"],
    { r: [undefined, undefined], t: undefined },
  ],
  [
    "a class may use itself",
    ["class A { static one = new A(); static two() { return A.one } }", "const r = A.two() === A.one;"],
    { r: true },
  ],
  [
    "an enum begins anew when its cell runs again",
    [
      'var E; (function (E) { E[E["A"] = 0] = "A" })(E || (E = {}));',
      'var E; (function (E) { E[E["B"] = 0] = "B" })(E || (E = {}));',
      "const r = Object.keys(E);",
    ],
    { r: ["0", "B"] },
  ],
  [
    "labels and properties are no variables",
    ["let a = 1; a: for (;;) break a; const o = { a: 2 }.a;"],
    { o: 2 },
  ],
  ["import.meta is the loader's", ["const url = import.meta.url;"], { url: "file:///cell" }],
  ["an await in parentheses is one", ["const r = await (Promise.resolve(3));"], { r: 3 }],
];

describe("compileCell()", () => {
  test.each(cases)("%s", async (_name, cells, expected) => {
    expect(await session(...cells)).toMatchObject(expected);
  });

  test("collects the imports, wherever they stand", () => {
    const { imports, code } = compileCell(
      'used(); import d, { a as b } from "x"; import * as all from "y"; import "z"; export * from "w"; export { b, d, all };',
      ts.ScriptTarget.ES2022,
      () => false,
    );
    expect(imports).toEqual([
      {
        specifier: "x",
        isWhole: false,
        bindings: [
          { local: "d", exported: "default" },
          { local: "b", exported: "a" },
        ],
      },
      { specifier: "y", isWhole: false, bindings: [{ local: "all", exported: "*" }] },
      { specifier: "z", isWhole: false, bindings: [] },
      { specifier: "w", isWhole: true, bindings: [] },
    ]);
    expect(code).not.toMatch(/\bimport\b|\bexport\b/);
  });

  test("adds to a top-level variable as to a property, and keeps a loop's own one", () => {
    const { code } = compileCell(
      "let total = 0; for (let i = 0; i < 9; i++) total += i;",
      ts.ScriptTarget.ES2022,
      () => false,
    );
    expect(code).toMatch(/for \(let i = 0; i < 9; i\+\+\) \{\s*__check\(\);\s*__session\.total \+= i;\s*\}/);
  });

  test("puts a check into every kind of loop and around every await", () => {
    const { code } = compileCell(
      "for (;;); for (const a of []); for (const b in {}) {} while (1); do ; while (1); await 1;",
      ts.ScriptTarget.ES2022,
      () => false,
    );
    expect(code.match(/__check\(\)/g)).toHaveLength(5);
    expect(code).toContain("__resume(await __await(1))");
  });
});
