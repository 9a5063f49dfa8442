import { Script } from "node:vm";
import { expect, test } from "vitest";
import { fail, InputError } from "../../lib/core";
import { userLine } from "../../lib/compile/compile-error";

function refuse(kind?: typeof RangeError): never {
  return fail("do it", "1", "2", "Give 2.", kind);
}

function stackOf(kind: typeof RangeError | undefined, script: string): string {
  const run = new Script("(f) => { f(); }", { filename: script }).runInThisContext() as (
    f: () => void,
  ) => void;
  try {
    run(() => refuse(kind));
  } catch (error) {
    return (error as Error).stack ?? "";
  }
  return "nothing thrown";
}

test("an error that a cell led to shows its message and the cell's line alone", () => {
  expect(stackOf(RangeError, "cell[3]")).toMatch(
    /^RangeError: Cannot do it: 1, expected 2\. Give 2\.\n    at cell\[3\]:1:\d+$/,
  );
  expect(stackOf(undefined, "cell[3]")).toBe("InputError: Cannot do it: 1, expected 2. Give 2.");
  expect(() => refuse()).toThrow(InputError);
});

test("an error that no cell led to keeps its trace", () => {
  const { stackTraceLimit } = Error;
  expect(stackOf(RangeError, "other.js")).toMatch(/errors\.ts[^]*other\.js/);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test("a step that cannot be compiled is at the cell's line, or else at the first that is not the compiler's", () => {
  const lines = ["Error: x", "at refuse (lib/compile/compile-error.ts:14:5)", "at step (/a/b/train.ts:2:3)"];
  const at = (...more: string[]) =>
    userLine(Object.assign(new Error(), { stack: [...lines, ...more].join("\n    ") }));
  expect(at()).toBe("step (train.ts:2:3)");
  expect(at("at step (cell[4]:2:3)")).toBe("step (cell[4]:2:3)");
});
