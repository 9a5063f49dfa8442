import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * Sends a signal to programs that cells have started and to those that these have. Known on Linux only.
 *
 * @param isMeant which of the programs that cells have started, by process id; what these have started goes with them
 * @returns how many got it
 */
export function signalPrograms(
  signal: NodeJS.Signals,
  isMeant: (pid: number) => boolean = () => true,
): number {
  const parents = readParents();
  const programs = [...parents.keys()].filter((pid) => isBelow(pid, parents, isMeant));
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

/** Whether a process descends from this one, by a program of its own that is meant. */
function isBelow(
  pid: number,
  parents: ReadonlyMap<number, number>,
  isMeant: (pid: number) => boolean,
): boolean {
  for (let at = pid; at !== 0;) {
    const parent = parents.get(at) ?? 0;
    if (parent === process.pid) return isMeant(at);
    at = parent;
  }
  return false;
}
