import { describe, expect, test } from "vitest";
import { blankExports, clarifyText } from "../../../lib/kernel/check/cell-text";
import { bench } from "../cases";

const { table } = bench();

test("withoutExports() blanks what marks a module's declarations, positions stay", () => {
  const code = "export const a = 1;\nexport default function f() {}\nexport { a };";
  expect(blankExports(code)).toBe("       const a = 1;\n               function f() {}\nexport { a };");
});

test.each([
  ["export {};\n{ a: 1 }", "export {};;(\n{ a: 1 })"],
  [
    "export {};\nconst a = 1 // one\n{ a }; // two\nexport {a}",
    "export {};\nconst a = 1;( // one\n{ a }); // two\nexport {a}",
  ],
  [
    "export {};\nenum E { A }\ninterface I {}\nexport {E, I}",
    "export {};\nenum E { A };\ninterface I {}\nexport {E, I}",
  ],
])("clarifyText() closes what is meant as an object, an enum that comes last: %j", (text, wanted) => {
  expect(clarifyText(text)).toBe(wanted);
});

test.each([
  "{ f(); }",
  "{ f() }",
  "{ a = 1 }",
  "{ a! }",
  "{ f(), g() }",
  "{ a: 1; }",
  "{ let a = 1; a }",
  "if (a) { b: 1 }",
  "{ a: 1 }.a",
  "enum E { A }\nE.A",
  "f()\n{ a }\n1",
])("clarifyText() leaves a block as it is: %s", (code) => {
  expect(clarifyText(`export {};\n${code}`)).toBe(`export {};\n${code}`);
});

describe("a cell that ends in what reads as a block shows the object that is meant:", () => {
  table([
    ["one property", ["{ a: 1 }"], "{ a: 1 }"],
    ["several", ["{ a: 1, 'b-c': [2] };"], "{ a: 1, 'b-c': [ 2 ] }"],
    ["nothing", ["{}"], "{}"],
    ["with an await", ["{ a: await Promise.resolve(5) }\n/* and a\n * comment */"], "{ a: 5 }"],
    [
      "methods and getters",
      ["{ f() { return 1 }, get g() { return 2 } }"],
      "{ f: [Function: f], g: [Getter] }",
    ],
    ["below other statements", ["const o1 = 4 // four\n{ o1, two: 2 }"], "{ o1: 4, two: 2 }"],
    ["below an import", ["import { sep } from 'node:path'\n{ sep }"], "{ sep: '/' }"],
    ["with an error in its place", ["{\n  a: nope\n}"], /2:6 - Cannot find name 'nope'/],
    ["a block stays one", ["{ const inner = 1; console.log('ran', inner); }"], { stdout: "ran 1\n" }],
  ]);
});

describe("a namespace or an enum", () => {
  const geo = "namespace Geo { export const pi = 3; export function area(r: number) { return pi * r * r } }";
  table([
    ["alone in its cell finds its members", [geo, "Geo.area(2)"], "12"],
    ["above a type does so too", [`${geo}\ninterface Below {}`, "Geo.area(2)"], "12"],
    [
      "run again is what it says now",
      ["enum E1 { A, B }", "enum E1 { C = 5 }", "Object.keys(E1)"],
      "[ '5', 'C' ]",
    ],
    [
      "with other members has only those",
      ["namespace N1 { export const k = 3 }", "namespace N1 { export const w = 2 }", "N1.k"],
      /Property 'k' does not exist on type 'typeof N1'/,
    ],
  ]);
});
