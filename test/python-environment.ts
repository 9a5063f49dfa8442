import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/core/files";

/**
 * A Python that has some packages, in .cache/NAME; installed on the first call, then kept. For tests that ask other
 * libraries for the right answer.
 *
 * @param packages as pip names them, with versions
 * @param withoutDependencies packages whose own dependencies are not wanted
 * @returns the interpreter's path
 */
export function pythonEnvironment(
  name: string,
  packages: readonly string[],
  withoutDependencies: readonly string[] = [],
): string {
  const folder = join(root(), ".cache", name);
  const python = join(folder, "bin", "python");
  const stamp = join(folder, "installed.json");
  const wanted = JSON.stringify([...packages, ...withoutDependencies]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  rmSync(folder, { recursive: true, force: true });
  execFileSync("python3", ["-m", "venv", folder], { stdio: "inherit" });
  const install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  execFileSync(python, [...install, ...packages], { stdio: "inherit" });
  if (withoutDependencies.length > 0)
    execFileSync(python, [...install, "--no-deps", ...withoutDependencies], { stdio: "inherit" });
  writeFileSync(stamp, wanted);
  return python;
}
