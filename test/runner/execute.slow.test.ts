import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../../lib/core";
import { execute } from "../../lib/runner/execute";
import type { Notebook } from "../../lib/runner/inject-parameters";
import { notebook, stream, value, type Output } from "../kernel/headless";
import { descendants, gone } from "../kernel/processes";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "graft-execute-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = { profile: "smoke", data: "phantom", seed: 7 } as const;
const written = (): string[] => readdirSync(join(folder, "out/notebooks"));
const write = (...cells: string[]): void => writeFileSync(join(folder, "cells.ipynb"), notebook(cells));
const outputsOf = (name: string): Output[][] => {
  const { cells } = JSON.parse(readFileSync(join(folder, "out/notebooks", name), "utf8")) as Notebook;
  return cells.map((cell) => cell["outputs"] as []);
};

test("execute() keeps a failed notebook as far as it came, its error in it, and nothing of an earlier run", async () => {
  write("40 + 2", "1;");
  expect((await execute("cells", run, join(folder, "out"), { folder })).ok).toBe(true);
  expect(written()).toEqual(["cells.ipynb"]);
  write("40 + 2", 'throw new RangeError("too much");', "3");
  const { ok, failed } = await execute("cells", run, join(folder, "out"), { folder });
  expect(ok).toBe(false);
  expect(failed).toBe(join(folder, "out/notebooks/cells.failed.ipynb"));
  expect(written()).toEqual(["cells.failed.ipynb"]);
  const [first, second, third] = outputsOf("cells.failed.ipynb");
  expect(value(first)).toBe("42");
  expect(second?.[0]).toMatchObject({ output_type: "error", ename: "RangeError" });
  expect(third).toEqual([]);
});

test("execute() notes the end of the kernel in the failed notebook", async () => {
  write(
    "1",
    'import { exec } from "node:child_process";\nconsole.log("so far");\nsetTimeout(() => exec(`kill -9 ${process.pid}`), 300);\nawait new Promise(() => undefined);',
    "2",
  );
  const { ok } = await execute("cells", run, join(folder, "out"), { folder });
  expect(ok).toBe(false);
  const [first, second, third] = outputsOf("cells.failed.ipynb");
  expect(value(first)).toBe("1");
  expect(stream(second, "stdout")).toBe("so far\n");
  expect(second?.at(-1)).toMatchObject({ output_type: "error", evalue: "Kernel died" });
  expect(third).toEqual([]);
});

test("execute() overrides the parameters cell, with values of the command line too", async () => {
  write("const seed = 1;\nconst size: 4 | 8 = 4;", "[seed, size]");
  const text = readFileSync(join(folder, "cells.ipynb"), "utf8");
  writeFileSync(
    join(folder, "cells.ipynb"),
    text.replace('"metadata":{}', '"metadata":{"tags":["parameters"]}'),
  );
  const { ok } = await execute("cells", run, join(folder, "out"), { folder, values: { size: 8 } });
  expect(ok).toBe(true);
  expect(value(outputsOf("cells.ipynb")[2])).toBe("[ 7, 8 ]");
});

test.each(["SIGKILL", "SIGTERM"] as const)(
  "a runner sent %s leaves no notebook running: the next one must find nobody in its folder",
  async (signal) => {
    const going = join(folder, "going");
    write(
      `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(going)}, "");\nawait new Promise(() => undefined);`,
    );
    const [at, out] = [folder, join(folder, "out")].map((path) => JSON.stringify(path));
    const program = `require("./lib/runner/execute").execute("cells", ${JSON.stringify(run)}, ${out}, { folder: ${at} });`;
    const runner = spawn(process.execPath, ["--import", "tsx", "-e", program], {
      cwd: root(),
      stdio: "ignore",
    });
    await expect.poll(() => existsSync(going), { timeout: 60_000 }).toBe(true);
    const below = descendants(runner.pid ?? 0);
    expect(below.length).toBeGreaterThan(1); // nbconvert and its kernel
    runner.kill(signal);
    expect(await gone([...below, runner.pid ?? 0], 30)).toBe(true); // the runner notes the failure last
    expect(written()).toEqual(["cells.failed.ipynb"]);
  },
);
