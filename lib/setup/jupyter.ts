import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, writeAtomic } from "../core/files";
import { key, lastWords, python, run, step, stop } from "./step";

/** Makes the project's own Python environment with JupyterLab and nbconvert at pinned versions. */
export function jupyter(): void {
  const wanted = join(root(), "lib/setup/requirements.txt");
  step(
    "Python environment with JupyterLab and nbconvert",
    join(root(), ".venv/graft-stamp"),
    key(readFileSync(wanted), root()),
    () => {
      const recent = ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"];
      const found = ["python3", "python3.13", "python3.12", "python3.11"].find(
        (p) => run(p, recent).status === 0,
      );
      if (found === undefined)
        return stop(
          "no Python 3.11 or newer on the PATH",
          "Debian, Ubuntu: sudo apt-get install python3 python3-venv    macOS: brew install python",
        );
      rmSync(join(root(), ".venv"), { recursive: true, force: true });
      const made = run(found, ["-m", "venv", ".venv"]);
      if (made.status !== 0)
        stop(
          `${found} -m venv failed:\n${lastWords(made)}`,
          "Debian, Ubuntu: sudo apt-get install python3-venv",
        );
      const got = run(python(), [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        wanted,
      ]);
      if (got.status !== 0)
        stop(
          `pip install failed:\n${lastWords(got)}`,
          "Check that the Python package index can be reached, then type the same command again.",
        );
      return undefined;
    },
  );
}

/** Writes the kernelspec into the project's environment, where JupyterLab, nbconvert and VS Code find it. */
export function kernelspec(): void {
  const file = join(root(), ".venv/share/jupyter/kernels/graft/kernel.json");
  const spec = {
    argv: [process.execPath, join(root(), "lib/kernel/tskernel.cjs"), "{connection_file}"],
    display_name: "TypeScript (graft)",
    language: "typescript",
    interrupt_mode: "message",
    env: { TF_ENABLE_ONEDNN_OPTS: "1", TF_CPP_MIN_LOG_LEVEL: "2" },
  };
  const text = JSON.stringify(spec, null, 2) + "\n";
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeAtomic(file, text);
}

/** Environment of Jupyter's programs: what they write stays inside the project, nothing of the user's is read. */
export function jupyterEnvironment(): NodeJS.ProcessEnv {
  const own = (name: string): string => join(root(), ".cache/jupyter", name);
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: own("config"),
    JUPYTER_DATA_DIR: own("data"),
    JUPYTER_RUNTIME_DIR: own("runtime"),
    IPYTHONDIR: own("ipython"),
    JUPYTER_PLATFORM_DIRS: "1",
    JUPYTERLAB_SETTINGS_DIR: own("settings"),
    JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
    PYDEVD_DISABLE_FILE_VALIDATION: "1",
    PYTHONWARNINGS: "ignore",
  };
}

/** A program of the project's Python environment. */
export const program = (name: string): string => join(root(), ".venv/bin", name);
