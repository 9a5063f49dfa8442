import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../lib/core/files";

const packages = ["keras==3.15.1", "tensorflow-cpu==2.21.0"];
/** Without its dependencies: it asks for the `tensorflow` package, a second copy of tensorflow-cpu. */
const withoutDependencies = ["tf_keras==2.21.0"];

/** A Python that has Keras 3 and Keras 2, in .cache/keras; installed on the first call (some 600 MB), then kept. */
export function kerasPython(): string {
  const folder = join(root(), ".cache", "keras");
  const python = join(folder, "bin", "python");
  const stamp = join(folder, "installed.json");
  const wanted = JSON.stringify([...packages, ...withoutDependencies]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  rmSync(folder, { recursive: true, force: true });
  execFileSync("python3", ["-m", "venv", folder], { stdio: "inherit" });
  const install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  execFileSync(python, [...install, ...packages], { stdio: "inherit" });
  execFileSync(python, [...install, "--no-deps", ...withoutDependencies], { stdio: "inherit" });
  writeFileSync(stamp, wanted);
  return python;
}
