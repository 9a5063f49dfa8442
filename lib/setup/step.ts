import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fail } from "../core/errors";
import { root, writeAtomic } from "../core/files";
import { temporaryFolder } from "./run-program";

/** The key of a step: a hash of 16 hex digits over all that its result depends on. */
export function stepKey(...parts: readonly (string | Uint8Array)[]): string {
  return parts
    .reduce((h, part) => h.update(part), createHash("sha256"))
    .digest("hex")
    .slice(0, 16);
}

/** One step of the set-up; paths are relative to the project's root. */
export interface Step {
  /** For the progress line. */
  readonly label: string;
  /** The file that says it is done: written last, removed first. */
  readonly stamp: string;
  /** Hash of everything the result depends on. */
  readonly key: string;
  /** Free disc space it needs, MB. */
  readonly megabytes?: number;
  /** Files and folders that have to be there for as long as the step counts as done. */
  made(): readonly string[];
  /** Does the step; a returned sentence says why it is not possible here (no error). */
  work(): string | undefined;
}

/**
 * Does one step of the set-up, unless its stamp holds the same key and everything it made is still there, unchanged in
 * size. The stamp goes first and comes back last: a killed step is done again, never used half-made.
 *
 * @returns undefined when done, else why it is not possible here
 * @throws InputError when the disc has too little room, and what `work` throws
 */
export function doStep(wanted: Step): string | undefined {
  const stamp = join(root(), wanted.stamp);
  const reason = reasonToDo(stamp, wanted.key);
  if (reason === undefined) return undefined;
  const start = Date.now();
  process.stdout.write(`set-up: ${wanted.label} ${reason === "" ? "" : `(again: ${reason}) `}...`);
  rmSync(stamp, { force: true });
  try {
    checkDiskSpace(wanted);
    const impossible = wanted.work();
    if (impossible === undefined) writeAtomic(stamp, JSON.stringify(makeStamp(wanted), null, 1));
    console.log(impossible === undefined ? ` done in ${secondsSince(start)} s` : " not possible here");
    return impossible;
  } catch (error) {
    console.log(" failed");
    throw error;
  } finally {
    rmSync(temporaryFolder(), { recursive: true, force: true });
  }
}

const secondsSince = (start: number): string => ((Date.now() - start) / 1000).toFixed(0);

interface Stamp {
  readonly key: string;
  readonly made: Readonly<Record<string, string>>;
}

/** The content of a finished step's stamp file: its key, and the state of each thing it made. */
export function makeStamp(wanted: Pick<Step, "key" | "made">): Stamp {
  return {
    key: wanted.key,
    made: Object.fromEntries(wanted.made().map((path) => [path, describeFile(path)])),
  };
}

/** The reason to do a step again; "" for the first time or with another key, undefined when it is done. */
function reasonToDo(stamp: string, wanted: string): string | undefined {
  if (!existsSync(stamp)) return "";
  let found: Stamp;
  try {
    found = JSON.parse(readFileSync(stamp, "utf8")) as Stamp;
  } catch {
    return "";
  }
  if (found.key !== wanted) return "";
  const changed = Object.entries(found.made).find(([path, before]) => describeFile(path) !== before);
  return (
    changed && `${changed[0]} is ${describeFile(changed[0]) === "missing" ? "missing" : "not as it was"}`
  );
}

function describeFile(path: string): string {
  const file = join(root(), path);
  if (!existsSync(file)) return "missing";
  if (lstatSync(file).isSymbolicLink()) return realpathSync(file);
  const found = statSync(file);
  return found.isDirectory() ? "folder" : `${found.size} bytes`;
}

function checkDiskSpace({ label, stamp, megabytes = 0 }: Step): void {
  const folder = dirname(join(root(), stamp));
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < megabytes)
    fail(
      `set the project up (${label})`,
      `${free} MB free on the disc of ${root()}`,
      `at least ${megabytes} MB`,
      "Free some space, then type the same command again.",
    );
}
