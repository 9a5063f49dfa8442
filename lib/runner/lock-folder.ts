import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { displayPath, fail } from "../core";

/**
 * Locks a folder for this process by the file `lock` in it, which holds the process' number: two commands at a time would
 * overwrite each other's files. A lock whose process is gone is taken over, by one process only.
 *
 * @param what is run there: "the study"
 * @returns unlocks it; a folder that it has made and that is still empty is removed
 * @throws InputError where another process holds it, or where no folder can be made or written there
 */
export function lockFolder(folder: string, what: string): () => void {
  const file = join(folder, "lock");
  const isMade = orSayWhy(folder, what, () => mkdirSync(folder, { recursive: true }) !== undefined);
  const holder = orSayWhy(folder, what, () => take(file));
  if (holder !== undefined)
    fail(
      `run ${what} in ${displayPath(folder)}`,
      `process ${holder} is at work there`,
      "one command at a time",
      `Wait for it, or give --out. If that process is something else, delete ${displayPath(file)}.`,
    );
  return () => {
    release(file);
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

/**
 * Makes a lock of this process; removes one whose process is gone.
 * @returns the running process that holds it, or that is about to; undefined where this one does
 */
function take(file: string): number | undefined {
  while (!create(file)) {
    const holder = runningHolderOf(file);
    if (holder !== undefined) return holder;
    // Between that look and the removal another process may have made the lock its own. So only who holds a lock of
    // the removal removes, after one more look; that lock is taken over in the same way where its process was killed.
    const removal = `${file}.removal`;
    const other = take(removal);
    if (other !== undefined) return other;
    if (runningHolderOf(file) === undefined) rmSync(file, { force: true });
    release(removal);
  }
  return undefined;
}

function release(file: string): void {
  if (holderOf(file) === process.pid) rmSync(file, { force: true });
}

function runningHolderOf(file: string): number | undefined {
  const holder = holderOf(file);
  return holder !== undefined && isRunning(holder) ? holder : undefined;
}

/** @returns false where the file is there already */
function create(file: string): boolean {
  const own = `${file}.${process.pid}`;
  const content = `${process.pid}\n`;
  writeFileSync(own, content);
  try {
    linkSync(own, file); // it is there with its number in it at once: one without would be taken over
    return true;
  } catch (error) {
    return codeOf(error) === "EEXIST" ? false : createWithoutLinks(file, content);
  } finally {
    rmSync(own, { force: true });
  }
}

/** The same on a disc that knows no links, such as exFAT. */
function createWithoutLinks(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

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
    return codeOf(error) === "EPERM"; // another user's
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
