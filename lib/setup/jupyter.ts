import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../core/errors";
import { root, writeAtomic } from "../core/files";
import { kernelArgv } from "./kernel";
import { findCause, cleanEnvironment, lastLines, pythonPath, remedyFor, runProgram } from "./run-program";
import { stepKey, doStep, type Step } from "./step";

const pythons = ["python3", "python3.14", "python3.13", "python3.12", "python3.11"];
const debian =
  "Debian, Ubuntu: type  sudo apt-get install python3 python3-venv    macOS: type  brew install python";

/** The packages of the project's Python environment, at pinned versions. */
export const requirementsPath = (): string => join(root(), "lib/setup/requirements.txt");

/** The step that makes the project's own Python environment. */
export function jupyterStep(): Step {
  const requirements = requirementsPath();
  return {
    label: "Python environment with JupyterLab and nbconvert (240 MB, half a minute)",
    stamp: ".venv/graft-stamp",
    key: stepKey(readFileSync(requirements), root()), // its scripts name the folder: a moved project makes it anew
    megabytes: 400,
    made: () =>
      [
        ".venv/bin",
        ...readdirSync(join(root(), ".venv/lib")).map((p) => `.venv/lib/${p}/site-packages`),
      ].flatMap(listEntries),
    work: () => {
      const found = findPython();
      rmSync(join(root(), ".venv"), { recursive: true, force: true });
      makeVenv(found);
      installRequirements(requirements);
      return undefined;
    },
  };
}

const listEntries = (folder: string): string[] =>
  readdirSync(join(root(), folder))
    .filter((name) => !/^(__pycache__$|pip|setuptools)/.test(name)) // a newer pip is no reason to begin again
    .map((name) => `${folder}/${name}`);

/** Makes the project's own Python environment with JupyterLab and nbconvert at pinned versions. */
export function installJupyter(): void {
  doStep(jupyterStep());
}

function findPython(): string {
  const recent = ["-c", "import sys; print(sys.version.split()[0]); sys.exit(sys.version_info < (3, 11))"];
  const tried = pythons.map((name) => ({ name, ...runProgram(name, recent) }));
  const good = tried.find((p) => p.status === 0);
  if (good) return good.name;
  const old = tried.filter((p) => p.stdout.trim() !== "").map((p) => `${p.name} is ${p.stdout.trim()}`);
  return fail(
    "set the project up",
    old.length > 0 ? old.join(", ") : "no python3 on the PATH",
    "Python 3.11 or newer",
    debian,
  );
}

function makeVenv(found: string): void {
  const made = runProgram(found, ["-m", "venv", ".venv"]);
  if (made.status === 0) return;
  const said = lastLines(made);
  const why = findCause(made);
  fail(
    "set the project up",
    `${found} -m venv failed`,
    "it to make .venv",
    `${why === "unknown" && /ensurepip|No module named|python3-venv/.test(said) ? debian : remedyFor(why)}\n${said}`,
  );
}

/**
 * Installs packages into the project's Python environment.
 * @param options further ones of `pip install`
 * @throws InputError with what pip said
 */
export function installRequirements(requirements: string, options: readonly string[] = []): void {
  const got = runProgram(pythonPath(), ["-m", "pip", "install", "--quiet", "-r", requirements, ...options]);
  if (got.status !== 0)
    fail(
      "set the project up",
      "pip install failed",
      `the packages of ${requirements}`,
      `${remedyFor(findCause(got))}\n${lastLines(got)}`,
    );
}

/** Writes the kernelspec into the project's environment, where JupyterLab, nbconvert and VS Code find it. */
export function writeKernelspec(): void {
  const file = join(root(), ".venv/share/jupyter/kernels/graft/kernel.json");
  const text = JSON.stringify(kernelspec(process.execPath), null, 2) + "\n";
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  writeAtomic(file, text);
  console.log(`set-up: kernel "TypeScript (graft)" for JupyterLab and VS Code ... done`);
}

/**
 * For glibc: one heap for all threads, from which freed blocks are given back, and huge pages where the system grants them
 * on request. By default it keeps ever larger blocks, one heap per thread, and a network's first weights stay beside those
 * in the graph. Measured on the paper's GAN: 757 MiB instead of 778, and 0.95 of the time per step.
 */
export const allocatorVariables = {
  MALLOC_ARENA_MAX: "1",
  MALLOC_MMAP_THRESHOLD_: String(9 * 2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(32 * 2 ** 20),
  GLIBC_TUNABLES: "glibc.malloc.hugetlb=1",
};

/** The kernelspec that starts the project's kernel on one Node. */
export function kernelspec(node: string): Readonly<Record<string, unknown>> {
  return {
    argv: kernelArgv(node),
    display_name: "TypeScript (graft)",
    language: "typescript",
    interrupt_mode: "message",
    env: { TF_ENABLE_ONEDNN_OPTS: "1", TF_CPP_MIN_LOG_LEVEL: "2", ...allocatorVariables },
  };
}

/** Environment of Jupyter's programs: they write inside the project and read no configuration of the user's. */
export function jupyterEnvironment(): NodeJS.ProcessEnv {
  const own = (name: string): string => join(root(), ".cache/jupyter", name);
  return {
    ...cleanEnvironment(),
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
export const venvProgram = (name: string): string => join(root(), ".venv/bin", name);
