import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Sends a signal to the programs that cells have started and to those that these have; how many. Known on Linux only. */
export function signalPrograms(signal: NodeJS.Signals): number {
  const parents = readParents();
  const programs = [...parents.keys()].filter((pid) => isBelow(pid, parents));
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

/** Whether a process descends from this one. */
function isBelow(pid: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at = parents.get(pid); at !== undefined && at !== 0; at = parents.get(at))
    if (at === process.pid) return true;
  return false;
}
