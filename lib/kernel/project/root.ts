import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

function above(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error("Cannot start the kernel: no package.json above it, expected the project's.");
  return above(parent);
}

/** The project's root: packages come from its node_modules, options from its tsconfig.json. */
export const root = above(__dirname);

/** What the kernel may write: V8's code cache, the built kernel, snapshots. */
export const cacheFolder = join(root, ".cache", "kernel");
