import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fail } from "./errors";

/**
 * The project's root folder: the nearest folder upwards from the working folder whose package.json is this project's.
 * @throws InputError outside the project
 */
export function root(): string {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && /"name": "graft"/.test(readFileSync(file, "utf8"))) return folder;
    if (dirname(folder) === folder)
      fail(
        "find the project",
        `no package.json of "graft" above ${process.cwd()}`,
        "to run inside the project",
        "Change into the cloned folder.",
      );
  }
}

/**
 * Writes a file whole or not at all: a killed process, or a machine without power, leaves the old content or the new.
 * Makes the folder. (By hand: write-file-atomic listens to all signals of the process, the kernel's interrupts among them.)
 */
export function writeAtomic(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.${randomBytes(3).toString("hex")}.part`;
  try {
    writeFileSync(temporary, content, { flush: true });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Writes a value as JSON (two spaces, final newline), atomically. */
export function writeJson(path: string, value: unknown): void {
  writeAtomic(path, JSON.stringify(value, null, 2) + "\n");
}

/**
 * Reads a JSON file.
 * @param remedy what the user should do when the file is missing or damaged, e.g. `"Run notebook 01-preprocess first."`
 * @throws InputError that names the file
 */
export function readJson<T>(path: string, remedy: string): T {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return fail("read a result", `no file ${path}`, "a file written by an earlier notebook", remedy);
  }
  try {
    return JSON.parse(text) as T;
  } catch {
    return fail("read a result", `${path} is not JSON`, "an undamaged file", remedy);
  }
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
