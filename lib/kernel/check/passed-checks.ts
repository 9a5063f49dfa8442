import { join } from "node:path";
import { readCacheFile, writeCacheFile } from "../project/cache-file";
import { cacheFolder } from "../project/root";

/** The checks that found nothing, kept on disc from one kernel to the next. */
export interface PassedChecks {
  has(key: string): boolean;
  add(keys: readonly string[]): void;
}

const kept = join(cacheFolder, "passed-checks.txt");
const most = 4000; // the newest: 0.3 MB

/** Opens the list of passed checks by their keys (see `checkKeys`); a key that is lost costs a check, no more. */
export function openPassedChecks(file = kept): PassedChecks {
  const read = (): Set<string> => new Set(readCacheFile(file)?.toString().split("\n"));
  let keys: Set<string> | undefined;
  return {
    has: (key) => (keys ??= read()).has(key),
    add: (passed) => {
      if (passed.length === 0) return;
      keys = new Set([...read(), ...passed]); // another kernel may have added some meanwhile
      writeCacheFile(file, [...keys].slice(-most).join("\n"));
    },
  };
}
