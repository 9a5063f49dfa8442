import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "./root";

/** A file of the cache; undefined when it is not written yet. */
export function readCacheFile(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Writes a file of the cache, whole or not at all. A folder that cannot be written costs time at the next start, no more. */
export function writeCacheFile(file: string, data: string | Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, data);
    renameSync(part, file);
  } catch {
    return;
  }
}

/** The hash of parts, in hex; each part's end counts. */
export function hashOf(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest("hex");
}

/** The kernel's own code, as start.cjs has built it: what it made of a file depends on that too. */
export const kernelBuild = hashOf(
  process.version,
  readCacheFile(join(cacheFolder, "build/built.json"))?.toString() ?? "",
);
