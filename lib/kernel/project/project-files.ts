import { fileStamp } from "./file-stamp";

/** The project's files in use. They are compared with the disc before each cell instead of watched: no edit is missed. */
export interface ProjectFiles {
  /** Adds a file to those that `poll` compares. */
  add(file: string): void;
  /** Calls back when `poll` finds the file changed or gone. */
  watch(file: string, changed: (isThere: boolean) => void): { close(): void };
  /** The files that were written, deleted or created since the last call. */
  poll(): ReadonlySet<string>;
}

/** Opens an empty list of files. */
export function openProjectFiles(): ProjectFiles {
  const stamps = new Map<string, string>();
  const watchers = new Map<string, Set<(isThere: boolean) => void>>();
  const add = (file: string): void => {
    if (!stamps.has(file)) stamps.set(file, fileStamp(file));
  };
  return {
    add,
    watch: (file, changed) => {
      add(file);
      const all = watchers.get(file) ?? new Set();
      watchers.set(file, all.add(changed));
      return { close: () => void all.delete(changed) };
    },
    poll: () => {
      const changed = new Set<string>();
      for (const [file, stamp] of stamps) {
        const now = fileStamp(file);
        if (now === stamp) continue;
        stamps.set(file, now);
        changed.add(file);
        for (const watcher of [...(watchers.get(file) ?? [])]) watcher(now !== "");
      }
      return changed;
    },
  };
}
