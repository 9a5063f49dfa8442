import { expect, test } from "vitest";
import { judgeCompleteness } from "../../../lib/kernel/check/completeness";

test.each([
  ["const a = 1", "complete"],
  ["if (a) {", "incomplete"],
  ["`text", "incomplete"],
  ["/* comment", "incomplete"],
  ["const a = ;", "invalid"],
  ["a b c", "invalid"],
])("completeness() of %j is %s", (code, status) => {
  const ofTslab = code.endsWith("{") ? { status: "incomplete", indent: "  " } : { status: "complete" };
  expect(judgeCompleteness(code, ofTslab).status).toBe(status);
});
