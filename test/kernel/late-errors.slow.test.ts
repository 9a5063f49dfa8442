import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
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

test("execute() fails when something goes wrong after the last cell, and leaves no notebook", async () => {
  // an unreferenced timer does not hold the cell up: it fires between the last reply and the kernel's end
  const { folder, name, remove } = temporary([
    'setTimeout(() => { throw new Error("after all"); }, 15).unref();',
  ]);
  const out = mkdtempSync(join(tmpdir(), "graft-out-"));
  try {
    const ended = await execute(name, { profile: "smoke", data: "phantom", seed: 1 }, out, folder);
    expect(ended.ok).toBe(false);
    expect(failure(ended.said)).toContain("UncaughtException");
    expect(failure(ended.said)).toContain("after all");
    expect(readdirSync(join(out, "notebooks"))).toEqual([]);
  } finally {
    remove();
    rmSync(out, { recursive: true, force: true });
  }
});
