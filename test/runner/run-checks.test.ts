import { spawn } from "node:child_process";
import { expect, test, vi } from "vitest";
import { root } from "../../lib/core";
import { runChecks, type Check } from "../../lib/runner/run-checks";
import { gone } from "../kernel/processes";

const node = (name: string, code: string, isSingle: boolean): Check => ({
  name,
  program: process.execPath,
  args: ["-e", code],
  isSingle,
});

test("runChecks() runs checks of one processor side by side, shows each one's output under its name, and counts failures", async () => {
  let printed = "";
  const keep = (...texts: unknown[]): boolean => {
    printed += `${texts.join(" ")}\n`;
    return true;
  };
  const spies = [
    vi.spyOn(console, "log").mockImplementation(keep),
    vi.spyOn(process.stdout, "write").mockImplementation(keep as typeof process.stdout.write),
  ];
  const later = "setTimeout(() => console.log('first says this'), 300)";
  const code = await runChecks([
    node("first", later, true),
    node("second", "console.error('second fails'); process.exitCode = 3", true),
    node("third", "", false),
  ]);
  for (const spy of spies) spy.mockRestore();
  expect(code).toBe(1);
  expect(printed).toMatch(
    /== first\nfirst says this[\s\S]*== first: passed[\s\S]*== second\nsecond fails[\s\S]*== second: FAILED[\s\S]*== third\n[\s\S]*== third: passed/,
  );
  expect(printed).toContain("failed: second\n");
  expect(printed).toMatch(/\n2 passed, 1 failed\n$/);
});

test("runChecks() counts a program that cannot be started as failed", async () => {
  const spy = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const missing = { name: "missing", program: "/nowhere/program", args: [], isSingle: true };
  expect(await runChecks([missing])).toBe(1);
  spy.mockRestore();
});

test("runChecks() stops a check and what that has started when this process alone is sent SIGTERM, and begins no further one", async () => {
  const check = [
    "const { spawn } = require('node:child_process');",
    "const below = spawn('sleep', ['300'], { stdio: 'ignore' });",
    "console.log(`pids ${process.pid} ${below.pid}`);",
    "setInterval(() => undefined, 1000);",
  ].join(" ");
  const program = [
    "const { runChecks } = require('./lib/runner/run-checks');",
    `const check = (name, args) => ({ name, program: process.execPath, args });`,
    `void runChecks([check('long', ['-e', ${JSON.stringify(check)}]), check('next', ['-v'])]).then((code) => process.exit(code));`,
  ].join("\n");
  const child = spawn(process.execPath, ["--import", "tsx", "-e", program], {
    cwd: root(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  const ended = new Promise((done) => child.on("close", done));
  const pids = new Promise<number[]>((done) => {
    void ended.then(() => done([]));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const found = /pids (\d+) (\d+)/.exec(printed);
      if (found) done(found.slice(1).map(Number));
    });
  });
  const running = await pids;
  expect(running).toHaveLength(2);
  child.kill("SIGTERM");
  expect(await gone(running, 20)).toBe(true);
  expect(await ended).toBe(1);
  expect(printed).toMatch(/failed: stopped: what follows was not run\n0 passed, 2 failed\n$/);
  expect(printed).not.toContain("== next");
});
