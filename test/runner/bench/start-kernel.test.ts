import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { root } from "../../../lib/core";
import { descendants, gone } from "../../kernel/processes";

/** Runs code with startKernel() in a process of its own, in a group of its own. */
function runApart(code: string): {
  readonly pid: number;
  readonly said: Promise<string>;
  readonly ended: Promise<number | string | null>;
  kill(): void;
} {
  const program = `const { startKernel } = require('./lib/runner/bench/start-kernel');\n(async () => { ${code} })();`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", program], {
    cwd: root(),
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | string | null>((done) =>
    child.on("close", (exit, by) => done(exit ?? by)),
  );
  const said = new Promise<string>((done) => child.stdout.on("data", (data: Buffer) => done(String(data))));
  return { pid: child.pid ?? 0, said, ended, kill: () => void child.kill("SIGTERM") };
}

test("a kernel that cannot be started is told, and ending it ends nobody else", async () => {
  const { said, ended } = runApart(
    "const kernel = await startKernel({ name: 'absent', argv: ['/nowhere/kernel'], seconds: 5 });" +
      "const why = await kernel.execute('1').catch((error) => error.message); await kernel.end(); console.log(why);",
  );
  expect(await ended).toBe(0);
  expect(await said).toMatch(/^Cannot run 1 on absent: its process has ended/);
});

test("a benchmark that is told to end leaves no kernel running, and measures nothing more", async () => {
  const { pid, said, ended, kill } = runApart(
    "const kernel = await startKernel({ name: 'deaf', argv: ['sh', '-c', 'sleep 300; :'] });" +
      "const asked = kernel.execute('1').catch((error) => error.message);" +
      "console.log('asked');" +
      "const why = await asked; process.exitCode = why === 'stopped.' ? 3 : 4; await kernel.end();",
  );
  await said;
  const kernel = descendants(pid);
  kill();
  expect(await ended).toBe(3);
  expect(await gone(kernel, 10)).toBe(true);
});
