import { beforeAll, describe, expect, test } from "vitest";
import { bench } from "../cases";
import { gate, written } from "../interrupting";
import type { Content } from "../wire";

const named = `/**
 * Scales a value.
 *
 * @param value What is scaled, in pixels.
 * @param factor How much.
 * @returns The scaled value.
 */
export function scale(value: number, factor = 2): number {
  return value * factor;
}
/** Options of a layer. */
export interface LayerOptions { filters: number; padding?: "same" | "valid" }
export const layer = (options: LayerOptions): LayerOptions => options;
export const scalar = 1;
`;
const { kernel, place, run } = bench({
  "lib/named.ts": named,
  "lib/nested/inner.ts": "export const inner = 1;\n",
  "notebooks/helper.ts": "export const help = 1;\n",
});
beforeAll(async () => {
  await run(
    "const earlier = { alpha: 1, beta: 'b', gamma: { delta: [1] } };\n/** Counts what was seen. */\nlet countSeen = 0;\ninterface ShapeOf { width: number }\nenum Colour { Red, Green }",
    "import { layer, scale } from '../lib/named';",
  );
}, 60_000);

/** Splits at the cursor's mark. */
function cursor(marked: string): [code: string, position: number] {
  const position = marked.indexOf("¦");
  return [marked.replace("¦", ""), position];
}

/** The cell's text with each completion put in. */
async function completed(marked: string): Promise<string[]> {
  const [code, position] = cursor(marked);
  const reply = await kernel().complete(code, position);
  expect(reply["status"]).toBe("ok");
  const letters = [...code];
  const [start, end] = [Number(reply["cursor_start"]), Number(reply["cursor_end"])];
  return (reply["matches"] as string[]).map(
    (match) => letters.slice(0, start).join("") + match + letters.slice(end).join(""),
  );
}

async function inspected(marked: string): Promise<string | undefined> {
  const reply = await kernel().inspect(...cursor(marked));
  expect(reply["status"]).toBe("ok");
  return reply["found"] === true ? String((reply["data"] as Content)["text/plain"]) : undefined;
}

describe("completion", () => {
  test.each<[string, string, string[]]>([
    [
      "the members of an object of an earlier cell",
      "earlier.¦",
      ["earlier.alpha", "earlier.beta", "earlier.gamma"],
    ],
    ["members of members, by their beginning", "earlier.gamma.de¦", ["earlier.gamma.delta"]],
    [
      "the members of a value of the same cell",
      "const here = [1];\nhere.fi¦",
      ["const here = [1];\nhere.filter", "const here = [1];\nhere.find"],
    ],
    ["variables of earlier cells", "1 + countS¦", ["1 + countSeen"]],
    ["names of what was imported earlier", "sca¦", ["scale"]],
    ["types of earlier cells", "let s: Shap¦", ["let s: ShapeOf"]],
    ["members of an enum", "Colour.¦", ["Colour.Red", "Colour.Green"]],
    ["keywords", "cons¦", ["const"]],
    ["after `?.`", "earlier?.al¦", ["earlier?.alpha"]],
    ["after an emoji", "const face = '😀😀'; earlier.al¦", ["const face = '😀😀'; earlier.alpha"]],
    ["after an emoji in an earlier line", "'👩‍👩‍👧';\nearlier.be¦", ["'👩‍👩‍👧';\nearlier.beta"]],
    ["before an emoji", "earlier.al¦ + '😀'", ["earlier.alpha + '😀'"]],
    ["in the middle of a cell", "const q = earlier.al¦;\nq + 1", ["const q = earlier.alpha;\nq + 1"]],
    ["in code that is not finished", "if (earlier.al¦", ["if (earlier.alpha"]],
    ["beside a type error", "const no: string = 1;\nearlier.al¦", ["const no: string = 1;\nearlier.alpha"]],
    ["after an await", "(await Promise.resolve(earlier)).al¦", ["(await Promise.resolve(earlier)).alpha"]],
    [
      "the members of `this`",
      "class C { one = 1; two() { return this.o¦ } }",
      ["class C { one = 1; two() { return this.one } }"],
    ],
    [
      "a package's exports",
      "import * as path from 'node:path';\npath.joi¦",
      ["import * as path from 'node:path';\npath.join"],
    ],
    [
      "a relative import's exports",
      "import * as n from '../lib/named';\nn.¦",
      ["import * as n from '../lib/named';\nn.scale", "import * as n from '../lib/named';\nn.scalar"],
    ],
    [
      "names inside the braces of a relative import",
      "import { scal¦ } from '../lib/named';",
      ["import { scale } from '../lib/named';", "import { scalar } from '../lib/named';"],
    ],
    [
      "the paths of lib",
      "import {} from '../lib/¦';",
      ["import {} from '../lib/named';", "import {} from '../lib/nested';"],
    ],
    ["the paths of lib by their beginning", "import {} from '../lib/na¦", ["import {} from '../lib/named"]],
    [
      "the paths of a folder of lib",
      "import {} from '../lib/nested/¦';",
      ["import {} from '../lib/nested/inner';"],
    ],
    ["files beside the notebook", "import {} from './¦';", ["import {} from './helper';"]],
    ["folders", "import {} from '../l¦';", ["import {} from '../lib';"]],
    ["paths inside import()", "await import('../lib/na¦')", ["await import('../lib/named')"]],
    ["packages", "import {} from 'vega-l¦';", ["import {} from 'vega-lite';"]],
    [
      "Node's own modules",
      "import {} from 'node:f¦';",
      ["import {} from 'node:fs';", "import {} from 'node:fs/promises';"],
    ],
    ["the options of a call", "layer({ ¦ })", ["layer({ filters })", "layer({ padding })"]],
    [
      "the words an option may have",
      "layer({ filters: 1, padding: '¦' })",
      ["layer({ filters: 1, padding: 'same' })", "layer({ filters: 1, padding: 'valid' })"],
    ],
  ])("offers %s", async (_, marked, wanted) => {
    expect(await completed(marked)).toEqual(expect.arrayContaining(wanted));
  });

  test("offers only what fits the beginning", async () => {
    expect(await completed("earlier.alp¦")).toEqual(["earlier.alpha"]);
  });

  test("offers the new export of a lib file that was just edited", async () => {
    place().write({ "lib/fresh.ts": "export const first = 1;\n" });
    await run("import { first } from '../lib/fresh';");
    place().write({ "lib/fresh.ts": "export const first = 1, fresh = 2;\n" });
    const offered = await completed("import { fre¦ } from '../lib/fresh';");
    expect(offered).toContain("import { fresh } from '../lib/fresh';");
  });

  test("offers nothing in a comment, and in an empty cell does no harm", async () => {
    expect(await completed("// earlier.al¦")).toEqual([]);
    await completed("¦");
    expect((await run("earlier.alpha"))[0]?.result).toBe("1");
  });
});

