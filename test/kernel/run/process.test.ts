import { describe, expect, test } from "vitest";
import { errorText } from "../cases";
import { startKernel } from "../client";
import { pause, written } from "../interrupting";
import { kernelspec } from "../launch";
import { descendants, endAfterwards, gone, started } from "../processes";
import { workspace } from "../workspace";

endAfterwards();
const limit = 20; // seconds, for a busy machine: a kernel that hangs never ends

describe("shutdown ends the process with exit code 0", () => {
  test.each([
    ["when idle", ""],
    ["with an open interval and a timer", "setInterval(() => {}, 10);\nsetTimeout(() => {}, 1e6);\n1"],
    [
      "with an open server and socket",
      "import { createServer } from 'node:net';\nconst server = createServer().listen(0);\n1",
    ],
  ])("%s", async (_, code) => {
    const kernel = await started();
    await kernel.execute(code, { allowStdin: true });
    expect(await kernel.shutdown(false, limit)).toEqual({ code: 0, signal: null });
    expect(kernel.launched.said()).not.toMatch(/terminate called|Napi::Error/);
  });

  test.each([
    ["a synchronous loop", "for (;;);"],
    ["an await that never settles", "await new Promise(() => {});"],
  ])("during %s", async (_, code) => {
    const kernel = await started();
    const { id } = kernel.executeNoWait(`console.log("going");\n${code}`, { allowStdin: true });
    await written(kernel, id, "going");
    const { code: exit, signal } = await kernel.shutdown(false, limit);
    expect([exit, signal]).toEqual([0, null]);
  });
});

test("shutdown ends the program that a cell waits for, and then the kernel by itself", async () => {
  const kernel = await started();
  const cell =
    "import { execSync } from 'node:child_process';\nconsole.log('going');\nexecSync('sleep 300; :');";
  await written(kernel, kernel.executeNoWait(cell, { allowStdin: true }).id, "going");
  await pause(300);
  const programs = descendants(kernel.pid);
  expect(programs).not.toEqual([]);
  expect(await kernel.shutdown(true, limit)).toEqual({ code: 0, signal: null });
  expect(await gone(programs, limit)).toBe(true);
});

test("shutdown is answered, with restart as it was asked", async () => {
  const kernel = await started();
  const id = kernel.channels.send("control", "shutdown_request", { restart: true });
  expect((await kernel.channels.reply(id, limit)).content).toMatchObject({ status: "ok", restart: true });
  expect((await kernel.ended(limit)).code).toBe(0);
});

test("SIGKILL leaves no process of the kernel's own behind", async () => {
  const kernel = await started();
  await kernel.execute("let x = 1;");
  const children = descendants(kernel.pid);
  kernel.kill("SIGKILL");
  await kernel.ended(limit);
  expect(await gone([kernel.pid, ...children], limit)).toBe(true);
});

test("the kernel ends when its parent dies, also during a synchronous loop", async () => {
  const place = workspace();
  const argv = ["sh", "-c", '"$@" & wait', "sh", ...kernelspec().argv]; // the shell is the kernel's parent
  const kernels = await Promise.all([0, 1].map(() => startKernel({ cwd: place.notebooks, argv })));
  const [, looping] = kernels;
  if (looping) await written(looping, looping.executeNoWait("console.log('going');\nfor (;;);").id, "going");
  const below = kernels.flatMap(({ pid }) => descendants(pid));
  for (const kernel of kernels) kernel.kill("SIGKILL");
  expect(await gone(below, limit)).toBe(true);
  expect(kernels.map(({ launched }) => launched.said()).join("")).not.toContain("terminate called");
  place.remove();
}, 40_000);

describe("in a running kernel", () => {
  test.each([
    ["process.exit()", "process.exit()"],
    ["process.exit(3)", "process.exit(3);"],
    [
      "process.exit in a timer",
      "setTimeout(() => process.exit(1), 20);\nawait new Promise((f) => setTimeout(f, 100));",
    ],
    ["process.exit in a function of lib", "import { leave } from '../lib/shared';\nleave();"],
    ["process.exit caught", "try { process.exit(2); } catch (e) { console.error(String(e)); throw e; }"],
  ])("%s in a cell is refused with an error, or reported", async (_, code) => {
    const kernel = await started();
    const outcome = await kernel.execute(code, { allowStdin: true });
    expect(errorText(outcome) + outcome.text("stderr")).toMatch(/exit/i);
    expect((await kernel.execute("'alive'")).result).toBe("'alive'");
  });

  test("process.exitCode, an uncaught error and a rejection of a cell leave it alive", async () => {
    const kernel = await started();
    await kernel.execute(
      "process.exitCode = 7;\nsetTimeout(() => { throw new Error('late'); }, 10);\nvoid Promise.reject(new Error('later'));",
      { allowStdin: true },
    );
    await pause(100);
    expect((await kernel.execute("'alive'")).result).toBe("'alive'");
    expect((await kernel.shutdown(false, limit)).code).toBe(0);
  });

  test("process.chdir in a cell does not lose the imports beside the notebook", async () => {
    const kernel = await started();
    await kernel.execute("process.chdir('/')");
    expect((await kernel.execute('import { shared } from "../lib/shared";\nshared')).result).toBe("1");
  });
});

test("two kernels at once know nothing of each other", async () => {
  const [one, two] = await Promise.all([started(), started()]);
  await Promise.all([
    one.execute("let mine = 'one'; (globalThis as Record<string, unknown>)['mark'] = 1;"),
    two.execute("let mine = 'two';"),
  ]);
  const [first, second, mark] = await Promise.all([
    one.execute("mine"),
    two.execute("mine"),
    two.execute("'mark' in globalThis"),
  ]);
  expect([first.result, second.result, mark.result]).toEqual(["'one'", "'two'", "false"]);
  await one.shutdown(false, limit);
  expect((await two.execute("mine")).result).toBe("'two'");
});
