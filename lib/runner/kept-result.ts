import { existsSync } from "node:fs";
import { displayPath, readJson, writeJson } from "../core";

interface Kept<T> {
  readonly result: T;
  readonly key: string;
}

/**
 * The result of long work that lies in a file.
 * @param key hash of all that the result depends on
 * @returns undefined where there is none, or where it has another key or none: a line then says that it is done again
 */
export function readKeptResult<T>(file: string, key: string): T | undefined {
  if (!existsSync(file)) return undefined;
  const kept = readJson<Partial<Kept<T>>>(file, "Delete it and type the same command again.");
  if (kept.key === key) return kept.result;
  console.error(`  ${displayPath(file)} is of other images, settings, seed or code: it is done again`);
  return undefined;
}

/** Writes a result with its key. */
export function keepResult<T>(file: string, key: string, result: T): void {
  writeJson(file, { result, key } satisfies Kept<T>);
}
