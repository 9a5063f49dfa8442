import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../lib/core";

/**
 * `npm run notebooks -- ARGUMENTS` into a fresh folder of outputs/.
 * @returns the folder
 * @throws Error with everything it printed when it does not exit with 0
 */
export function runNotebooks(name: string, ...args: readonly string[]): Promise<string> {
  const out = join(root(), "outputs", name);
  rmSync(out, { recursive: true, force: true });
  const program = ["lib/setup/bootstrap.mjs", "notebooks", ...args, "--out", out];
  return new Promise((done, failed) => {
    execFile(process.execPath, program, { cwd: root(), maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error === null) done(out);
      else failed(new Error(`npm run notebooks -- ${args.join(" ")} failed:\n${stdout}${stderr}`));
    });
  });
}
