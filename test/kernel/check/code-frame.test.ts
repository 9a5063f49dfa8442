import { expect, test } from "vitest";
import { formatCodeFrame } from "../../../lib/kernel/check/code-frame";

test("codeFrame() marks the line and the column", () => {
  expect(formatCodeFrame("one\ntwo\nthree\nfour\nfive", { line: 3, column: 2 })).toBe(
    "  1 | one\n  2 | two\n> 3 | three\n    |  ^\n  4 | four\n  5 | five",
  );
  expect(formatCodeFrame("one", { line: 4, column: 1 })).toBe("");
});
