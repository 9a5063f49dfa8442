import { describe, expect, test, vi } from "vitest";
import { bench, errorText } from "../cases";
import { gate } from "../interrupting";

const boom =
  "// a line\ninterface Unused { a: number }\nexport function boom(n: number): never {\n  const text: string = `n=${n}`; throw new RangeError(text);\n}\n";
const { table, run, kernel, place } = bench({
  "lib/boom.ts": boom,
  "lib/over.ts":
    "import { boom } from './boom';\n\nexport const over = async (n: number): Promise<void> => {\n  await Promise.resolve(); for (const i of [n]) { boom(i); }\n};\n",
});
const shown = (): string =>
  kernel()
    .channels.iopub.map((m) => JSON.stringify(m.content))
    .join("\n");
const sleep = "const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));\n";

describe("a traceback has the line and column of TypeScript", () => {
  table([
    [
      "of a throw",
      ["interface I { a: number }\n\nconst f = (x: number): void => { throw new Error(`x${x}`); };\nf(1);"],
      /^Error: x1\n.*at f \(cell\[\d+\]:3:40\)\s+at cell\[\d+\]:4:1/s,
    ],
    [
      "of an error of JavaScript itself",
      ["const none = undefined as unknown as { x: { y: number } };\nconst l: number = none.x.y;"],
      /^TypeError: Cannot read properties of undefined \(reading 'x'\)\n.*cell\[\d+\]:2:24/s,
    ],
    [
      "of a lib file, and the cell that called it",
      ["import { boom } from '../lib/boom';\n\n  boom(3);"],
      /^RangeError: n=3\n.*at boom \(.*lib\/boom\.ts:4:40\)\s+at cell\[\d+\]:3:(3|7)\b/s,
    ],
    [
      "of lib files over an await",
      ["import { over } from '../lib/over';\nawait over(4);"],
      /at boom \(.*lib\/boom\.ts:4:40\)\s+at (async )?over \(.*lib\/over\.ts:4:5[15]\)\s+at async cell\[\d+\]:2:/s,
    ],
    [
      "of a function of an earlier cell",
      ["function early(n: number) {\n  if (n > 1) throw new Error('early');\n}", "\nearly(2);"],
      /at (\w+\.)?early \(cell\[\d+\]:2:20\)\s+at cell\[\d+\]:2:1/s,
    ],
    [
      "after an import on the line",
      ["import { boom } from '../lib/boom'; boom(5);"],
      /cell\[\d+\]:1:(37|41)\b/,
    ],
    [
      "after an await on the line",
      ["const w: number = await Promise.resolve(1); throw new Error('w');"],
      /cell\[\d+\]:1:51/,
    ],
    [
      "after object shorthand on the line",
      ["const alpha = 1;", "const o = { alpha, b: alpha as number }; throw new Error('o');"],
      /cell\[\d+\]:1:48/,
    ],
    [
      "after a destructuring assignment on the line",
      ["let beta = 1;", "({ beta } = { beta: 2 }); beta += 1; throw new Error('d');"],
      /cell\[\d+\]:1:44/,
    ],
    [
      "after `export` on the line",
      ["export const gamma: number = 1; throw new Error('e');"],
      /cell\[\d+\]:1:39/,
    ],
    [
      "inside loops",
      [
        "for (let i: number = 0; i < 3; i++)\n  while (true) { if (i === 1) throw new Error(`i${i}`); break; }",
      ],
      /^Error: i1\n.*cell\[\d+\]:2:37/s,
    ],
    [
      "inside a callback",
      ["[1, 2].map((x: number) => {\n  if (x === 2) throw new Error('cb');\n});"],
      /cell\[\d+\]:2:22.*Array\.map.*cell\[\d+\]:1:8/s,
    ],
    [
      "inside a method, a getter and a static block",
      [
        "class M {\n  get g(): number { throw new Error('g'); }\n  go(): number { return this.g; }\n}\nnew M().go();",
      ],
      /at .*\bg\b.*:2:27\)\s+at M\.go \(cell\[\d+\]:3:30\)\s+at cell\[\d+\]:5:9/s,
    ],
    [
      "inside a generator",
      [
        "function* gen(): Generator<number> {\n  yield 1; throw new Error('gen');\n}\nfor (const x of gen());",
      ],
      /at gen .*:2:18\)|at gen\.next .*:2:18/,
    ],
    [
      "of an awaited function that threw after its await",
      [
        `${sleep}async function slow(): Promise<void> {\n  await sleep(1);\n  throw new Error('slow');\n}\nawait slow();`,
      ],
      /at slow \(cell\[\d+\]:4:9\)\s+at async cell\[\d+\]:6:/s,
    ],
    [
      "of a template over lines before it",
      ["const t = `a\nb\n${1 as number}`;\nthrow new Error(t);"],
      /cell\[\d+\]:4:7/,
    ],
    [
      "with the cell's line, of an error that Node's own function throws",
      ["import { readFileSync } from 'node:fs';\nreadFileSync('no.txt' satisfies string);"],
      /^Error: ENOENT.*cell\[\d+\]:2:1\b.*satisfies string/s,
    ],
    [
      "after an emoji and letters beyond ASCII",
      ["const é: string = '😀'; throw new Error(é);"],
      /cell\[\d+\]:1:31/,
    ],
  ]);

  test("and shows the line of TypeScript, not what it was compiled to", async () => {
    const [cell, lib] = await run(
      "const n: number = 1; throw new Error(`${n satisfies number}`);",
      "import { boom } from '../lib/boom';\nboom(1);",
    );
    expect(cell?.error?.trace).toContain("const n: number = 1; throw new Error(`${n satisfies number}`);");
    expect(lib?.error?.trace).toContain("const text: string = `n=${n}`; throw new RangeError(text);");
  });

  test("and nothing of the kernel, of Node or of the compiled code", async () => {
    const outcomes = await run(
      "import { over } from '../lib/over';\nawait over(1);",
      "await (async () => JSON.parse('{'))();",
    );
    for (const outcome of outcomes)
      expect(errorText(outcome)).not.toMatch(
        /tslab|lib\/kernel|node:internal|async_hooks|exports\.|_1\.|__\w|at eval/,
      );
  });

  test("also in an error's stack, as a value and on the console", async () => {
    const [value, printed] = await run(
      "interface J { a: 1 }\nconst e2: Error = new Error('kept');\ne2",
      "\nconsole.log(new Error('printed').stack)",
    );
    expect(value?.result).toMatch(/Error: kept\s+at cell\[\d+\]:2:19/);
    expect(printed?.text("stdout")).toMatch(/Error: printed\s+at cell\[\d+\]:2:13/);
  });
});

