import { expect, describe, test } from "vitest";
import { bench, errorText } from "../cases";

const { table, run } = bench({ "notebooks/local.ts": "export const local = 'l';\n" });

describe("a JSON file", () => {
  table([
    [
      "is imported as its value, with its types",
      [
        { "lib/data.json": '{ "rate": 0.5, "names": ["a"] }' },
        "import data from '../lib/data.json';\n[data.rate.toFixed(2), data.names]",
      ],
      "[ '0.50', [ 'a' ] ]",
    ],
    [
      "is read again when it was edited",
      [
        { "lib/data.json": '{ "rate": 0.75, "names": [] }' },
        "import data from '../lib/data.json';\ndata.rate",
      ],
      "0.75",
    ],
    [
      "is checked again when it was edited",
      [{ "lib/data.json": '{ "other": 1 }' }, "import data from '../lib/data.json';\ndata.rate"],
      /Property 'rate' does not exist/,
    ],
    [
      "is read again by a lib module over it",
      [
        {
          "lib/conf.json": '{ "v": 1 }',
          "lib/conf.ts": "import conf from './conf.json';\nexport const v = () => conf.v;\n",
        },
        "import { v } from '../lib/conf';\nv()",
        { "lib/conf.json": '{ "v": 22 }' },
        "import { v } from '../lib/conf';\nv()",
      ],
      "22",
    ],
    [
      "is imported with an attribute",
      [
        { "lib/attr.json": "[1, 2]" },
        "import attr from '../lib/attr.json' with { type: 'json' };\nattr.length",
      ],
      "2",
    ],
    [
      "is imported as all its names",
      [{ "lib/star.json": '{ "k": 3 }' }, "import * as star from '../lib/star.json';\nstar.k"],
      "3",
    ],
  ]);
});

describe("an import", () => {
  table([
    [
      "of a neighbour of the notebook",
      ["import { local } from './local';\nimport { local as same } from './local.ts';\nlocal + same"],
      "'ll'",
    ],
    [
      "at the end of the cell, used before",
      ["const used = basename('/a/b.txt');\nimport { basename } from 'node:path';", "used"],
      "'b.txt'",
    ],
    [
      "between the statements of a cell that awaits",
      [
        "const w1 = await Promise.resolve(normalize('a//b'));\nimport { normalize } from 'node:path';\nconst w2 = w1;",
        "w2",
      ],
      "'a/b'",
    ],
    [
      "default, names and all, in one",
      [
        "import path, { sep, join as put } from 'node:path';\nimport * as all from 'node:path';\n[typeof path.join, sep, put('a', 'b'), all.sep === sep]",
      ],
      "[ 'function', '/', 'a/b', true ]",
    ],
    [
      "for its effect, once",
      [
        { "lib/effect.ts": "console.log('effect');\nexport {};\n" },
        "import '../lib/effect';",
        "import '../lib/effect';\nconsole.log('cell');",
      ],
      { stdout: "cell\n" },
    ],
    [
      "for its effect, the first time",
      [{ "lib/effect2.ts": "console.log('effect');\nexport {};\n" }, "import '../lib/effect2';"],
      { stdout: "effect\n" },
    ],
    [
      "of a type only",
      [
        "import type { Stats } from 'node:fs';\nconst stats: Pick<Stats, 'size'> = { size: 3 };",
        "const more: Partial<Stats> = stats;\nmore.size",
      ],
      "3",
    ],
    [
      "of a name that is not exported is an error with its place",
      ["\nimport { nothing } from './local';"],
      /2:10.*has no exported member 'nothing'/s,
    ],
    [
      "of nothing, with the path as it was written",
      ["import { x } from '../lib/never';"],
      /1:19.*Cannot find module '\.\.\/lib\/never'/s,
    ],
    [
      "of a package's types and values",
      [
        "import { parse, type Options } from 'csv-parse/sync';\nconst options: Options = { columns: true };\nparse('a,b\\n1,2', options)",
      ],
      "[ { a: '1', b: '2' } ]",
    ],
  ]);
});

