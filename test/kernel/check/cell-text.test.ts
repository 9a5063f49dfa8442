import { expect, test } from "vitest";
import { blankExports } from "../../../lib/kernel/check/cell-text";

test("withoutExports() blanks what marks a module's declarations, positions stay", () => {
  const code = "export const a = 1;\nexport default function f() {}\nexport { a };";
  expect(blankExports(code)).toBe("       const a = 1;\n               function f() {}\nexport { a };");
});