describe("an error tells", () => {
  table([
    [
      "its causes",
      ["throw new Error('outer', { cause: new TypeError('middle', { cause: 'inner word' }) });"],
      /^Error: outer\n.*cause.*TypeError: middle.*cause.*inner word/s,
    ],
    [
      "its own class and properties",
      [
        "class ModelError extends Error { override name = 'ModelError'; constructor(m: string, readonly layer: string) { super(m); } }\nthrow new ModelError('no shape', 'conv2');",
      ],
      /^ModelError: no shape\n.*layer.*conv2/s,
    ],
    [
      "the errors it gathers",
      ["await Promise.any([Promise.reject(new Error('one')), Promise.reject(new TypeError('two'))]);"],
      /^AggregateError: All promises were rejected\n.*one.*two/s,
    ],
    ["a message of several lines", ["throw new Error('first\\nsecond');"], /^Error: first\nsecond/],
    ["that it has no message", ["throw new SyntaxError();"], /^SyntaxError: /],
    ["a thrown string", ["throw 'a word';"], /a word/],
    ["a thrown undefined", ["throw undefined;"], /undefined/],
    ["a thrown null", ["throw null;"], /null/],
    ["a thrown number", ["throw 42;"], /42/],
    ["a thrown object", ["throw { code: 'E7', nested: [1] };"], /code: 'E7'/],
    ["a rejected string", ["await Promise.reject('no reason');"], /no reason/],
    [
      "a thrown error without a stack",
      ["const bare = new Error('bare');\ndelete bare.stack;\nthrow bare;"],
      /^Error: bare/,
    ],
    ["a frozen error", ["throw Object.freeze(new Error('ice'));"], /^Error: ice/],
    [
      "an error that is its own cause",
      ["const ring = new Error('ring');\nring.cause = ring;\nthrow ring;"],
      /^Error: ring/,
    ],
    [
      "an error whose name cannot be read",
      ["throw Object.defineProperty(new Error('shy'), 'name', { get() { throw new Error('no name'); } });"],
      /./,
    ],
    ["a proxy that refuses", ["throw new Proxy({}, { get() { throw new Error('refused'); } });"], /./],
    [
      "an endless recursion",
      ["const down = (n: number): number => down(n + 1) + 1;\ndown(0);"],
      /^RangeError: Maximum call stack size exceeded\n.*cell\[\d+\]:1:37/s,
    ],
    [
      "an error of another realm",
      ["import { runInNewContext } from 'node:vm';\nrunInNewContext(\"throw new TypeError('foreign')\");"],
      /^TypeError: foreign/,
    ],
    [
      "a display that throws",
      ["({ [Symbol.for('Jupyter.display')]() { throw new Error('no display'); } })"],
      /^(Error: )+no display/,
    ],
    [
      "a custom inspection that throws",
      ["({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no text'); } })"],
      /^(Error: )+no text/,
    ],
  ]);

  test("once: one error output, equal to the reply, and nothing on stderr", async () => {
    const [outcome] = await run("console.log('before');\nthrow new RangeError('only');");
    const errors = outcome?.outputs.filter((m) => m.header.msg_type === "error") ?? [];
    expect(errors.map((m) => m.content["evalue"])).toEqual(["only"]);
    expect(outcome?.reply).toMatchObject({ status: "error", ...errors[0]?.content });
    expect(outcome?.text("stderr")).toBe("");
    expect(outcome?.text("stdout")).toBe("before\n");
  });

  test("a getter of a shown value that throws is no error", async () => {
    const [outcome] = await run("({ get x(): number { throw new Error('unread'); } })");
    expect(outcome?.result).toContain("[Getter]");
  });
});