describe("an edited file", () => {
  table([
    [
      "is used by the next cell that imports it",
      [
        { "lib/e1.ts": "export const v = () => 1;\n" },
        "import { v } from '../lib/e1';\nv()",
        { "lib/e1.ts": "export const v = () => 22;\n" },
        "import { v } from '../lib/e1';\nv()",
      ],
      "22",
    ],
    [
      "is used by the next cell without another import",
      [
        { "lib/e2.ts": "export const v = () => 1;\n" },
        "import { v } from '../lib/e2';\nv()",
        { "lib/e2.ts": "export const v = () => 22;\n" },
        "v()",
      ],
      "22",
    ],
    [
      "two imports deep is used with a new import",
      [
        {
          "lib/e3.ts": "import { w } from './e3w';\nexport const v = () => w();\n",
          "lib/e3w.ts": "import { u } from './e3u';\nexport const w = () => u;\n",
          "lib/e3u.ts": "export const u = 'old';\n",
        },
        "import { v } from '../lib/e3';\nv()",
        { "lib/e3u.ts": "export const u = 'newer';\n" },
        "import { v } from '../lib/e3';\nv()",
      ],
      "'newer'",
    ],
    [
      "two imports deep is used without another import",
      ["v()", { "lib/e3u.ts": "export const u = 'newest of all';\n" }, "v()"],
      "'newest of all'",
    ],
    [
      "gives its new names",
      [
        { "lib/e4.ts": "export const a = 1;\n" },
        "import { a } from '../lib/e4';",
        { "lib/e4.ts": "export const a = 1, b = 2;\n" },
        "import { b } from '../lib/e4';\nb",
      ],
      "2",
    ],
    [
      "gives its new types",
      [
        { "lib/e5.ts": "export const v = (n: number) => n;\n" },
        "import { v } from '../lib/e5';\nv(1)",
        { "lib/e5.ts": "export const v = (s: string) => s;\n" },
        "import { v } from '../lib/e5';\nv(1)",
      ],
      /'number' is not assignable to parameter of type 'string'/,
    ],
    [
      "with a type error is said of the file, with its place",
      [
        { "lib/e6.ts": "export const v = 1;\n" },
        "import { v } from '../lib/e6';",
        { "lib/e6.ts": "\nexport const v: string = 1;\n" },
        "import { v } from '../lib/e6';\nv",
      ],
      /lib\/e6\.ts[ :(]2:14.*'number' is not assignable to type 'string'/s,
    ],
    [
      "mended works again",
      [{ "lib/e6.ts": "\nexport const v: string = 'mended';\n" }, "import { v } from '../lib/e6';\nv"],
      "'mended'",
    ],
    [
      "with a syntax error is said of the file",
      [
        { "lib/e7.ts": "export const v = 1;\n" },
        "import { v } from '../lib/e7';",
        { "lib/e7.ts": "export const v = ;\n" },
        "import { v } from '../lib/e7';\nv",
      ],
      /lib\/e7\.ts[ :(]1:18.*Expression expected/s,
    ],
    [
      "that is broken stops no cell that does not use it",
      [
        { "lib/e12.ts": "export const broken = 1;\n" },
        "import { broken } from '../lib/e12';",
        { "lib/e12.ts": "export const broken = ;\n" },
        "1 + 1",
        { "lib/e7.ts": "export const v = 1;\n", "lib/e12.ts": "export const broken = 2;\n" },
      ],
      "2",
    ],
    [
      "that throws when it is run can be mended",
      [
        { "lib/e8.ts": "throw new Error('of e8');\nexport const v = 1;\n" },
        "import { v } from '../lib/e8';\nv",
        { "lib/e8.ts": "export const v = 5;\n" },
        "import { v } from '../lib/e8';\nv",
      ],
      "5",
    ],
    [
      "leaves the state of files that were not edited",
      [
        { "lib/s1.ts": "export const state = { n: 0 };\n", "lib/e9.ts": "export const v = 1;\n" },
        "import { state } from '../lib/s1';\nimport '../lib/e9';\nstate.n = 7;",
        { "lib/e9.ts": "export const v = 2;\n" },
        "import { state } from '../lib/s1';\nimport { v } from '../lib/e9';\n[state.n, v]",
      ],
      "[ 7, 2 ]",
    ],
    [
      "that lost a name is an error where the name is used",
      [
        { "lib/e13.ts": "export const lost = 1;\n" },
        "import { lost } from '../lib/e13';",
        { "lib/e13.ts": "export const other = 2;\n" },
        "lost",
      ],
      /lost/,
    ],
    [
      "that is gone is an error",
      [
        { "lib/e10.ts": "export const v = 1;\n" },
        "import { v } from '../lib/e10';",
        { "lib/e10.ts": undefined },
        "import { v } from '../lib/e10';",
      ],
      /Cannot find module '\.\.\/lib\/e10'/,
    ],
    [
      "that was missing works once it is there",
      [
        "import { late } from '../lib/late';",
        { "lib/late.ts": "export const late = 'came';\n" },
        "import { late } from '../lib/late';\nlate",
      ],
      "'came'",
    ],
    [
      "missing from a lib file works once it is there",
      [
        { "lib/n1.ts": "export { late } from './n2';\n" },
        "import { late } from '../lib/n1';",
        { "lib/n2.ts": "export const late = 'there';\n" },
        "import { late } from '../lib/n1';\nlate",
      ],
      "'there'",
    ],
    [
      "is used by import()",
      [
        { "lib/e11.ts": "export const v = 1;\n" },
        "(await import('../lib/e11')).v",
        { "lib/e11.ts": "export const v = 33;\n" },
        "(await import('../lib/e11')).v",
      ],
      "33",
    ],
  ]);

  test("of a missing file the import fails before anything of the cell runs", async () => {
    const [outcome] = await run("console.log('ran');\nimport { x } from '../lib/absent';");
    expect(outcome?.text("stdout")).toBe("");
    expect(outcome && errorText(outcome)).toContain("../lib/absent");
  });
});
