import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * Sends a signal to programs that cells have started and to those that these have. Known on Linux only.
 *
 * @param chosen process ids of programs that a cell has started; all when absent
 * @returns how many got it
 */
export function signalPrograms(signal: NodeJS.Signals, chosen?: ReadonlySet<number>): number {
  if (chosen?.size === 0) return 0;
  const parents = readParents();
  const programs = [...parents.keys()].filter((pid) => isBelow(pid, parents, chosen));
  for (const pid of programs)
    try {
      process.kill(pid, signal);
    } catch {
      continue; // it has ended by itself
    }
  return programs.length;
}

/** The parent of every process. */
function readParents(): ReadonlyMap<number, number> {
  const folders = existsSync("/proc/self/stat") ? readdirSync("/proc") : [];
  const parents = new Map<number, number>();
  for (const pid of folders.filter((name) => /^\d+$/.test(name)))
    try {
      const [, , parent] = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, ")").split(" ");
      parents.set(Number(pid), Number(parent));
    } catch {
      continue; // it has ended by now
    }
  return parents;
}

/** Whether a process descends from this one, by a chosen program of its own where some are chosen. */
function isBelow(pid: number, parents: ReadonlyMap<number, number>, chosen?: ReadonlySet<number>): boolean {
  for (let at = pid; at !== 0;) {
    const parent = parents.get(at) ?? 0;
    if (parent === process.pid) return chosen?.has(at) ?? true;
    at = parent;
  }
  return false;
}
