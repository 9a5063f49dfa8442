import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../lib/core";
import { mutations } from "./mutations";

// The tests that plant the faults take minutes; that each can be planted is seen at once.
test.each(mutations.map((m) => [m.name, m] as const))("can be planted: %s", (_, { file, edit }) => {
  const text = readFileSync(join(root(), file), "utf8");
  expect(edit(text)).not.toBe(text);
});
