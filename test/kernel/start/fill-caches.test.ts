import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../lib/core";

test("--fill keeps what the notebooks import, compiled and checked, for kernels to come", () => {
  const start = join(root(), "lib/kernel/start.cjs");
  const filled = spawnSync(process.execPath, ["--no-warnings", start, "--fill"], { encoding: "utf8" });
  expect(filled.status, filled.stderr).toBe(0);
  const kept = readdirSync(join(root(), ".cache/kernel/modules")).map((name) =>
    readFileSync(join(root(), ".cache/kernel/modules", name), "utf8"),
  );
  for (const name of ["phantomSlice", "duplicates", "openTsneThreads"])
    expect(kept.filter((code) => code.includes(`function ${name}(`)).length, name).toBeGreaterThan(0);
  const checks = readFileSync(join(root(), ".cache/kernel/passed-checks.txt"), "utf8").split("\n");
  expect(checks.length).toBeGreaterThan(100);
}, 60_000);
