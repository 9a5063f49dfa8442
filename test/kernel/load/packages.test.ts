import { describe } from "vitest";
import { bench } from "../cases";
import type { Files } from "../workspace";

/** Files of a package in the workspace's node_modules. */
function pack(name: string, manifest: object, files: Files): Files {
  const at = `node_modules/${name}`;
  const named = Object.entries(files).map(([file, text]) => [`${at}/${file}`, text]);
  const json = JSON.stringify({ name, version: "1.0.0", ...manifest });
  return { ...Object.fromEntries(named), [`${at}/package.json`]: json };
}

const esm = pack(
  "only-esm",
  {
    type: "module",
    exports: {
      ".": { types: "./index.d.ts", default: "./index.js" },
      "./sub": { types: "./sub.d.ts", default: "./sub.js" },
    },
  },
  {
    "index.js":
      "import { deep } from './deep.js';\nexport const named = 'n' + deep;\nexport default class Main { v = 'm'; }\nexport let count = 0;\nexport const add = () => { count++; };\n",
    "deep.js": "export const deep = await Promise.resolve('!');\n",
    "sub.js": "export const sub = import.meta.url.endsWith('sub.js');\n",
    "index.d.ts":
      "export declare const named: string;\nexport default class Main { v: string }\nexport declare let count: number;\nexport declare function add(): void;\n",
    "sub.d.ts": "export declare const sub: boolean;\n",
  },
);
const importOnly = pack(
  "import-only",
  { exports: { import: { types: "./index.d.mts", default: "./index.mjs" } } },
  { "index.mjs": "export const way = 'import';\n", "index.d.mts": "export declare const way: string;\n" },
);
const dual = pack(
  "dual",
  { exports: { import: "./index.mjs", require: "./index.cjs" }, types: "./index.d.ts" },
  {
    "index.mjs": "export const way = 'import';\n",
    "index.cjs": "exports.way = 'require';\n",
    "index.d.mts": "export declare const way: string;\n",
    "index.d.cts": "export declare const way: string;\n",
  },
);
const cjs = pack(
  "plain-cjs",
  { main: "main.js", types: "main.d.ts" },
  {
    "main.js": "module.exports = function plain(x) { return x + 1; };\nmodule.exports.extra = 'e';\n",
    "main.d.ts":
      "declare function plain(x: number): number;\ndeclare namespace plain { const extra: string }\nexport = plain;\n",
  },
);
const { table } = bench({ ...esm, ...importOnly, ...dual, ...cjs });

describe("a package", () => {
  table([
    [
      "of ES modules only, by a static import",
      ["import Main, { named } from 'only-esm';\n[named, new Main().v]"],
      "[ 'n!', 'm' ]",
    ],
    [
      "of ES modules only, all its names",
      ["import * as whole from 'only-esm';\nObject.keys(whole).sort()"],
      "[ 'add', 'count', 'default', 'named' ]",
    ],
    ["of ES modules only, a part of it", ["import { sub } from 'only-esm/sub';\nsub"], "true"],
    [
      "of ES modules only, by import()",
      ["const { named: again } = await import('only-esm');\nagain"],
      "'n!'",
    ],
    [
      "of ES modules only, used by functions of later cells",
      ["import { named as kept } from 'only-esm';\nconst use = () => kept.length;", "use()"],
      "2",
    ],
    [
      "of ES modules only, by a lib file two imports deep",
      [
        {
          "lib/p1.ts": "export { v } from './p2';\n",
          "lib/p2.ts": "import Main, { named } from 'only-esm';\nexport const v = named + new Main().v;\n",
        },
        "import { v } from '../lib/p1';\nv",
      ],
      "'n!m'",
    ],
    [
      "of ES modules only, once for cells and lib",
      [
        { "lib/p3.ts": "import * as p from 'only-esm';\nexport const main = p.default;\n" },
        "import { main } from '../lib/p3';\nimport Same from 'only-esm';\nmain === Same",
      ],
      "true",
    ],
    [
      "of ES modules only, its live binding",
      ["import { count, add } from 'only-esm';\nadd();\nadd();\ncount"],
      "2",
    ],
    ["with only an import condition", ["import { way } from 'import-only';\nway"], "'import'"],
    [
      "with both conditions",
      ["import { way as which } from 'dual';\nwhich === 'import' || which === 'require'"],
      "true",
    ],
    ["of CommonJS, its default", ["import plain from 'plain-cjs';\n[plain(1), plain.extra]"], "[ 2, 'e' ]"],
    ["of CommonJS, a name of it", ["import { extra } from 'plain-cjs';\nextra"], "'e'"],
    [
      "of CommonJS, by import()",
      ["const { default: viaImport } = await import('plain-cjs');\nviaImport(2)"],
      "3",
    ],
    [
      "is checked by its types",
      ["import plain from 'plain-cjs';\nplain('one')"],
      /'string' is not assignable to parameter of type 'number'/,
    ],
    [
      "with a part that is not exported",
      ["import 'only-esm/deep.js';"],
      /only-esm.*deep\.js|deep\.js.*only-esm/s,
    ],
    [
      "that throws when it is loaded",
      [
        pack(
          "throwing",
          { type: "module", exports: "./index.js" },
          { "index.js": "throw new RangeError('of the package');\n", "index.d.ts": "export {};\n" },
        ),
        "import 'throwing';",
      ],
      /RangeError: of the package/,
    ],
    ["that is missing", ["import { now } from 'comes-later';"], /Cannot find module 'comes-later'/],
    [
      "that was missing, once it is installed",
      [
        pack(
          "comes-later",
          { type: "module", exports: { types: "./index.d.ts", default: "./index.js" } },
          { "index.js": "export const now = 'now';\n", "index.d.ts": "export declare const now: string;\n" },
        ),
        "import { now } from 'comes-later';\nnow",
      ],
      "'now'",
    ],
    [
      "that was missing, of CommonJS, once it is installed",
      [
        "import { then } from 'comes-too';",
        pack(
          "comes-too",
          { main: "i.js", types: "i.d.ts" },
          { "i.js": "exports.then = 'then';\n", "i.d.ts": "export declare const then: string;\n" },
        ),
        "import { then } from 'comes-too';\nthen",
      ],
      "'then'",
    ],
    [
      "without types, by import()",
      [
        pack("untyped", { main: "i.js" }, { "i.js": "exports.a = 1;\n" }),
        "const untyped: string = 'untyped';\n((await import(untyped)) as { a: number }).a",
      ],
      "1",
    ],
  ]);
});
