import { describe, expect, test } from "vitest";
import { mergeDeclarations, findForgottenNamespaces } from "../../../lib/kernel/check/declarations";
import { bench } from "../cases";

const { table } = bench();

describe("declarations", () => {
  table([
    ["a var of a loop's head stays", ["for (var i1 = 0; i1 < 3; i1++) {}", "i1"], "3"],
    [
      "a var of for-of and for-in stays",
      ["for (var o1 of [1, 2]) {}\nfor (var k1 in { a: 1 }) {}", "[o1, k1]"],
      "[ 2, 'a' ]",
    ],
    [
      "a pattern of vars in a loop's head stays",
      ["for (var [pk, { pv }] of [['a', { pv: 1 }]] as [string, { pv: number }][]) {}", "[pk, pv]"],
      "[ 'a', 1 ]",
    ],
    [
      "a var in blocks, a catch, a switch and a label stays",
      [
        "{ var b1 = 1; }\ntry { throw 0; } catch { var b2 = 2; }\nswitch (1 as number) { case 1: var b3 = 3; }\nlab: { var b4 = 4; break lab; }\nif (true) var b5 = 5;",
        "[b1, b2, b3, b4, b5]",
      ],
      "[ 1, 2, 3, 4, 5 ]",
    ],
    [
      "a var of what never ran is there, as undefined",
      [
        "if (false as boolean) var n1 = 1;\nfor (var n2 of [] as number[]) { var n3 = 1; }\nfor (var n4 = 0; n4 < 0; n4++);",
        "[n1, n2, n3, n4]",
      ],
      "[ undefined, undefined, undefined, 0 ]",
    ],
    [
      "what import() gives stays, though its type uses names that the package keeps to itself",
      ["const fs1 = await import('node:fs');\nlet beside = 1;", "[typeof fs1.readFileSync, beside]"],
      "[ 'function', 1 ]",
    ],
    [
      "a class with a private part, as a value, stays",
      ["const Kept = class { private x = 1; y = 2; };", "new Kept().y"],
      "2",
    ],
    [
      "a parameter or a class called exports hides nothing else",
      [
        "let n9 = 2;",
        "const g9 = (exports: number) => n9 + exports;\nclass exports { static a = 5 }",
        "[g9(1), exports.a]",
      ],
      "[ 3, 5 ]",
    ],
    ["export default without a name is no error", ["export default function () {}\n1"], "1"],
    [
      "names with two underscores stay",
      [
        "const __dirname = import.meta.dirname;\nfunction __f(a: number) { return a; }\nclass __K { a = 1 }\ninterface __I { n: number }",
        "const k1: __K = new __K();\nconst n1: __I = { n: __f(2) };\n[k1.a, n1.n, typeof __dirname]",
      ],
      "[ 1, 2, 'string' ]",
    ],
    [
      "a closure in a loop keeps its own let",
      [
        "const readers: (() => number)[] = [];\nfor (let i2 = 0; i2 < 3; i2++) readers.push(() => i2);",
        "readers.map((f) => f())",
      ],
      "[ 0, 1, 2 ]",
    ],
    [
      "a function is hoisted",
      ["const up = raised();\nfunction raised() { return 3; }", "[up, raised()]"],
      "[ 3, 3 ]",
    ],
    [
      "a let without a value, given one later",
      ["let unset: string | undefined;", "unset = 'set';", "unset"],
      "'set'",
    ],
    [
      "a function is called without this",
      [
        "function who(this: unknown) { return this; }\nconst tag = function (this: unknown, _: TemplateStringsArray) { return this; };",
        "[who(), tag`x`]",
      ],
      "[ undefined, undefined ]",
    ],
    [
      "a method keeps its this",
      ["const obj = { n: 3, f() { return this.n; } };", "[obj.f(), obj?.f(), (obj as { f(): number }).f()]"],
      "[ 3, 3, 3 ]",
    ],
    [
      "functions, arrows and classes keep their names",
      [
        "function f1() {}\nconst f2 = () => {};\nlet f3 = class {};\nvar f4 = function () {};\nconst { f5 = () => {} } = {} as { f5?: () => void };\nclass F6 {}\nasync function f7() {}\nfunction* f8() {}",
        "[f1, f2, f3, f4, f5, F6, f7, f8].map((f) => f.name)",
      ],
      "[\n  'f1', 'f2', 'f3',\n  'f4', 'f5', 'F6',\n  'f7', 'f8'\n]",
    ],
    [
      "a class refers to itself in a static field and a static block",
      [
        "class Tree { static root = new Tree(); static count = 0; static { Tree.count += 2; } static make(): Tree { return Tree.root; } }",
        "[Tree.make() === Tree.root, Tree.count]",
      ],
      "[ true, 2 ]",
    ],
    [
      "a class extends one of an earlier cell",
      [
        "abstract class Animal { constructor(protected readonly n: string) {} abstract say(): string }",
        "class Dog extends Animal { override say() { return `${this.n}!`; } }",
        "new Dog('Rex').say()",
      ],
      "'Rex!'",
    ],
    [
      "private fields, accessors and static methods",
      [
        "class Counter { #n = 0; get n() { return this.#n; } set n(v: number) { this.#n = v; } add() { return ++this.#n; } static is(o: object) { return #n in o; } }",
        "const counter = new Counter();\ncounter.n = 4;\ncounter.add();",
        "[counter.n, Counter.is(counter), Counter.is({})]",
      ],
      "[ 5, true, false ]",
    ],
    [
      "an enum, numeric and of strings",
      ["enum Colour { Red, Green = 5 }\nenum Word { Yes = 'yes' }", "[Colour[5], Colour.Red, Word.Yes]"],
      "[ 'Green', 0, 'yes' ]",
    ],
    ["a const enum", ["const enum Level { Low = 1, High }", "const level: Level = Level.High;\nlevel"], "2"],
    [
      "a namespace",
      [
        "namespace Shapes { export const sides = 4; export interface Side { n: number } }",
        "const side: Shapes.Side = { n: Shapes.sides };\nside.n",
      ],
      "4",
    ],
    [
      "a generic function with a constraint",
      [
        "function pick<T, K extends keyof T>(o: T, k: K): T[K] { return o[k]; }",
        "pick({ a: 'x' }, 'a').toUpperCase()",
      ],
      "'X'",
    ],
    [
      "overloads",
      [
        "function over(x: string): string;\nfunction over(x: number): number;\nfunction over(x: string | number) { return x; }",
        "over(3).toFixed(1) + over('s')",
      ],
      "'3.0s'",
    ],
    [
      "a decorator of a method",
      [
        "function twice(m: (this: unknown) => number, _: ClassMethodDecoratorContext) { return function (this: unknown) { return m.call(this) * 2; }; }",
        "class Dec { @twice one() { return 4; } }\nnew Dec().one()",
      ],
      "8",
    ],
    [
      "a generator, also asynchronous",
      [
        "function* count() { let i = 0; while (i < 3) yield i++; }\nasync function* slow() { yield* count(); }",
        "const got: number[] = [];\nfor await (const x of slow()) got.push(x);\n[...count(), ...got]",
      ],
      "[ 0, 1, 2, 0, 1, 2 ]",
    ],
    [
      "a label on a loop",
      [
        "let steps = 0;\nouter: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; steps++; }",
        "steps",
      ],
      "2",
    ],
    [
      "a declaration of the global scope",
      ["declare global { var shared: number }\nglobalThis.shared = 5;", "shared"],
      "5",
    ],
    [
      "a user-defined type guard and an assertion",
      [
        "function isText(x: unknown): x is string { return typeof x === 'string'; }\nconst mixed: unknown = 'text';",
        "isText(mixed) ? mixed.length : -1",
      ],
      "4",
    ],
    [
      "a constant assigned in a later cell is refused",
      ["const fixed = 1;", "fixed = 2;"],
      /Cannot assign to 'fixed' because it is a constant/,
    ],
    [
      "an import assigned in a later cell is refused",
      ["import { dirname } from 'node:path';", "dirname = () => '';"],
      /Cannot assign to 'dirname'/,
    ],
    [
      "exported words are ordinary declarations",
      [
        "export const out1 = 7;\nexport function out2() { return 8; }\nexport class Out3 {}\nexport interface Out4 { a: number }\nexport type Out5 = Out4;",
        "const o5: Out5 = { a: 1 };\n[out1, out2(), typeof Out3, o5.a]",
      ],
      "[ 7, 8, 'function', 1 ]",
    ],
  ]);
});

describe("declarationsOfFailed()", () => {
  test("gives what was assigned its new type and leaves the rest", () => {
    const before = "declare let a: number;\ndeclare let b: number;\n";
    const after =
      "declare let a: string, b: string;\ndeclare function g(): void;\ninterface I { x: number }\n";
    const kept = mergeDeclarations(before, after, (name) => name === "a" || name === "g");
    expect(kept).toContain("declare let a: string;");
    expect(kept).toContain("declare let b: number;");
    expect(kept).toContain("declare function g(): void;");
    expect(kept).toContain("interface I");
    expect(kept).not.toMatch(/b: string/);
  });
});

test("forgottenNamespaces() gives back what tslab's declarations lose", () => {
  const before = "declare namespace N { const a: number }\ndeclare global { var g: number }\n";
  expect(findForgottenNamespaces(before, "declare let x: number;\n")).toMatch(/namespace N[^]*global/);
  expect(findForgottenNamespaces(before, "declare class N {}\n")).not.toMatch(/namespace N/);
});
