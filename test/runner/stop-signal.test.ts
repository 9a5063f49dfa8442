import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { root } from "../../lib/core";

// A command of its own: the signals are for the whole process.
const program = [
  "const { stopSignal } = require('./lib/runner/stop-signal');",
  "const stop = stopSignal();",
  "const working = setInterval(() => undefined, 1000);",
  "stop.addEventListener('abort', () => { console.log('kept');",
  "  if (!process.argv.includes('busy')) setTimeout(() => clearInterval(working), 300); });",
  "console.log('begun');",
].join("\n");

async function start(...args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "-e", program, ...args], {
    cwd: root(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const says = async (): Promise<string> => String((await once(child.stdout, "data"))[0]).trim();
  expect(await says()).toBe("begun");
  return { child, ended, says };
}

test("one press of Ctrl-C that comes three times stops once, and what was running may be kept", async () => {
  const { child, ended, says } = await start();
  child.kill("SIGINT");
  expect(await says()).toBe("kept");
  child.kill("SIGINT");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

test("a second press, later, ends at once", async () => {
  const { child, ended, says } = await start("busy");
  child.kill("SIGINT");
  expect(await says()).toBe("kept");
  await new Promise((done) => setTimeout(done, 1100));
  child.kill("SIGINT");
  expect(await ended).toEqual([null, "SIGINT"]);
});
