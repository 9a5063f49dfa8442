import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../core/files";
import { cleanEnvironment, runProgram } from "./run-program";
import { stepKey, doStep, type Step } from "./step";

const start = (): string => join(root(), "lib/kernel/start.cjs");
const cache = ".cache/kernel";
const blob = `${cache}/kernel-${process.version}.blob`;

/** The step that compiles the kernel and makes its start-up snapshot, which saves a second per start. */
export function kernelStep(): Step {
  const sources = readdirSync(join(root(), "lib/kernel"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|cjs)$/.test(name))
    .sort()
    .map((name) => `lib/kernel/${name}`);
  const typescript = createRequire(join(root(), "package.json")).resolve("typescript/package.json");
  const parts = [...sources, "tsconfig.json"].map((name) => readFileSync(join(root(), name)));
  return {
    label:
      "TypeScript kernel with its start-up snapshot (20 MB, 5 s), lib compiled for it beside what follows",
    stamp: `${cache}/graft-stamp`,
    key: stepKey(...parts, readFileSync(typescript), process.version, root()),
    megabytes: 150,
    made: () => [blob, `${blob}.whole`].filter((file) => existsSync(join(root(), file))),
    work: () => {
      const built = runProgram(process.execPath, [start(), "--snapshot"]);
      if (built.status !== 0) console.log(" without a snapshot (the kernel starts all the same) ...");
      fillCaches();
      return undefined;
    },
  };
}

/** Compiles the kernel and makes its start-up snapshot. */
export function buildKernel(): void {
  doStep(kernelStep());
}

/**
 * Compiles and checks what the notebooks import, in a process beside the rest of the set-up: the first notebook then need
 * not. It is only a cache: a failure is said and changes nothing, and what is not ready in time the notebook does.
 */
function fillCaches(): void {
  const say = (error: Error | null, said: string): void => {
    if (!error) return;
    const why = said.trim().split("\n").at(-1) ?? "";
    console.log(`set-up: lib is not compiled ahead, the first notebook will do it: ${why || error.message}`);
  };
  const options = { cwd: root(), env: cleanEnvironment() };
  const args = ["--no-warnings", start(), "--fill"];
  const child = execFile(process.execPath, args, options, (error, _, said) => say(error, said));
  process.once("exit", () => child.kill()); // no work is left behind
}

/** Flags of the kernel's Node. lib/kernel/start/build.ts, which imports nothing from outside, has the same: a test holds that. */
export const kernelFlags = [
  "--no-warnings",
  "--max-semi-space-size=4",
  "--heap-growing-percent=30",
  "--max-optimized-bytecode-size=40000",
] as const;

/**
 * The snapshot is used only where it cannot keep the kernel from starting: by the same Node, without options of the
 * user's (V8's must be those of the snapshot), and unchanged since it was tried.
 */
const shellLine =
  'n=$1 b=$0/kernel-$("$1" -v).blob; shift; ' +
  '[ -z "$NODE_OPTIONS" ] && [ -s "$b" ] && [ -f "$b.whole" ] && ! [ "$b" -nt "$b.whole" ] && ' +
  `exec "$n" ${kernelFlags.join(" ")} --snapshot-blob "$b" "$@"; ` +
  'exec "$n" --no-warnings "$@"';

/**
 * The command line that starts the kernel, as a kernelspec has it.
 *
 * @param node the Node that runs it
 */
export function kernelArgv(node: string, platform = process.platform): readonly string[] {
  const own = [node, start(), "{connection_file}"];
  return platform === "win32" ? own : ["sh", "-c", shellLine, join(root(), cache), ...own];
}
