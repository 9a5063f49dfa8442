import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** A project folder of its own in the system's temporary folder, with a blank and an umlaut in its name. */
export interface Project {
  readonly folder: string;
  /** Writes a file of the project, and its folders. */
  write(path: string, content: string): void;
  /** Writes a program (a shell script) into the project's folder `programs`, or elsewhere in it. */
  script(path: string, ...lines: string[]): void;
  /** A PATH on which the programs of `script` come first. */
  path(rest?: string): string;
  remove(): void;
}

/** Makes an empty project; `process.chdir(project.folder)` makes it the one that lib works on. */
export function project(): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "graft ä-")));
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write("package.json", JSON.stringify({ name: "graft" }, null, 1));
  return {
    folder,
    write,
    script: (path, ...lines) => {
      const file = path.includes("/") ? path : `programs/${path}`;
      write(file, ["#!/bin/sh", ...lines, ""].join("\n"));
      chmodSync(join(folder, file), 0o755);
    },
    path: (rest = process.env["PATH"] ?? "") => join(folder, "programs") + delimiter + rest,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Gives each test of a file a project of its own, which is the one that lib works on while the test runs. */
export function inProjectOfItsOwn(take: (project: Project) => void): void {
  const home = process.cwd();
  let own: Project;
  beforeEach(() => {
    own = project();
    process.chdir(own.folder);
    take(own);
  });
  afterEach(() => {
    process.chdir(home);
    own.remove();
  });
}
