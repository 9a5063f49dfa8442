import { describe, expect, test } from "vitest";
import { gate, interruptBench, pause } from "../interrupting";
import { descendants, gone } from "../processes";

const first =
  "const going = () => console.log('going');\nconst sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));\nlet ticks = 0;";
const { kernel, run, stop } = interruptBench({}, first);

/** Work that a cell did after its interrupt, by its output. */
const cleanUps: readonly (readonly [sentence: string, code: string, wrote: string])[] = [
  [
    "a finally block that awaits after a wait that never settles",
    "try { going(); await sleep(1e7); } finally { console.log('saving'); await sleep(10); console.log('saved'); }",
    "going\nsaving\nsaved\n",
  ],
  [
    "a catch block that saves, and nothing behind it",
    "try { going(); await sleep(1e7); } catch (e) { await sleep(10); console.log((e as Error).name); }\nconsole.log('behind');",
    "going\nKeyboardInterrupt\n",
  ],
  [
    "the disposal of what was used while it waited",
    "using used = { [Symbol.dispose]() { console.log('disposed'); } };\ngoing(); void used; await sleep(1e7);",
    "going\ndisposed\n",
  ],
  [
    "an asynchronous disposal",
    "await using held = { async [Symbol.asyncDispose]() { await sleep(5); console.log('disposed'); } };\ngoing(); void held; await sleep(1e7);",
    "going\ndisposed\n",
  ],
];

describe("an interrupted cell does", () => {
  test.each(cleanUps)("%s", async (_sentence, code, wrote) => {
    const stopped = await stop(code);
    expect(stopped.error?.ename).toBe("KeyboardInterrupt");
    expect(stopped.text("stdout")).toBe(wrote);
  });
});

const programs = "import { execSync, spawnSync } from 'node:child_process';\ngoing();\n";

describe("an interrupt ends a cell in a step that has no checks, and the next one runs:", () => {
  test.each([
    ["a program that it waits for", `${programs}execSync('sleep 60');`],
    ["a program that started another", `${programs}execSync('sleep 60; echo no', { stdio: 'inherit' });`],
    ["a program whose end it looks at", `${programs}spawnSync('sleep', ['60']);`],
    [
      "programs one after the other",
      `${programs}for (;;) { try { execSync('sleep 0.05'); } catch { ticks++; } }`,
    ],
    ["a wait of the thread", "going();\nAtomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);"],
  ])("%s", async (_sentence, code) => {
    const stopped = await stop(code);
    expect(stopped.error?.ename).toBe("KeyboardInterrupt");
    expect((await run("'next'")).result).toBe("'next'");
  });
});

const endless: readonly (readonly [sentence: string, code: string])[] = [
  [
    "recursion without a loop",
    "going();\nfunction fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(70)",
  ],
  [
    "a chain of promises without an await",
    "const again = (): Promise<void> => Promise.resolve().then(again);\ngoing(); await again()",
  ],
  [
    "a chain of microtasks",
    "const soon = (): void => queueMicrotask(soon);\ngoing(); soon(); await sleep(1e7)",
  ],
  [
    "a display method that never settles",
    "going();\n({ [Symbol.for('Jupyter.display')]: () => new Promise<Record<string, string>>(() => undefined) })",
  ],
];

describe("an interrupt ends", () => {
  test.each(endless)("%s", async (_sentence, code) => {
    const stopped = await stop(code, { after: 150 });
    expect(stopped.error?.ename).toBe("KeyboardInterrupt");
    expect((await run("1 + 1")).result).toBe("2");
  });
});

test("a promise that an interrupted cell was making is rejected for the next one", async () => {
  const { isOpen, release } = gate();
  await run(`const opened = (async () => { while (!${isOpen}) await sleep(5); })();`);
  await stop("const made = (async () => { await opened; return 1; })();\ngoing(); await made");
  release();
  expect((await run("await made")).error?.ename).toBe("KeyboardInterrupt");
});

describe("with a cell that is interrupted in a loop ends", () => {
  test("the interval that it has set", async () => {
    await stop("setInterval(() => { ticks++; }, 5);\nawait sleep(50);\ngoing();\nfor (;;);");
    const { result } = await run("ticks");
    await pause(100);
    expect((await run("ticks")).result).toBe(result);
  });

  test("the program that it has started", async () => {
    await stop("import { spawn } from 'node:child_process';\nspawn('sleep', ['300']);\ngoing();\nfor (;;);");
    expect(await gone(descendants(kernel().pid), 20)).toBe(true);
  });
});

test("an interrupt ends the program whose end a cell awaits, with those below it, not a detached one, nor an earlier cell's", async () => {
  const started = async (code: string): Promise<string | undefined> =>
    (await run(`import { exec, spawn } from 'node:child_process';\n${code}.pid`)).result;
  const spared = [
    await started("spawn('sleep', ['300'])"),
    await started("spawn('sleep', ['300'], { detached: true, stdio: 'ignore' })"),
  ].map(Number);
  const cell =
    "import { exec, spawn } from 'node:child_process';\n" +
    "const outlives = spawn('sleep', ['300'], { detached: true });\n" +
    "const child = exec('sleep 300; sleep 301');\ngoing(); await new Promise((done) => child.on('exit', done));";
  const stopped = await stop(cell, { after: 200 });
  expect(stopped.error?.ename).toBe("KeyboardInterrupt");
  const ended = Number((await run("child.pid")).result);
  spared.push(Number((await run("outlives.pid")).result));
  expect(await gone([ended], 20)).toBe(true);
  const left = descendants(kernel().pid);
  expect(left.toSorted()).toEqual(spared.toSorted());
  expect(await gone(left, 0.1)).toBe(false);
  for (const pid of left) process.kill(pid);
});

test("an interrupt of a cell that stands still for a program ends that one and the cell's own, not an earlier cell's, nor a detached one", async () => {
  const earlier = await run(
    "import { spawn } from 'node:child_process';\nconst left = spawn('sh', ['-c', 'sleep 300; sleep 301']);\nleft.pid",
  );
  const stopped = await stop(
    "import { execSync, spawn } from 'node:child_process';\n" +
      "const own = spawn('sleep', ['300']);\nconst apart = spawn('sleep', ['300'], { detached: true });\n" +
      "going(); execSync('sleep 60; echo no');",
    { after: 200 },
  );
  expect(stopped.error?.ename).toBe("KeyboardInterrupt");
  const pidOf = async (name: string): Promise<number> => Number((await run(`${name}.pid`)).result);
  expect(await gone([await pidOf("own")], 20)).toBe(true);
  const [left, apart] = [Number(earlier.result), await pidOf("apart")];
  const going = descendants(kernel().pid);
  expect(going).toHaveLength(3); // the earlier one has started another
  expect(going).toEqual(expect.arrayContaining([left, apart]));
  expect(await gone(going, 0.1)).toBe(false);
  for (const pid of going) process.kill(pid);
});
