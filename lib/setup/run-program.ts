import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core/files";

/** The Python of the project's own environment. */
export const pythonPath = (): string => join(root(), ".venv/bin/python");

/** The user's variables that tell pip where its package index is; the rest of PIP_* could send packages elsewhere. */
const pipVariables =
  /^PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|CERT|CLIENT_CERT|PROXY|TRUSTED_HOST|TIMEOUT|DEFAULT_TIMEOUT|RETRIES|CACHE_DIR|NO_CACHE_DIR|CONFIG_FILE|KEYRING_PROVIDER)$/;
const redirectingVariables = /^(PYTHON|PIP_|VIRTUAL_ENV|CONDA_|JUPYTER_|__PYVENV)/;

/** The user's environment without what would make Python, pip or Jupyter look outside the project. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => pipVariables.test(name) || !redirectingVariables.test(name),
  );
  return Object.fromEntries(entries);
}

/** Temporary folder of the set-up's programs, on the project's own disc. */
export const temporaryFolder = (): string => join(root(), ".cache/tmp");

const quietPip = { PIP_USER: "0", PIP_DISABLE_PIP_VERSION_CHECK: "1" };

/** Runs a program quietly in the project's root. */
export function runProgram(program: string, args: readonly string[]): SpawnSyncReturns<string> {
  mkdirSync(temporaryFolder(), { recursive: true });
  const lock = process.env["GRAFT_LOCK"];
  // the shell's number becomes the program's: it is known to be at work even when this process is killed
  const shell = lock !== undefined && existsSync(lock) ? ': >"$0/$$"; exec "$@"' : 'exec "$@"';
  return spawnSync("/bin/sh", ["-c", shell, lock ?? "", program, ...args], {
    cwd: root(),
    encoding: "utf8",
    // pip asks rustc for its version, whose front end rustup then writes into the home folder
    env: { ...cleanEnvironment(), ...quietPip, TMPDIR: temporaryFolder(), RUSTUP_HOME: temporaryFolder() },
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1e8,
  });
}

/** The last 8 lines of a program's output, for an error message. */
export function lastLines(result: SpawnSyncReturns<string>): string {
  const said = (result.error?.message ?? `${result.stdout}${result.stderr}`).trim();
  if (said === "") return `(nothing; it was stopped by ${result.signal ?? `exit code ${result.status}`})`;
  return said.split("\n").slice(-8).join("\n");
}

/** The cause of a failed download or installation, as far as the program's output shows it. */
export type Cause = "disc" | "rights" | "network" | "hash" | "absent" | "unknown";

const causes: readonly (readonly [Cause, RegExp])[] = [
  ["disc", /No space left|Errno 28|ENOSPC|quota exceeded/i],
  ["rights", /Permission denied|Errno 13|Read-only file system/i],
  ["hash", /DO NOT MATCH THE HASHES/],
  ["network", /Retrying \(|Max retries|Connection|resolve|timed out|unreachable|SSLError|ProxyError/i],
  ["absent", /No matching distribution/],
];

/** Finds the cause of a failure in the program's output. */
export function findCause(result: SpawnSyncReturns<string>): Cause {
  const said = `${result.error?.message ?? ""}${result.stdout}${result.stderr}`;
  return causes.find(([, words]) => words.test(said))?.[0] ?? "unknown";
}

/** The sentence that tells the user what to do or type. */
export function remedyFor(cause: Cause): string {
  const again = "then type the same command again";
  return {
    disc: `The disc is full: free 3 GB in all, ${again}.`,
    rights: `Make ${root()} writable for you, ${again}.`,
    network: `Check that the Python package index can be reached (behind a proxy: set HTTPS_PROXY), ${again}.`,
    hash: `Something between the package index and here changed the file. Look at the proxy or mirror, ${again}.`,
    absent: `Check that pip's index (PIP_INDEX_URL, pip.conf) has it, ${again}.`,
    unknown: `Correct the problem shown below, ${again}.`,
  }[cause];
}
