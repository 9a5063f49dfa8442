import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../lib/core";
import { kernelFlags } from "../../../lib/setup/kernel";

test("the snapshot is made with the flags of Node that the kernel is started with: Node refuses it with others", () => {
  const source = readFileSync(join(root(), "lib/kernel/start/build.ts"), "utf8");
  const [, list = ""] = /const flags = \[([^\]]*)\]/.exec(source) ?? [];
  expect([...list.matchAll(/"([^"]+)"/g)].map(([, flag]) => flag)).toEqual(kernelFlags);
});
