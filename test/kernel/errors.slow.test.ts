import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../lib/core";
import { execute, failure } from "../../lib/runner/execute";
import { headless, temporary } from "./headless";

const failing = {
  "a throw": ['1;\nthrow new RangeError("thrown");'],
  "a value that is no error, thrown": ['throw "a word";'],
  "an awaited rejection": ['await Promise.reject(new Error("rejected"));'],
  "an unhandled rejection": ['void Promise.reject(new Error("rejected"));'],
  "an unhandled rejection of a timer": [
    'setTimeout(() => void Promise.reject(new TypeError("rejected late")), 1500);',
  ],
  "an unhandled rejection of an earlier cell": [
    'const p = new Promise((_, failed) => setTimeout(() => failed(new Error("of cell one")), 100).unref());',
    "await new Promise((done) => setTimeout(done, 1000));",
  ],
  "an error event without listener": [
    'import { EventEmitter } from "node:events";\nsetImmediate(() => new EventEmitter().emit("error", new Error("emitted")));',
  ],
  "the end of the kernel": ["process.exit(0);"],
};
const said = [
  "thrown",
  "a word",
  "rejected",
  "rejected",
  "rejected late",
  "of cell one",
  "emitted",
  "Kernel died",
];

for (const [i, [what, cells]] of Object.entries(failing).entries())
  test(`${what} ends a headless run, its message on stderr`, async () => {
    const { code, stderr } = await headless(...cells);
    expect(code).not.toBe(0);
    expect(stderr).toContain(said[i]);
  });

test("execute() fails when something goes wrong after the last cell, and keeps the notebook as failed", async () => {
  // an unreferenced timer does not hold the cell up: it fires between the last reply and the kernel's end
  const { folder, name, remove } = temporary([
    'setTimeout(() => { throw new Error("after all"); }, 15).unref();',
  ]);
  const out = mkdtempSync(join(tmpdir(), "graft-out-"));
  try {
    const ended = await execute(name, { profile: "smoke", data: "phantom", seed: 1 }, out, { folder });
    expect(ended.ok).toBe(false);
    expect(failure(ended.said)).toContain("UncaughtException");
    expect(failure(ended.said)).toContain("after all");
    expect(readdirSync(join(out, "notebooks"))).toEqual(["cells.failed.ipynb"]);
  } finally {
    remove();
    rmSync(out, { recursive: true, force: true });
  }
});

test("a type error in an imported file is said of that file, with all its parts", async () => {
  const tests = join(root(), ".cache/tests");
  mkdirSync(tests, { recursive: true });
  const folder = mkdtempSync(join(tests, "wrong-"));
  try {
    const text = "const f = (a: { y?: string }) => a;\n\nexport const g = f({ y: undefined });\n";
    writeFileSync(join(folder, "wrong.ts"), text);
    const { code, stderr } = await headless(`import { g } from "./${relative(root(), folder)}/wrong";\ng`);
    expect(code).not.toBe(0);
    expect(stderr).toContain("wrong.ts 3:20 - Argument of type '{ y: undefined; }'");
    expect(stderr).toContain("Types of property 'y' are incompatible.");
    expect(stderr).not.toMatch(/cell\[1\] \d/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
