import { describe, expect, test } from "vitest";
import { bench, errorText } from "../cases";
import { contents, data, publish, show } from "../displays";
import type { Execution } from "../execution";
import { gate, written } from "../interrupting";

const { kernel, run } = bench();

/**
 * Runs a cell that cannot go on until a text of it has come.
 *
 * @param code the cell, given the expression that it has to wait for
 * @returns what had come of it then, and its end
 */
async function whileHeld(
  code: (isOpen: string) => string,
  text: string,
): Promise<{ before: string; outcome: Execution }> {
  const { isOpen, release } = gate();
  const { id, done } = kernel().executeNoWait(code(isOpen), { allowStdin: true, timeout: 60 });
  await written(kernel(), id, text).finally(release);
  const streams = kernel().channels.iopub.filter(
    (m) => m.parent.msg_id === id && m.header.msg_type === "stream",
  );
  return { before: streams.map(({ content }) => content["text"]).join(""), outcome: await done };
}

describe("streams", () => {
  test("loses none of 5,000 lines and keeps their order", async () => {
    const outcome = await kernel().execute("for (let i = 0; i < 5000; i++) console.log(i);");
    expect(outcome.text("stdout")).toBe(Array.from({ length: 5000 }, (_, i) => `${i}\n`).join(""));
  });

  test("keeps the order of 3,000 alternating lines of stdout and stderr", async () => {
    const outcome = await kernel().execute(
      "for (let i = 0; i < 1500; i++) { console.log('o', i); console.error('e', i); }",
    );
    const order = contents(outcome, "stream")
      .map(({ text }) => text)
      .join("");
    expect(order).toBe(Array.from({ length: 1500 }, (_, i) => `o ${i}\ne ${i}\n`).join(""));
    expect(outcome.text("stderr").split("\n")).toHaveLength(1501);
  });

  test("a character whose bytes come in two writes stays whole", async () => {
    const outcome = await kernel().execute(
      "const bytes = Buffer.from('é😀');\nfor (const byte of bytes) process.stdout.write(Uint8Array.of(byte));",
    );
    expect(outcome.text("stdout")).toBe("é😀");
  });

  test("a character split over stdout does not mix with stderr's", async () => {
    const outcome = await kernel().execute(
      "const b = Buffer.from('ü');\nprocess.stdout.write(b.subarray(0, 1));\nprocess.stderr.write('!');\nprocess.stdout.write(b.subarray(1));",
    );
    expect([outcome.text("stdout"), outcome.text("stderr")]).toEqual(["ü", "!"]);
  });

  test("write calls back, takes an encoding and gives true", async () => {
    const outcome = await kernel().execute(
      "let isCalled = false;\nconst given = process.stdout.write('6869', 'hex', () => { isCalled = true; });\nawait new Promise((f) => setTimeout(f, 5));\n[given, isCalled]",
    );
    expect(outcome.text("stdout")).toBe("hi");
    expect(outcome.result).toBe("[ true, true ]");
  });

  test.each([
    [
      "console.info, debug and table",
      "console.info('i');\nconsole.debug('d');\nconsole.table([{ a: 1 }]);",
      "stdout",
      /^i\nd\n[^]*│ a │/,
    ],
    ["console.warn and trace", "console.warn('w');\nconsole.trace('here');", "stderr", /^w\nTrace: here\n/],
    [
      "console.dir and group",
      "console.group('g');\nconsole.dir({ a: { b: { c: { d: 1 } } } }, { depth: null });\nconsole.groupEnd();",
      "stdout",
      /^g\n {2}\{\n? *a: [^]*d: 1/,
    ],
    [
      "console.assert and time",
      "console.assert(1 > 2, 'less');\nconsole.time('t');\nconsole.timeEnd('t');",
      "stderr",
      /^Assertion failed: less\n/,
    ],
    ["format marks", "console.log('%s is %d', 'x', 5, { a: 1 });", "stdout", /^x is 5 \{ a: 1 \}\n$/],
  ] as const)("takes %s", async (_, code, name, wanted) => {
    expect((await kernel().execute(code)).text(name)).toMatch(wanted);
  });

  test("a progress line by \\r comes live, step by step", async () => {
    const { before, outcome } = await whileHeld(
      (isOpen) =>
        `const step = (i: number) => process.stdout.write(\`\\rstep \${i}\`);\nstep(1);\nawait new Promise((f) => setTimeout(f, 150));\nstep(2);\nwhile (!${isOpen}) await new Promise((f) => setTimeout(f, 5));\nfor (let i = 3; i <= 6; i++) step(i);`,
      "\rstep 2",
    );
    expect(before).toBe("\rstep 1\rstep 2");
    expect(outcome.text("stdout")).toBe("\rstep 1\rstep 2\rstep 3\rstep 4\rstep 5\rstep 6");
    expect(contents(outcome, "stream")[0]?.["text"]).toBe("\rstep 1");
  });

  test("a line logged just before a long synchronous step is seen before its end", async () => {
    const { before } = await whileHeld((isOpen) => `console.log('before');\nwhile (!${isOpen});`, "before");
    expect(before).toBe("before\n");
  });

  test("the last of many lines before a long synchronous step is seen before its end", async () => {
    const { before } = await whileHeld(
      (isOpen) => `for (let i = 0; i < 200; i++) console.log(i);\nwhile (!${isOpen});`,
      "199\n",
    );
    expect(before).toBe(Array.from({ length: 200 }, (_, i) => `${i}\n`).join(""));
  });

  test("a line logged during a synchronous step is seen before its end", async () => {
    const { before, outcome } = await whileHeld(
      (isOpen) =>
        `for (let n = 0; n < 3; n++) { const end = Date.now() + 100; while (Date.now() < end); console.log('part', n); if (n === 0) while (!${isOpen}); }`,
      "part 0",
    );
    expect(before).toBe("part 0\n");
    expect(outcome.text("stdout")).toBe("part 0\npart 1\npart 2\n");
  });

  test("what a timer of an ended cell writes is no output of the next cell", async () => {
    const { id, done } = kernel().executeNoWait("setTimeout(() => console.log('late'), 150);", {
      allowStdin: true,
    });
    await done;
    const next = await kernel().execute("await new Promise((f) => setTimeout(f, 300));\n'next'", {
      allowStdin: true,
    });
    const late = kernel().channels.iopub.filter(({ content }) => content["text"] === "late\n");
    expect(next.result).toBe("'next'");
    expect(late.map(({ parent }) => parent.msg_id)).toEqual([id]);
  });

  test("output of a child process started with stdio inherit or by exec comes or is piped", async () => {
    const outcome = await kernel().execute(
      'import { execSync } from "node:child_process";\nexecSync("echo child", { encoding: "utf8" })',
    );
    expect(outcome.result).toBe("'child\\n'");
  });
});

describe("big and odd values", () => {
  test("a huge array, string and object are cut", async () => {
    const outcomes = await run(
      "Array.from({ length: 1e6 }, (_, i) => i)",
      "'x'.repeat(3e7)",
      "Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`k${i}`, i]))",
      "new Map(Array.from({ length: 1e5 }, (_, i) => [i, i]))",
    );
    for (const { result = "" } of outcomes) {
      expect(result.length).toBeGreaterThan(10);
      expect(result.length).toBeLessThan(250_000);
    }
  });

  test("a deep value and a circular one are shown", async () => {
    const [deep, circular] = await run(
      "const root = { a: { b: { c: { d: { e: 1 } } } } };\nroot",
      "const ring: { self?: unknown } = {};\nring.self = ring;\nring",
    );
    expect(deep?.result).toContain("[Object]");
    expect(circular?.result).toBe("<ref *1> { self: [Circular *1] }");
  });

  test("a value whose inspection throws fails the cell, not the kernel", async () => {
    const bad = "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no look'); } })";
    const outcome = await kernel().execute(bad);
    expect(errorText(outcome) + (outcome.result ?? "")).toContain("no look");
    expect((await kernel().execute("1")).result).toBe("1");
  });

  test("an error, a symbol, a function, a date and a revoked proxy as the last expression are shown", async () => {
    const outcomes = await run(
      "new Error('kept')",
      "Symbol('s')",
      "function named() { return 1; }\nnamed",
      "new Date(0)",
      "const { proxy, revoke } = Proxy.revocable({}, {});\nrevoke();\nproxy",
    );
    expect(outcomes.map(errorText)).toEqual(["", "", "", "", ""]);
    expect(outcomes.map(({ result }) => result)).toEqual([
      expect.stringContaining("Error: kept"),
      "Symbol(s)",
      "[Function: named]",
      "1970-01-01T00:00:00.000Z",
      expect.stringContaining("Proxy"),
    ]);
  });

  test("JSON that holds a big integer or undefined is refused or shown, and the kernel lives", async () => {
    await kernel().execute(show("{ 'application/json': { n: 1n } }"));
    await kernel().execute(
      `${publish}publish('display_data', { data: { 'application/json': { n: 1n } }, metadata: {} });`,
    );
    expect((await kernel().execute("'alive'")).result).toBe("'alive'");
  });

  test("an image of 5 MB comes whole", async () => {
    const outcome = await kernel().execute(show("{ 'image/png': 'A'.repeat(5e6) }"));
    expect(String(data(outcome)[0]?.["image/png"])).toHaveLength(5e6);
  });
});

describe("input asked for without a client that could give it", () => {
  test.each([
    ["prompt()", "(globalThis as unknown as { prompt(q: string): string }).prompt('name?')"],
    [
      "readline",
      "import * as readline from 'node:readline/promises';\nconst asker = readline.createInterface({ input: process.stdin, output: process.stdout });\nawait asker.question('name? ')",
    ],
    ["process.stdin", "for await (const line of process.stdin) console.log(line);"],
    [
      "process.stdin's data",
      "await new Promise((done, failed) => process.stdin.on('data', done).on('error', failed));",
    ],
  ])("by %s is a clear error and does not hang", async (_, code) => {
    const outcome = await kernel().execute(code);
    expect(errorText(outcome)).toMatch(/input/i);
  });

  test("leaves the kernel as it was", async () => {
    expect((await kernel().execute("2 + 2")).result).toBe("4");
  });
});
