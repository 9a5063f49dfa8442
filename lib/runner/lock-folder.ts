import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { displayPath, fail } from "../core";

/**
 * Locks a folder for this process by the file `lock` in it, which holds the process' number: two commands at a time would
 * overwrite each other's files. A lock whose process is gone is taken over.
 *
 * @param what is run there: "the study"
 * @returns unlocks it; a folder that it has made and that is still empty is removed
 * @throws InputError where another process holds it, or where no folder can be made or written there
 */
export function lockFolder(folder: string, what: string): () => void {
  const file = join(folder, "lock");
  const isMade = orSayWhy(folder, what, () => mkdirSync(folder, { recursive: true }) !== undefined);
  while (!orSayWhy(folder, what, () => create(file))) {
    const holder = holderOf(file);
    if (holder !== undefined && isRunning(holder))
      fail(
        `run ${what} in ${displayPath(folder)}`,
        `process ${holder} is at work there`,
        "one command at a time",
        `Wait for it, or give --out. If that process is something else, delete ${displayPath(file)}.`,
      );
    rmSync(file, { force: true });
  }
  return () => {
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
    if (isMade && existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  };
}

/** Does what needs a folder that can be written. */
function orSayWhy<T>(folder: string, what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return fail(
      `run ${what} in ${displayPath(folder)}`,
      error instanceof Error ? error.message : String(error),
      "a folder that can be written",
      "Give another --out, or make it writable.",
    );
  }
}

/** @returns false where the file is there already */
function create(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Number of the process that a lock names; undefined where the file is gone or names none. */
function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined; // unlocked in this moment
  }
}

/** This process itself does not count: its number in a lock is that of a process before it, as in a container. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // another user's
  }
  return !isZombie(pid);
}

/** Whether it has ended, and its parent has not waited for it: it still has its number. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(join("/proc", String(pid), "stat"), "utf8").includes(") Z ");
  } catch {
    return false; // no Linux
  }
}
