import { describe, expect, test } from "vitest";
import { bench, errorText } from "../cases";

const { table, run, place } = bench();

describe("modules of lib", () => {
  table([
    [
      "import each other: functions",
      [
        {
          "lib/even.ts":
            "import { odd } from './odd';\nexport const even = (n: number): boolean => n === 0 || odd(n - 1);\n",
          "lib/odd.ts":
            "import { even } from './even';\nexport function odd(n: number): boolean { return n !== 0 && even(n - 1); }\n",
        },
        "import { even } from '../lib/even';\neven(10)",
      ],
      "true",
    ],
    [
      "import each other: a class and its base, loaded from the base",
      [
        {
          "lib/base.ts":
            "export class Base { make(): string { return new Derived().name; } }\nimport { Derived } from './derived';\n",
          "lib/derived.ts":
            "import { Base } from './base';\nexport class Derived extends Base { name = 'derived'; }\n",
        },
        "import { Derived } from '../lib/derived';\nimport { Base } from '../lib/base';\nnew Base().make() + new Derived().make()",
      ],
      "'derivedderived'",
    ],
    [
      "export a live binding",
      [
        { "lib/live.ts": "export let count = 0;\nexport function increase() { count++; }\n" },
        "import { count, increase } from '../lib/live';\nincrease();\nincrease();",
        "increase();\ncount",
      ],
      "3",
    ],
    [
      "are run once, also by two ways to them",
      [
        {
          "lib/once.ts": "console.log('run');\nexport const one = {};\n",
          "lib/by.ts": "export { one } from './once';\n",
        },
        "import { one } from '../lib/once';\nimport { one as same } from '../lib/by';\nimport { one as third } from '../lib/once.ts';\nconsole.log(one === same, one === third);",
      ],
      { stdout: "run\ntrue true\n" },
    ],
    [
      "are found as a folder with an index",
      [
        {
          "lib/folder/index.ts": "export * from './inner';\n",
          "lib/folder/inner.ts": "export const inner = 'in';\n",
        },
        "import { inner } from '../lib/folder';\ninner",
      ],
      "'in'",
    ],
    [
      "are found as a folder with a slash, and by index's name",
      [
        { "lib/folder2/index.ts": "export const here = 'h';\n" },
        "import { here } from '../lib/folder2/';\nimport { here as again } from '../lib/folder2/index';\nhere + again",
      ],
      "'hh'",
    ],
    [
      "pass everything on, with their own names first",
      [
        {
          "lib/a1.ts": "export const x = 1, y = 2;\nexport default 'hidden';\n",
          "lib/b1.ts":
            "export * from './a1';\nexport const y = 20;\nexport * as whole from './a1';\nexport { x as renamed, default as given } from './a1';\n",
        },
        "import * as b from '../lib/b1';\n[b.x, b.y, b.whole.y, b.renamed, b.given]",
      ],
      "[ 1, 20, 2, 1, 'hidden' ]",
    ],
    [
      "give only types without being run",
      [
        {
          "lib/types.ts":
            "console.log('run');\nexport interface Only { a: number }\nexport type Word = 'w';\n",
        },
        "import type { Only } from '../lib/types';\nimport { type Word } from '../lib/types';\nconst only: Only = { a: 1 }, word: Word = 'w';\nconsole.log(only.a, word);",
      ],
      { stdout: "1 w\n" },
    ],
    [
      "have a default export: a function, a class, a value",
      [
        {
          "lib/d1.ts": "export default function () { return 'f'; }\n",
          "lib/d2.ts": "export default class Named { v = 'c'; }\n",
          "lib/d3.ts": "const v = { o: 'o' };\nexport default v;\n",
        },
        "import f from '../lib/d1';\nimport C from '../lib/d2';\nimport o from '../lib/d3';\n[f(), new C().v, C.name, o.o]",
      ],
      "[ 'f', 'c', 'Named', 'o' ]",
    ],
    [
      "export enums, constant enums, namespaces and abstract classes",
      [
        {
          "lib/kinds.ts":
            "export enum Kind { A = 'a' }\nexport const enum Level { High = 3 }\nexport namespace Space { export const n = 4; }\nexport abstract class Root { abstract go(): number }\n",
        },
        "import { Kind, Level, Space, Root } from '../lib/kinds';\nclass Leaf extends Root { go() { return Level.High; } }\n[Kind.A, new Leaf().go(), Space.n]",
      ],
      "[ 'a', 3, 4 ]",
    ],
    [
      "await at their top level",
      [
        {
          "lib/slow.ts":
            "import { setTimeout } from 'node:timers/promises';\nexport const value = await setTimeout(5, 'waited');\n",
          "lib/uses-slow.ts": "import { value } from './slow';\nexport const twice = value + value;\n",
        },
        "import { twice } from '../lib/uses-slow';\ntwice",
      ],
      "'waitedwaited'",
    ],
    [
      "know their url, folder and file",
      [
        {
          "lib/meta.ts":
            "export const { url, dirname, filename } = import.meta;\nexport const beside = new URL('x.txt', import.meta.url).pathname;\n",
        },
        "import { url, dirname, filename, beside } from '../lib/meta';\nimport { pathToFileURL } from 'node:url';\n[filename.endsWith('/lib/meta.ts'), dirname.endsWith('/lib'), url === pathToFileURL(filename).href, beside === `${dirname}/x.txt`]",
      ],
      "[ true, true, true, true ]",
    ],
    [
      "may be JavaScript",
      [
        { "lib/plain.js": "export const plain = (x) => x * 2;\nexport default 'd';\n" },
        "import d, { plain } from '../lib/plain.js';\nimport { plain as p } from '../lib/plain';\n[d, plain(2), p(3)]",
      ],
      "[ 'd', 4, 6 ]",
    ],
    [
      "may be written as .mts",
      [
        { "lib/em.mts": "export const em: string = import.meta.url.slice(-6);\n" },
        "import { em } from '../lib/em.mjs';\nem",
      ],
      "'em.mts'",
    ],
    [
      "of broken JSON are named",
      [{ "lib/broken.json": '{ "x": }' }, "import broken from '../lib/broken.json';\nbroken"],
      /lib\/broken\.json/,
    ],
    [
      "keep `this` undefined in functions they export",
      [
        { "lib/self.ts": "export function self(this: unknown) { return this; }\n" },
        "import { self } from '../lib/self';\nimport * as all from '../lib/self';\n[self(), typeof all.self]",
      ],
      "[ undefined, 'function' ]",
    ],
    [
      "import a type and a value of one name, unused imports left out",
      [
        {
          "lib/both.ts":
            "export interface Both { n: number }\nexport const Both = (n: number): Both => ({ n });\n",
        },
        "import { Both } from '../lib/both';\nconst b2: Both = Both(3);\nb2.n",
      ],
      "3",
    ],
    [
      "have decorators, private fields and `using`",
      [
        {
          "lib/new.ts":
            "export const log: string[] = [];\nfunction named(_: unknown, { name }: ClassMethodDecoratorContext) { log.push(String(name)); }\nexport class New { #n = 1; @named get() { return this.#n; } }\nexport function closing() { using _r = { [Symbol.dispose]() { log.push('closed'); } }; log.push('open'); }\n",
        },
        "import { New, closing, log } from '../lib/new';\nclosing();\n[new New().get(), ...log]",
      ],
      "[ 1, 'get', 'open', 'closed' ]",
    ],
  ]);
});

