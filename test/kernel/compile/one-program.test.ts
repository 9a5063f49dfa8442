import { describe, expect, test } from "vitest";
import { bench, errorText } from "../cases";

const { table, run, kernel } = bench();

describe("variables of earlier cells", () => {
  table([
    ["object shorthand", ["const a = 1, b = 'two';", "({ a, b })"], "{ a: 1, b: 'two' }"],
    [
      "destructuring: nested, defaults, rest, renamed",
      [
        "const { p, q: { r = 5, ...others }, s: [first, , ...tail], t: renamed = 9 } = { p: 1, q: { u: 2, v: 3 } as { r?: number; u: number; v: number }, s: [1, 2, 3, 4], t: undefined as number | undefined };",
        "[p, r, others, first, tail, renamed]",
      ],
      "[ 1, 5, { u: 2, v: 3 }, 1, [ 3, 4 ], 9 ]",
    ],
    [
      "a computed key and a default that is another variable",
      [
        "const key = 'k', fallback = 8;",
        "const { [key]: gained = fallback, ...left } = { k: undefined, m: 1 } as { k: number | undefined; m: number };",
        "[gained, left]",
      ],
      "[ 8, { m: 1 } ]",
    ],
    [
      "destructuring assignment, shorthand with a default",
      ["let d1 = 0, d2 = 0;", "({ d1, d2 = 9 } = { d1: 4 } as { d1: number; d2?: number });", "[d1, d2]"],
      "[ 4, 9 ]",
    ],
    [
      "destructuring assignment, nested, into properties",
      [
        "let e1 = 0;\nconst target = { e2: 0 };",
        "({ x: { e1 }, y: [target.e2] } = { x: { e1: 1 }, y: [2] as [number] });",
        "[e1, target]",
      ],
      "[ 1, { e2: 2 } ]",
    ],
    [
      "a swap",
      ["let left1 = 1, right1 = 2;", "[left1, right1] = [right1, left1];", "[left1, right1]"],
      "[ 2, 1 ]",
    ],
    [
      "a rest in an array assignment",
      ["let head1 = 0;\nlet rest1: number[] = [];", "[head1, ...rest1] = [1, 2, 3];", "[head1, rest1]"],
      "[ 1, [ 2, 3 ] ]",
    ],
    [
      "assigned in the head of a loop",
      [
        "let walk: number | string = 0;",
        "for (walk of [1, 2, 3]);",
        "const after1 = walk;\nfor (walk in { name: 1 });",
        "[after1, walk]",
      ],
      "[ 3, 'name' ]",
    ],
    [
      "assigned in the head of a loop by a pattern",
      ["let m1 = 0;", "for ({ m1 } of [{ m1: 3 }, { m1: 7 }]);", "m1"],
      "7",
    ],
    [
      "every assigning operator",
      [
        "let n1 = 2;\nlet n2: number | undefined;",
        "n1 += 3; n1 **= 2; n1 -= 1; n1 /= 2; n1 %= 7; n1 <<= 2; n1 |= 1; n1++; ++n1; n1--;\nn2 ??= 100; n2 &&= n2 + 1; n2 ||= 200;",
        "[n1, n2]",
      ],
      "[ 22, 101 ]",
    ],
    [
      "shadowed by parameters, patterns, locals and caught errors",
      [
        "const x1 = 'outer';",
        "const shadows = [((x1: number) => ({ x1 }))(1), (({ x1 }: { x1: number }) => x1)({ x1: 2 }), (() => { const x1 = 3; return x1; })(), (() => { try { throw 4; } catch (x1) { return x1; } })(), (([x1 = 5]: number[]) => x1)([])];",
        "[...shadows, x1]",
      ],
      "[ { x1: 1 }, 2, 3, 4, 5, 'outer' ]",
    ],
    [
      "names of properties, members and labels stay names",
      [
        "let y1 = 1;",
        "const holder = { y1: 2, get(): number { return this.y1; } };\nclass Y { y1 = 3; }\ny1: for (;;) break y1;\n[holder.y1, holder.get(), new Y().y1, holder['y1'], y1]",
      ],
      "[ 2, 2, 3, 2, 1 ]",
    ],
    [
      "a default parameter and a template",
      ["let z1 = 4;", "const plus = (n = z1) => `${n + z1}`;", "z1 = 10;", "plus()"],
      "'20'",
    ],
    [
      "typeof, delete, in, instanceof, new",
      [
        "class Thing {}\nconst bag: { k?: number } = { k: 1 };",
        "[typeof bag, 'k' in bag, delete bag.k, 'k' in bag, new Thing() instanceof Thing]",
      ],
      "[ 'object', true, true, false, true ]",
    ],
    [
      "used as a type",
      [
        "const settings = { rate: 0.1 };",
        "type Settings = typeof settings;\nconst other: Settings = { rate: 2 };",
        "other.rate",
      ],
      "2",
    ],
    [
      "hold what they had when a throw ends the cell",
      [
        "let survived = 40;\nsurvived += 2;\nif (survived > 0) throw new Error('on purpose');\nsurvived = 0;",
        "survived",
      ],
      "42",
    ],
    [
      "may have the names of what every object has",
      [
        "const toString = () => 'mine', constructor = 1, hasOwnProperty = 2, valueOf = 4;",
        "[toString(), constructor, hasOwnProperty, valueOf]",
      ],
      "[ 'mine', 1, 2, 4 ]",
    ],
    [
      "may have names of Node's own scope",
      [
        "const name = 'n', self = 's', event = 'e', parent = 'p', root = 'r';",
        "[name, self, event, parent, root]",
      ],
      "[ 'n', 's', 'e', 'p', 'r' ]",
    ],
    [
      "may have letters of any language",
      ["const größe = 3, $ = 4, _ = 5, 変数 = 6;", "größe + $ + _ + 変数"],
      "18",
    ],
  ]);
});

