import { expect, test } from "vitest";
import { toOffset, toPosition } from "../../../lib/kernel/protocol/handler";

test("a cursor counts code points, JavaScript UTF-16 units", () => {
  expect(toOffset("a😀b", 2)).toBe(3);
  expect(toPosition("a😀b", 3)).toBe(2);
});
