import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { root } from "../../lib/core";

test("a command that there is not is refused before anything is set up", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--no-warnings", "--import", "tsx", "lib/runner/cli.ts", "studdy"],
    { cwd: root(), encoding: "utf8" },
  );
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^\nCannot run a command: "studdy", expected setup, start, .*\. Nearest: study\.\n$/,
  );
});