describe("redeclaration", () => {
  table([
    ["with another type", ["const v1 = 1;", "const v1 = 'one';", "v1.toUpperCase()"], "'ONE'"],
    [
      "of a constant is seen by an earlier closure",
      ["const v2 = 1;\nconst readV2 = () => v2;", "const v2 = 2;", "readV2()"],
      "2",
    ],
    [
      "of a function is seen by an earlier function",
      [
        "function greet() { return 'a'; }\nfunction meet() { return greet(); }",
        "function greet() { return 'b'; }",
        "meet()",
      ],
      "'b'",
    ],
    [
      "of a class leaves its instances alone",
      [
        "class Box { v() { return 1; } }\nconst box1 = new Box();",
        "class Box { v() { return 2; } }",
        "[box1.v(), new Box().v(), box1 instanceof Box]",
      ],
      "[ 1, 2, false ]",
    ],
    [
      "of a variable by an import",
      ["const basename = 'mine';", "import { basename } from 'node:path';", "basename('/x/y.txt')"],
      "'y.txt'",
    ],
    [
      "of an import by a variable",
      ["import { extname } from 'node:path';", "const extname = (s: string) => s.length;", "extname('four')"],
      "4",
    ],
    [
      "of a type",
      [
        "interface Shape { a: number }",
        "interface Shape { b: string }",
        "const shape: Shape = { b: 'only' };\nshape.b",
      ],
      "'only'",
    ],
    [
      "of a let, by var, in a destructuring",
      ["let w1 = 1;", "var w1 = 'x';", "const [w1 = true] = [] as boolean[];", "w1"],
      "true",
    ],
  ]);

  test("a later cell's assignment is seen by closures, timers and functions of earlier cells", async () => {
    const outcomes = await run(
      "let seen = 1;\nconst read = () => seen;\nfunction bump() { seen += 10; }\nconst soon = () => new Promise<number>((done) => setTimeout(() => done(seen), 20));",
      "seen = 2;\nconst one = read();\nbump();",
      "const promise = soon();\nseen = 5;",
      "[one, read(), await promise, seen]",
    );
    expect(outcomes.map(errorText).join("")).toBe("");
    expect(outcomes.at(-1)?.result).toBe("[ 2, 5, 5, 5 ]");
  });
});

test("variables stay after an interrupt, and so does what the loop had done", async () => {
  const code =
    "let turns = 0;\nconst before = 'b';\nfor (;;) { turns++; await new Promise((done) => setTimeout(done, 2)); }";
  const { done } = kernel().executeNoWait(code);
  await new Promise((go) => setTimeout(go, 300));
  await kernel().interrupt();
  expect((await done).error?.ename).toBe("KeyboardInterrupt");
  const [outcome] = await run("[turns > 3, before]");
  expect(outcome?.result).toBe("[ true, 'b' ]");
});
