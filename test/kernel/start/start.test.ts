import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { root } from "../../../lib/core";
import { kernelArgv } from "../../../lib/setup/kernel";
import { startKernel, stopKernels } from "../client";
import { written } from "../interrupting";

afterEach(stopKernels);

const argv = kernelArgv(process.execPath);
const timeout = 60_000;

describe("the kernel starts", { timeout }, () => {
  const folder = mkdtempSync(join(tmpdir(), "graft-blob-"));
  const blob = join(folder, `kernel-${process.version}.blob`);
  const elsewhere = argv.map((part) => (part.endsWith(".cache/kernel") ? folder : part));
  const answers = async (options: Parameters<typeof startKernel>[0]): Promise<string | undefined> => {
    const kernel = await startKernel(options);
    const { result } = await kernel.execute("1 + 1");
    expect(await kernel.shutdown()).toEqual({ code: 0, signal: null });
    expect(kernel.launched.said()).toBe("");
    return result;
  };

  test("with V8 options in NODE_OPTIONS, which no snapshot bears", async () => {
    expect(await answers({ argv, env: { NODE_OPTIONS: "--max-old-space-size=2000" } })).toBe("2");
  });

  test("with a snapshot that was changed after it was tried", async () => {
    writeFileSync(`${blob}.whole`, "");
    utimesSync(`${blob}.whole`, 1, 1);
    writeFileSync(blob, "no snapshot");
    expect(await answers({ argv: elsewhere })).toBe("2");
    rmSync(folder, { recursive: true });
  });
});

test("without a connection file the kernel says what it needs in one line, with exit code 1", () => {
  const start = join(root(), "lib/kernel/start.cjs");
  const { status, stderr } = spawnSync(process.execPath, [start, "/nowhere.json"], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^Cannot start the kernel: "\/nowhere\.json" cannot be read, expected .* VS Code\.\n$/,
  );
});

test("a port that is taken is told, with exit code 1", { timeout }, async () => {
  const { launched } = await startKernel({ argv });
  const [program = "", ...args] = argv.map((part) =>
    part.replace("{connection_file}", launched.connectionFile),
  );
  const second = spawn(program, args);
  let said = "";
  second.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise((done) => second.once("exit", done));
  expect(code).toBe(1);
  expect(said).toMatch(/^Cannot start the kernel: .*in use/);
});

test("a loop in a package does not hold up a shutdown", { timeout }, async () => {
  const kernel = await startKernel({ argv });
  const { id } = kernel.executeNoWait('await null;\nconsole.log("going");\nnew Function("for (;;);")();');
  await written(kernel, id, "going");
  expect(await kernel.shutdown(false, 20)).toEqual({ code: 0, signal: null });
});
