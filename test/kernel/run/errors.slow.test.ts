import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../lib/core";
import { execute, failingCell } from "../../../lib/runner/execute";
import { headless, stream, temporary, value } from "../headless";

const failing: readonly (readonly [what: string, cell: string, said: string])[] = [
  ["a throw", '1;\nthrow new RangeError("thrown");', "thrown"],
  ["a value that is no error, thrown", 'throw "a word";', "a word"],
  ["an awaited rejection", 'await Promise.reject(new Error("rejected"));', "rejected"],
  ["an unhandled rejection", 'void Promise.reject(new Error("rejected"));', "rejected"],
  [
    "an unhandled rejection of a timer",
    'setTimeout(() => void Promise.reject(new TypeError("rejected late")), 1500);',
    "rejected late",
  ],
  [
    "an error event without listener",
    'import { EventEmitter } from "node:events";\nsetImmediate(() => new EventEmitter().emit("error", new Error("emitted")));',
    "emitted",
  ],
  ["the end of the kernel", "process.exit(0);", "Cannot end the kernel from a cell"],
];

test.each(failing)("%s ends a headless run, its message on stderr", async (_what, cell, said) => {
  const { code, stderr } = await headless(cell);
  expect(code).not.toBe(0);
  expect(stderr).toContain(said);
});

const ofCellOne = [
  'let isNext = false;\nconst timer = setInterval(() => { if (!isNext) return; clearInterval(timer); void Promise.reject(new Error("of cell one")); }, 5).unref();',
  "isNext = true;\nawait new Promise((done) => setTimeout(done, 1000));",
];

test("what an earlier cell throws late is shown in the running one, and fails it not", async () => {
  const { code, outputs } = await headless(...ofCellOne);
  expect(code).toBe(0);
  expect(stream(outputs[1], "stderr")).toMatch(/^UnhandledRejection \(from cell \[1\]\): Error: of cell one/);
});

test("a cell waits for its timers, not for its intervals and servers", async () => {
  const { code, outputs } = await headless(
    'import { createServer } from "node:http";\nsetInterval(() => undefined, 50);\ncreateServer().listen(0);',
    'let isOver = false;\nsetTimeout(() => { isOver = true; console.log("waited for"); }, 300);',
    "isOver",
  );
  expect(code).toBe(0);
  expect(stream(outputs[1], "stdout")).toBe("waited for\n");
  expect(value(outputs[2])).toBe("true");
});

// an unreferenced timer does not hold the cell up: it fires between the last reply and the kernel's end
test.each([
  ["an earlier cell", ofCellOne, "of cell one"],
  ["the last cell", ['setTimeout(() => { throw new Error("after all"); }, 2).unref();'], "after all"],
])(
  "execute() fails when %s throws late, and keeps the notebook as failed",
  async (_which, cells, message) => {
    const { folder, name, remove } = temporary(cells);
    const out = mkdtempSync(join(tmpdir(), "graft-out-"));
    try {
      const ended = await execute(name, { profile: "smoke", data: "phantom", seed: 1 }, out, { folder });
      expect(ended.ok).toBe(false);
      expect(failingCell(ended.output)).toMatch(/UncaughtException|UnhandledRejection/);
      expect(failingCell(ended.output)).toContain(message);
      expect(readdirSync(join(out, "notebooks"))).toEqual(["cells.failed.ipynb"]);
    } finally {
      remove();
      rmSync(out, { recursive: true, force: true });
    }
  },
);

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
