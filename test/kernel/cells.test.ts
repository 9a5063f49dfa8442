import { describe, expect, test } from "vitest";
import { bench, errorText } from "./cases";

const { table, run, kernel } = bench();
const later = "const later = <T>(x: T): Promise<T> => new Promise((done) => setTimeout(done, 1, x));\n";

describe("top-level await", () => {
  table([
    ["await of a call", [`${later}const a1 = await later(1);`, "a1"], "1"],
    ["await before a parenthesis", ["const a2 = await (async () => 2)();", "a2"], "2"],
    ["await before a bracket", ["const [a3] = await [Promise.resolve(3)][0]!.then((x) => [x]); a3"], "3"],
    ["await before a template", ["await `text`"], "'text'"],
    ["await as the whole last expression", ["await later({ four: 4 })"], "{ four: 4 }"],
    ["await inside a template", ["`<${await later(5)}>`"], "'<5>'"],
    [
      "await in an argument and an operand",
      ["Math.max(await later(2), await later(6)) + (await later(1))"],
      "7",
    ],
    [
      "await in a nested block, kept variables",
      ["let a7 = 0;\nif (a7 === 0) { { a7 = await later(7); } }\na7"],
      "7",
    ],
    ["await in a condition", ["let a8 = 'no';\nif (await later(true)) a8 = 'yes';\na8"], "'yes'"],
    [
      "await in a loop's head",
      ["let a9 = 0;\nfor (let i = await later(0); i < (await later(3)); i++) a9 += i;\na9"],
      "3",
    ],
    [
      "await in object shorthand's neighbour",
      ["const size = await later(2);\n({ size, more: await later(3) })"],
      "{ size: 2, more: 3 }",
    ],
    [
      "for await over an async generator",
      [
        "async function* three() { yield 1; yield 2; yield 3; }\nlet sum = 0;\nfor await (const x of three()) sum += x;",
        "sum",
      ],
      "6",
    ],
    ["for await with a kept var", ["for await (var kept of [later('a'), later('b')]) {}", "kept"], "'b'"],
    [
      "await using closes at the end of the cell",
      [
        "await using r1 = { async [Symbol.asyncDispose]() { await later(1); console.log('closed'); } };\nconsole.log('open', typeof r1);",
      ],
      { stdout: "open object\nclosed\n" },
    ],
    [
      "using closes at the end of the cell",
      ["using r2 = { [Symbol.dispose]() { console.log('closed'); } };\nconsole.log('open', typeof r2);"],
      { stdout: "open object\nclosed\n" },
    ],
    [
      "await in a catch and a finally",
      [
        "let log = '';\ntry { await Promise.reject(1); } catch { log += await later('c'); } finally { log += await later('f'); }\nlog",
      ],
      "'cf'",
    ],
    [
      "await in a switch",
      [
        "let s1 = 0;\nswitch (await later(2)) { case await later(2): s1 = await later(9); break; default: s1 = -1; }\ns1",
      ],
      "9",
    ],
    [
      "await in a destructuring default",
      ["const { d1 = await later(4) } = {} as { d1?: number };", "d1"],
      "4",
    ],
    ["await of a dynamic import", ["const { sep } = await import('node:path');", "sep"], "'/'"],
    [
      "await in a class's static field's initialiser by a variable",
      ["const v1 = await later(8);\nclass Holder { static v = v1; }", "Holder.v"],
      "8",
    ],
    [
      "await inside a function only leaves the cell synchronous",
      ["const quick = async () => await later(1);\nquick() instanceof Promise"],
      "true",
    ],
    [
      "functions are hoisted above an await",
      ["const early = hoisted();\nawait later(0);\nfunction hoisted() { return 'up'; }\nearly"],
      "'up'",
    ],
  ]);
});

describe("the value of the last expression", () => {
  table([
    ["undefined shows nothing", ["undefined"], undefined],
    ["a void call shows nothing", ["console.log()"], undefined],
    ["null is shown", ["null"], "null"],
    ["false, zero and the empty string are shown", ["[false, 0, '']"], "[ false, 0, '' ]"],
    ["zero alone is shown", ["0"], "0"],
    ["a declaration shows nothing", ["const shown = 5"], undefined],
    ["an assignment is shown", ["let assigned = 1;\nassigned = 6"], "6"],
    ["a postfix increment shows the old value", ["let counted = 3;", "counted++"], "3"],
    ["a semicolon and a comment after it change nothing", ["7; // seven\n/* end */"], "7"],
    ["an object literal in parentheses", ["({ a: 1, b: { c: 2 } })"], "{ a: 1, b: { c: 2 } }"],
    ["an array on its own", ["[1, 2]"], "[ 1, 2 ]"],
    ["a string that could be a directive", ["'use of words'"], "'use of words'"],
    ["a regular expression", ["/a+/g"], "/a+/g"],
    ["a big integer", ["2n ** 64n"], "18446744073709551616n"],
    ["a map", ["new Map([['a', 1]])"], "Map(1) { 'a' => 1 }"],
    [
      "a class instance, with its name",
      ["class Point { constructor(readonly x: number) {} }\nnew Point(3)"],
      "Point { x: 3 }",
    ],
    ["an expression with a type assertion", ["('5' as unknown) as string satisfies string"], "'5'"],
    [
      "an expression over several lines",
      ["[1, 2, 3]\n  .map((x) => x * 2)\n  .filter((x) => x > 2)"],
      "[ 4, 6 ]",
    ],
    ["a promise, as plain Node shows it", ["Promise.resolve(4)"], "Promise { 4 }"],
    ["an empty cell", [""], undefined],
    ["a cell of blanks", ["  \n\t\n"], undefined],
    ["a cell of comments", ["// one\n/* two */"], undefined],
    ["a cell of types", ["type Id = string;\ninterface Box { id: Id }"], undefined],
    ["a lone semicolon", [";"], undefined],
  ]);
});