describe("a late error", () => {
  table([
    [
      "a rejection that nobody handles fails its cell",
      ["void Promise.reject(new Error('lost'));"],
      /^(Error|UnhandledRejection): lost\n/,
    ],
    [
      "a rejection of a started function fails its running cell",
      [`${sleep}void (async () => { await sleep(5); throw new Error('started'); })();\nawait sleep(400);`],
      /^(Error|UnhandledRejection): started\n.*:2:43/s,
    ],
    [
      "a timer's throw fails its running cell",
      [`${sleep}setTimeout(() => { throw new Error('timer'); }, 5);\nawait sleep(400);`],
      /^(Error|UncaughtException): timer\n.*:2:26/s,
    ],
    [
      "a handled rejection is no error",
      [
        "const late = Promise.reject(new Error('handled'));\nlate.catch(() => undefined);\nawait late.catch((e: Error) => e.message)",
      ],
      "'handled'",
    ],
  ]);

  test("of an earlier cell is shown, with its cell, and fails no other", async () => {
    const [, , running] = await run(
      sleep,
      "setTimeout(() => { throw new Error('of the past'); }, 100);",
      "await sleep(400);\n'fine'",
    );
    expect(running?.result).toBe("'fine'");
    expect(shown()).toMatch(/cell\s?\[\d+\].*Error: of the past/s);
  });

  test("while no cell runs is shown, and the kernel continues", async () => {
    await run("void setTimeout(() => { void Promise.reject(new Error('in the pause')); }, 60);");
    await vi.waitFor(() => expect(shown()).toContain("Error: in the pause"), { timeout: 20_000 });
    expect((await run("'goes on'"))[0]?.result).toBe("'goes on'");
  });
});

test("queued cells are aborted after an error, and run where the client allows errors", async () => {
  const queue = async (stopOnError: boolean): Promise<unknown[]> => {
    const { isOpen, release } = gate();
    const wait = `while (!${isOpen}) await new Promise((go) => setTimeout(go, 5));`;
    const sent = [`${wait}\nthrow new Error('first');`, "1", "2"].map((code) =>
      kernel().executeNoWait(code, { stopOnError }),
    );
    await kernel().complete("pro"); // answered during a cell: all that was sent before it has come
    release();
    return (await Promise.all(sent.map(({ done }) => done))).map(({ reply }) => reply["status"]);
  };
  expect(await queue(true)).toEqual(["error", "aborted", "aborted"]);
  expect(await queue(false)).toEqual(["error", "ok", "ok"]);
});

test("a type error of a lib file names the file as the project does, and its line", async () => {
  place().write({ "lib/typed.ts": "export const a = 1;\nexport const b: string = a;\n" });
  const [outcome] = await run("import { b } from '../lib/typed';");
  expect(outcome && errorText(outcome)).toMatch(/lib\/typed\.ts[ :(]2:14/);
});
