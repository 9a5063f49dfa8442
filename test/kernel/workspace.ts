import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../lib/core";

/** Files by their path in the workspace; undefined removes one. */
export type Files = Readonly<Record<string, string | undefined>>;

/** A folder of its own with `notebooks/` and `lib/` side by side, as in the project. */
export interface Workspace {
  readonly folder: string;
  /** The kernel's working folder. */
  readonly notebooks: string;
  readonly write: (files: Files) => void;
  readonly remove: () => void;
}

/** Makes a workspace inside the project (so that its packages are found), in the folder git ignores. */
export function workspace(files: Files = {}): Workspace {
  const parent = join(root(), ".cache/tests");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "kernel-"));
  const write: Workspace["write"] = (changed) => {
    for (const [name, text] of Object.entries(changed)) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      if (text === undefined) rmSync(file, { recursive: true, force: true });
      else writeFileSync(file, text);
    }
  };
  for (const name of ["notebooks", "lib"]) mkdirSync(join(folder, name));
  write(files);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { folder, notebooks: join(folder, "notebooks"), write, remove };
}
