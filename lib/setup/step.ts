import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../core/files";
import { InputError } from "../core/errors";

/** The Python of the project's own environment. */
export const python = (): string => join(root(), ".venv/bin/python");

/** Ends the set-up with what was missing and what to type. */
export function stop(what: string, remedy: string): never {
  throw new InputError(`Cannot set the project up: ${what}.\n${remedy}`);
}

/** Runs a program quietly in the project's root. */
export function run(program: string, args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(program, args, {
    cwd: root(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1e8,
  });
}

/** The last lines of what a program said, for an error message. */
export function lastWords(result: SpawnSyncReturns<string>): string {
  return (result.error?.message ?? `${result.stdout}${result.stderr}`)
    .trim()
    .split("\n")
    .slice(-6)
    .join("\n");
}

/** A short hash: the key of a step is what its result depends on. */
export function key(...parts: readonly (string | Uint8Array)[]): string {
  return parts
    .reduce((h, part) => h.update(part), createHash("sha256"))
    .digest("hex")
    .slice(0, 16);
}

/**
 * Does one step of the set-up, unless its stamp file holds the same key. The stamp goes first and comes back last: a
 * killed step is done again, never used half.
 *
 * @param work does the step; a returned sentence says why it is not possible here (no error)
 * @returns undefined when done, else that sentence
 */
export function step(
  label: string,
  stamp: string,
  stepKey: string,
  work: () => string | undefined,
): string | undefined {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === stepKey) return undefined;
  const start = Date.now();
  process.stdout.write(`set-up: ${label} ...`);
  rmSync(stamp, { force: true });
  const impossible = work();
  if (impossible !== undefined) {
    console.log(" not possible here");
    return impossible;
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.part`, stepKey);
  renameSync(`${stamp}.part`, stamp);
  console.log(` done in ${Math.round((Date.now() - start) / 1000)} s`);
  return undefined;
}
