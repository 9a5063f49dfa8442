import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as TS from "typescript";
import { root } from "../project/root";
import { ts } from "../typescript/typescript";

/** Where TypeScript finds a module. */
export type Resolve = (specifier: string, from: string) => TS.ResolvedModuleFull | undefined;

/**
 * Finds modules as TypeScript does for a bundler; packages also from the project's root, wherever the notebook lies, and
 * for cells the project's files too.
 *
 * @param cells the folder of the notebook
 * @returns `forget` drops what is remembered of lookups inside packages
 */
export function moduleResolution(
  options: TS.CompilerOptions,
  host: TS.ModuleResolutionHost,
  cells: string,
): { readonly resolve: Resolve; forget(): void; cache(): TS.ModuleResolutionCache } {
  let cache = ts.createModuleResolutionCache(cells, (path) => path, options);
  const find = (specifier: string, from: string): TS.ResolvedModuleFull | undefined =>
    ts.resolveModuleName(specifier, from, options, host, isPackage(from) ? cache : undefined).resolvedModule;
  return {
    resolve: (specifier, from) => {
      const isAlsoOfRoot =
        from.startsWith(join(cells, "__")) || !(specifier.startsWith(".") || isPackage(from));
      return find(specifier, from) ?? (isAlsoOfRoot ? find(specifier, join(root, "cell.ts")) : undefined);
    },
    cache: () => cache,
    forget: () => (cache = ts.createModuleResolutionCache(cells, (path) => path, options)),
  };
}

/**
 * The file of the project that an import means: what the kernel compiles, checks and reads again when it is edited.
 *
 * @returns undefined for a package, a module of Node's, or a file of another kind
 */
export function projectFile(specifier: string, from: string, resolve: Resolve): string | undefined {
  if (specifier.startsWith("file:")) return compilable(fileURLToPath(specifier));
  const found = resolve(specifier, from);
  if (!found || found.isExternalLibraryImport === true) return undefined;
  return compilable(found.resolvedFileName.replace(/\.d\.ts$/, ".js"));
}

const compilable = (file: string): string | undefined =>
  /\.(tsx?|[mc]ts|jsx?|json)$/.test(file) &&
  !/\.d\.[mc]?ts$/.test(file) &&
  !isPackage(file) &&
  existsSync(file)
    ? file
    : undefined;

/** Whether a file belongs to an installed package. */
export const isPackage = (file: string): boolean => file.includes("/node_modules/");
