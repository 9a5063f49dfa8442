import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../lib/runner/commands/study";
import { temporary } from "../../data/made-folder";

test("npm run study refuses a folder in which another process runs a study, and leaves its files", async () => {
  const folder = temporary();
  writeFileSync(join(folder, "lock"), `${process.ppid}\n`);
  await expect(main(["--out", folder])).rejects.toThrow(
    /^Cannot run the study in .*: process \d+ is at work there, expected one command at a time\./,
  );
  expect(existsSync(join(folder, "study.json"))).toBe(false);
  expect(existsSync(join(folder, "lock"))).toBe(true);
});
