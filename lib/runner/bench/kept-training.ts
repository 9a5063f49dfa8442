import { existsSync } from "node:fs";
import { displayPath, readJson, sha256, writeJson, type Run } from "../../core";
import type { Dataset } from "../../data";
import { trialVersion } from "../../study/trial";

/** Hash of what a training's result depends on, the trials' version with it: an equal key means an equal result. */
export function trainingKey(
  { fingerprint }: Pick<Dataset, "fingerprint">,
  { settings, seed }: Pick<Run, "settings" | "seed">,
): string {
  return sha256(JSON.stringify([trialVersion, fingerprint, settings, seed]));
}

interface Kept<T> {
  readonly result: T;
  readonly key: string;
}

/**
 * The result that lies in a file.
 * @returns undefined where there is none, or where it has another key: a line then says that it is done again
 */
export function readKeptTraining<T>(file: string, key: string): T | undefined {
  if (!existsSync(file)) return undefined;
  const kept = readJson<Partial<Kept<T>>>(file, "Delete it.");
  if (kept.key === key) return kept.result;
  console.error(
    `${displayPath(file)} is of other images, settings, seed or version of trials: it is done again`,
  );
  return undefined;
}

/** Writes a result with its key. */
export function keepTraining<T>(file: string, key: string, result: T): void {
  writeJson(file, { result, key } satisfies Kept<T>);
}