describe("inspection", () => {
  test.each<[string, string, RegExp]>([
    ["the type of a variable of an earlier cell", "countS¦een", /let countSeen: number/],
    ["the words above a variable of an earlier cell", "countSeen¦", /Counts what was seen\./],
    ["the type of a property", "earlier.gam¦ma", /gamma: \{\s+delta: number\[\];?\s+\}/],
    [
      "a function of lib with its words",
      "sca¦le(1)",
      /scale\(value: number, factor\?: number\): number.*Scales a value\..*in pixels/s,
    ],
    ["an imported name", "import { layer as l¦y } from '../lib/named';", /\(options: LayerOptions\)/],
    ["a type", "let o: ShapeO¦f", /interface ShapeOf/],
    [
      "the call around the cursor",
      "scale(¦",
      /scale\(value: number, factor\?: number\): number.*Scales a value/s,
    ],
    [
      "the call around the cursor, closed",
      "scale(1, ¦)",
      /scale\(value: number, factor\?: number\).*How much/s,
    ],
    ["the innermost call", "Math.max(scale(1, ¦), 2)", /scale\(value: number/],
    ["a method's call", "[1, 2].map(¦", /map<\w+>\(/],
    ["a constructor's call", "new Map<string, number>(¦", /Map/],
    ["a call over lines", "scale(\n  1,\n  ¦\n)", /scale\(value: number/],
    ["after an emoji", "'😀😀'; scale(¦", /scale\(value: number/],
    ["a member of an object that is the whole cell", "{ a: e¦arlier }", /^const earlier/],
    ["one below other statements", "const one = 1\n{ a: ¦earlier }", /^const earlier/],
    ["what follows an enum", "enum Last { A } type Of = S¦hapeOf", /interface ShapeOf/],
    ["a value of the same cell", "const mine = new Set(['a']);\nmi¦ne", /const mine: Set<string>/],
    [
      "Node's own functions with their words",
      "import { join } from 'node:path';\njoi¦n",
      /join\(\.\.\.paths: string\[\]\): string.*Join all arguments together/s,
    ],
  ])("tells %s", async (_, marked, wanted) => {
    expect(await inspected(marked)).toMatch(wanted);
  });

  test("finds nothing between statements, and says so", async () => {
    expect(await inspected("earlier;\n\n¦\n\nearlier;")).toBeUndefined();
    expect(await inspected("¦")).toBeUndefined();
  });
});

test("completion and inspection answer while a cell awaits, also of a large import", async () => {
  await run("import * as tf from '@tensorflow/tfjs';\nconst model = tf.sequential();");
  const { isOpen, release } = gate();
  const cell = kernel().executeNoWait(
    `console.log("awaits");\nwhile (!${isOpen}) await new Promise((done) => setTimeout(done, 5));\n'released'`,
  );
  await written(kernel(), cell.id, "awaits");
  for (const suffix of ["a", "b"]) {
    expect(await completed(`const ${suffix} = tf.lay¦`)).toContain(`const ${suffix} = tf.layers`);
    expect(await inspected(`const ${suffix} = tf.layers.dense(¦`)).toContain("DenseLayerArgs");
  }
  release(); // only now can the cell end
  expect((await cell.done).result).toBe("'released'");
});
