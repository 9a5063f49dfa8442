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
import { temporary } from "./run-program";

/** A short hash: the key of a step is what its result depends on. */
export function key(...parts: readonly (string | Uint8Array)[]): string {
  return parts
    .reduce((h, part) => h.update(part), createHash("sha256"))
    .digest("hex")
    .slice(0, 16);
}

/** One step of the set-up; paths are relative to the project's root. */
export interface Step {
  /** What it does, for the progress line. */
  readonly label: string;
  /** The file that says it is done: written last, removed first. */
  readonly stamp: string;
  /** What the result depends on. */
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
 * size. The stamp goes first and comes back last: a killed step is done again, never used half.
 *
 * @returns undefined when done, else why it is not possible here
 * @throws InputError when the disc has too little room, and what `work` throws
 */
export function step(wanted: Step): string | undefined {
  const stamp = join(root(), wanted.stamp);
  const reason = why(stamp, wanted.key);
  if (reason === undefined) return undefined;
  const start = Date.now();
  process.stdout.write(`set-up: ${wanted.label} ${reason === "" ? "" : `(again: ${reason}) `}...`);
  rmSync(stamp, { force: true });
  try {
    room(wanted);
    const impossible = wanted.work();
    if (impossible === undefined) writeAtomic(stamp, JSON.stringify(stampOf(wanted), null, 1));
    console.log(impossible === undefined ? ` done in ${seconds(start)} s` : " not possible here");
    return impossible;
  } catch (error) {
    console.log(" failed");
    throw error;
  } finally {
    rmSync(temporary(), { recursive: true, force: true });
  }
}

const seconds = (start: number): string => ((Date.now() - start) / 1000).toFixed(0);

interface Stamp {
  readonly key: string;
  readonly made: Readonly<Record<string, string>>;
}

/** What a done step leaves in its stamp file. */
export function stampOf(wanted: Pick<Step, "key" | "made">): Stamp {
  return { key: wanted.key, made: Object.fromEntries(wanted.made().map((path) => [path, state(path)])) };
}

/** Why a step has to be done: undefined when it has not, "" when for the first time or with other ingredients. */
function why(stamp: string, wanted: string): string | undefined {
  if (!existsSync(stamp)) return "";
  let found: Stamp;
  try {
    found = JSON.parse(readFileSync(stamp, "utf8")) as Stamp;
  } catch {
    return "";
  }
  if (found.key !== wanted) return "";
  const changed = Object.entries(found.made).find(([path, before]) => state(path) !== before);
  return changed && `${changed[0]} is ${state(changed[0]) === "missing" ? "missing" : "not as it was"}`;
}

function state(path: string): string {
  const file = join(root(), path);
  if (!existsSync(file)) return "missing";
  if (lstatSync(file).isSymbolicLink()) return realpathSync(file);
  const found = statSync(file);
  return found.isDirectory() ? "folder" : `${found.size} bytes`;
}

function room({ label, stamp, megabytes = 0 }: Step): void {
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