describe("import()", () => {
  table([
    [
      "of a constant path is typed",
      [
        { "lib/dyn.ts": "export const dyn = 'd';\nexport default 9;\n" },
        "const m = await import('../lib/dyn');\n[m.dyn.length, m.default]",
      ],
      "[ 1, 9 ]",
    ],
    ["of a path with .ts", ["(await import('../lib/dyn.ts')).dyn"], "'d'"],
    [
      "of a path in a variable",
      ["const path = '../lib/' + 'dyn';\n((await import(path)) as { dyn: string }).dyn"],
      "'d'",
    ],
    [
      "of a path in a variable, with .ts",
      ["const path2 = `../lib/${'dyn'}.ts`;\n((await import(path2)) as { dyn: string }).dyn"],
      "'d'",
    ],
    [
      "of a file's URL",
      [
        "import { pathToFileURL } from 'node:url';\n((await import(pathToFileURL('../lib/dyn.ts').href)) as { dyn: string }).dyn",
      ],
      "'d'",
    ],
    [
      "of a variable inside lib",
      [
        {
          "lib/loader.ts":
            "export const load = async (name: string): Promise<unknown> => (await import(`./${name}`)).dyn;\n",
        },
        "import { load } from '../lib/loader';\nawait load('dyn')",
      ],
      "'d'",
    ],
    [
      "gives the same module as a static import",
      ["import * as fixed from '../lib/dyn';\n(await import('../lib/dyn')).dyn === fixed.dyn"],
      "true",
    ],
    [
      "of an ES module written by hand",
      [
        { "lib/hand.mjs": "export const hand = import.meta.url.endsWith('hand.mjs');\n" },
        "const hand = '../lib/hand.mjs';\n((await import(hand)) as { hand: boolean }).hand",
      ],
      "true",
    ],
  ]);

  test("of what is missing rejects with its name, and can be caught", async () => {
    const [outcome] = await run(
      "const gone: string = '../lib/nowhere';\nawait import(gone).catch((e: Error) => e.message)",
    );
    expect(outcome?.result).toContain("lib/nowhere");
  });
});

describe("a cell", () => {
  test("knows its folder, and its import.meta is the notebook folder's", async () => {
    const code =
      "const here = new URL('.', import.meta.url).pathname.slice(0, -1);\nconsole.log([process.cwd(), import.meta.dirname, here].join('\\n'));";
    const [outcome] = await run(code);
    expect(outcome && errorText(outcome)).toBe("");
    expect(outcome?.text("stdout").trim().split("\n")).toEqual(Array(3).fill(place().notebooks));
  });

  table([
    [
      "reads files beside the notebook",
      [
        { "notebooks/beside.txt": "text" },
        "import { readFileSync } from 'node:fs';\nreadFileSync('beside.txt', 'utf8')",
      ],
      "'text'",
    ],
    [
      "resolves by import.meta.resolve",
      ["import.meta.resolve('../lib/dyn.ts').endsWith('/lib/dyn.ts')"],
      "true",
    ],
    [
      "requires with createRequire",
      [
        "import { createRequire } from 'node:module';\n(createRequire(import.meta.url)('node:path') as { sep: string }).sep",
      ],
      "'/'",
    ],
  ]);
});
