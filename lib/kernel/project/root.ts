import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

function findPackageFolder(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error("Cannot start the kernel: no package.json above it, expected the project's.");
  return findPackageFolder(parent);
}

/** The project's root: packages come from its node_modules, options from its tsconfig.json. */
export const root = findPackageFolder(__dirname);

/** Folder that the kernel writes to: V8's code cache, the compiled kernel, snapshots. */
export const cacheFolder = join(root, ".cache", "kernel");
