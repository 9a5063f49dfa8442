import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../lib/core/files";
import { project, type Project } from "./project";

/** A copy of the project whose npm, python3 and g++ are small scripts: nothing is downloaded, every failure can be had. */
export interface LightCopy extends Project {
  /** Runs `npm run setup` as npm would, and waits. `FAIL` in the environment names what is to go wrong. */
  setUp(environment?: NodeJS.ProcessEnv, options?: { node?: readonly string[]; folder?: string }): Ended;
  /** The same in the background. */
  start(environment?: NodeJS.ProcessEnv): Running;
  /** Notes of the scripts so far, line by line. */
  notes(): string[];
}
export interface Ended {
  readonly status: number | null;
  readonly said: string;
}
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

const tools = ["sh", "mkdir", "cp", "cat", "sleep", "ln", "rm", "env", "touch"];

const npm = (modules: string): string[] => [
  'echo "npm begins $*" >>notes',
  'case "$FAIL" in',
  '  npm-tar) echo "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write" >&2;;', // and exits with 0
  '  npm-network) echo "npm error code ENOTFOUND" >&2; echo "npm error network request failed" >&2; exit 1;;',
  '  npm-disc) echo "npm error code ENOSPC" >&2; exit 228;;',
  "esac",
  `rm -rf node_modules; mkdir node_modules; ln -s "${modules}"/* node_modules/`,
  "rm node_modules/@tensorflow; mkdir -p node_modules/@tensorflow/tfjs-node-gpu", // its own: tests delete it
  'sleep "${NPM_SECONDS:-0}"',
  `cp -r "${modules}/@tensorflow/tfjs-node-gpu/binding" "${modules}/@tensorflow/tfjs-node-gpu/package.json" node_modules/@tensorflow/tfjs-node-gpu/`,
  'echo \'{ "packages": { "node_modules/tsx": {}, "node_modules/@tensorflow/tfjs-node-gpu": {} } }\' >node_modules/.package-lock.json',
  'echo "npm ends" >>notes',
];

// the words of the failures are Debian's and pip's own
const python = [
  'last=""; for a in "$@"; do last="$a"; done',
  'case "$FAIL $*" in',
  '  "python-old -c"*) echo 3.9.2; exit 1;;',
  "  *version_info*) echo 3.11.2;;",
  '  "venv "*" venv "*) echo "The virtual environment was not created successfully because ensurepip is not available."; exit 1;;',
  '  *" venv "*) echo venv >>notes; mkdir -p .venv/bin .venv/lib/python3.11/site-packages/jupyterlab; cp "$0" .venv/bin/python;;',
  '  "pip-network "*install*) echo "WARNING: Retrying (Retry(total=4)) after connection broken" >&2; exit 1;;',
  '  "pip-disc "*install*) echo "ERROR: Could not install packages: [Errno 28] No space left on device" >&2; exit 1;;',
  "  *install*) touch .venv/bin/jupyter;;",
  '  "wheel-absent "*download*) echo "ERROR: No matching distribution found for tensorflow-cpu==2.21.0" >&2; exit 1;;',
  '  "wheel-network "*download*) echo "WARNING: Retrying (Retry(total=4)) after connection broken" >&2; exit 1;;',
  '  "wheel-hash "*download*) echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1;;',
  "  *download*) echo download >>notes;;",
  '  *zipfile*) mkdir -p "$last/tensorflow/include"; touch "$last/tensorflow/libtensorflow_cc.so.2";;',
  "esac",
];

/** Makes a light copy; `remove` it after use. */
export function lightCopy(): LightCopy {
  const here = project();
  const modules = join(root(), "node_modules");
  for (const path of [
    "lib/setup",
    "lib/core",
    "lib/engine",
    "lib/runner",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
  ])
    cpSync(join(root(), path), join(here.folder, path), { recursive: true });
  mkdirSync(join(here.folder, "lib/kernel"));
  writeFileSync(join(here.folder, "lib/kernel/start.cjs"), "// the kernel's own start is tried elsewhere\n");
  mkdirSync(join(here.folder, "home"));
  here.script("npm", ...npm(modules));
  here.script("python3", ...python);
  symlinkSync(process.execPath, join(here.folder, "programs/node"));
  for (const tool of tools) symlinkSync(found(tool), join(here.folder, "programs", tool));
  const inside = (environment: NodeJS.ProcessEnv, folder = here.folder) => ({
    cwd: folder,
    env: { PATH: join(folder, "programs"), HOME: join(folder, "home"), ...environment },
    timeout: 60_000,
  });
  const args = ["lib/setup/bootstrap.mjs", "setup"];
  return {
    ...here,
    setUp: (environment = {}, { node = [], folder = here.folder } = {}) => {
      const options = { ...inside(environment, folder), encoding: "utf8" as const };
      const ran = spawnSync(process.execPath, [...node, ...args], options);
      return { status: ran.status, said: ran.stdout + ran.stderr };
    },
    start: (environment = {}) => {
      const child = spawn(process.execPath, args, {
        ...inside(environment),
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += String(text)));
      const ended = new Promise<Ended>((done) => child.on("close", (status) => done({ status, said })));
      return { pid: child.pid ?? 0, ended };
    },
    notes: () => {
      const file = join(here.folder, "notes");
      return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    },
  };
}

function found(tool: string): string {
  return spawnSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).stdout.trim();
}
