import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, root } from "../../core";

/** `npm run golden`: copies what the tests need of the reference values into test/golden, with their origin. */
export function main(): Promise<number> {
  if (!existsSync(join(root(), "../shared/golden")))
    fail(
      "copy the reference values",
      "no folder ../shared/golden",
      "the reference values beside the project",
      "The copies in test/golden are all that the tests need.",
    );
  const copied = spawnSync(process.execPath, ["test/golden/copy.mjs"], { cwd: root(), stdio: "inherit" });
  return Promise.resolve(copied.status ?? 1);
}