describe("checking", () => {
  table([
    [
      "a wrong type, with its place",
      ["\nconst wrong: string = 5;"],
      /2:7.*Type 'number' is not assignable to type 'string'/s,
    ],
    ["an element is of its array's type", ["let xs = [1, 2, 3];\nxs[0] + 1"], "2"],
    ["an element of an earlier cell's", ["const ys = { a: [1] };", "const { a } = ys;\na[0] + 1"], "2"],
    [
      "an optional property may be undefined",
      ["const o: { y?: string } = { y: undefined };\no"],
      "{ y: undefined }",
    ],
    ["null is no string", ["const s: string = null;"], /Type 'null' is not assignable to type 'string'/],
    [
      "a parameter without a type",
      ["function f(x) { return x; }"],
      /Parameter 'x' implicitly has an 'any' type/,
    ],
    ["a caught error is unknown", ["try { throw 1; } catch (e) { e.message; }"], /'e' is of type 'unknown'/],
    [
      "an override need not be said",
      ["class A { m() { return 1; } }\nclass B extends A { m() { return 2; } }\nnew B().m()"],
      "2",
    ],
    [
      "a cell that asks for no types is read all the same",
      [`// plain\n// ${"@"}ts-nocheck\nconst plain: string = 5;\nplain`, "plain.at(0);"],
      /TypeError: plain\.at is not a function/,
    ],
    ["a name that is not there", ["notThere + 1"], /Cannot find name 'notThere'/],
    ["the browser's names are not there", ["document.title"], /Cannot find name 'document'/],
    ["a syntax error, with its place", ["const a = 1;\nconst b = ;"], /2:11.*Expression expected/s],
    ["a string without its end", ["\n  'abc"], /2:7.*Unterminated string literal/s],
    ["a missing brace", ["function g() {\n  return 1;"], /'}' expected/],
    [
      "a constant assigned in its own cell",
      ["const c1 = 1;\nc1 = 2;"],
      /Cannot assign to 'c1' because it is a constant/,
    ],
    [
      "a name twice in one cell",
      ["let twice = 1;\nlet twice = 2;"],
      /Cannot redeclare block-scoped variable 'twice'/,
    ],
    ["a loop's let ends with the loop", ["for (let q1 = 0; q1 < 2; q1++) {}", "q1"], /Cannot find name 'q1'/],
    ["an enum's unknown member", ["enum E { A }\nE.B"], /Property 'B' does not exist/],
  ]);

  test("a type error is told before anything of the cell runs, and leaves no variable", async () => {
    const [wrong, after] = await run("console.log('ran');\nlet half = 1;\nconst no: string = 2;", "half");
    expect(wrong?.text("stdout")).toBe("");
    expect(wrong?.reply).toMatchObject({ status: "error", ename: wrong?.error?.ename });
    expect(after && errorText(after)).toContain("Cannot find name 'half'");
  });

  test("all the errors of a cell are told, each once", async () => {
    const [outcome] = await run("const x1: string = 1;\nconst x2: number = 'a';");
    const trace = outcome?.error?.trace ?? "";
    expect(trace.match(/not assignable/g)).toHaveLength(2);
  });

  test("a warning of unused names is no error", async () => {
    const [outcome] = await run("function unused(a: number): void {}\nimport { join } from 'node:path';");
    expect(outcome && errorText(outcome)).toBe("");
  });
});

describe("modules of lib are checked as tsconfig.json says, cells by `strict` alone", () => {
  table([
    [
      "an element that may be absent, in a file and not in the cell",
      [
        { "lib/element.ts": "export const first = (xs: number[]): number => xs[0];\n" },
        "import { first } from '../lib/element';\nfirst([1]) + [2][0]",
      ],
      /element\.ts 1:48 - Type 'number \| undefined' is not assignable to type 'number'/,
    ],
    [
      "what only exact optional properties make right",
      [
        {
          "lib/exact.ts":
            "export const rates = (has: boolean): Readonly<Record<string, number>> => (has ? { auc: 1 } : {});\n" +
            "const either = (has: boolean) => (has ? { a: 1, b: 2 } : {});\n" +
            "export const both: (has: boolean) => Readonly<Record<string, number>> = either;\n",
        },
        "import { both, rates } from '../lib/exact';\nconst counts = [both(true)];\ncounts[0].a + rates(true).auc",
      ],
      "2",
    ],
  ]);
});

test("a top-level variable is a plain property of a plain object: no proxy or getter slows it down", async () => {
  const [, ...outcomes] = await run(
    "let total = 0;\nfor (let i = 0; i < 3; i++) total += i;",
    "import { types } from 'node:util';\nconst session = (globalThis as unknown as { __tslab__: { exports: object } }).__tslab__.exports;",
    "[types.isProxy(session), Object.getOwnPropertyDescriptor(session, 'total')]",
  );
  expect(outcomes.map(errorText).join("")).toBe("");
  expect(outcomes.at(-1)?.result).toMatch(/^\[\s*false,\s*\{ value: 3, writable: true/);
});

test("the kernel reports TypeScript's true version", () => {
  expect(kernel().info["language_info"]).toMatchObject({ name: "typescript", version: "5.9.3" });
});
