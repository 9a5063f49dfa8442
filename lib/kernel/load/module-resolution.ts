import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as TS from "typescript";
import { root } from "../project/root";
import { ts } from "../typescript/typescript";

/** Finds the file of a module as TypeScript does. */
export type Resolve = (specifier: string, from: string) => TS.ResolvedModuleFull | undefined;

/** How modules are found, with what is remembered of lookups inside packages. */
export interface ModuleResolution {
  readonly resolve: Resolve;
  /** The files and folders on disc. */
  readonly host: TS.ModuleResolutionHost;
  cache(): TS.ModuleResolutionCache;
  /** Drops what is remembered. */
  forget(): void;
}

/** The file system's functions that resolution uses. */
type Disc = Pick<TS.ModuleResolutionHost, "fileExists" | "readFile" | "directoryExists">;

/**
 * Finds modules as TypeScript does for a bundler; packages also from the project's root, wherever the notebook lies, and
 * for cells the project's files too.
 *
 * @param cells the folder of the notebook
 */
export function openModuleResolution(
  options: TS.CompilerOptions,
  disc: Disc,
  cells: string,
): ModuleResolution {
  const newCache = (): TS.ModuleResolutionCache =>
    ts.createModuleResolutionCache(cells, (path) => path, options);
  const { host, forget } = rememberPackageLookups(disc);
  let cache = newCache();
  const find = (specifier: string, from: string): TS.ResolvedModuleFull | undefined =>
    ts.resolveModuleName(specifier, from, options, host, isPackage(from) ? cache : undefined).resolvedModule;
  return {
    host,
    resolve: (specifier, from) => {
      const isAlsoOfRoot =
        from.startsWith(join(cells, "__")) || !(specifier.startsWith(".") || isPackage(from));
      return find(specifier, from) ?? (isAlsoOfRoot ? find(specifier, join(root, "cell.ts")) : undefined);
    },
    cache: () => cache,
    forget: () => {
      forget();
      cache = newCache();
    },
  };
}

/** Packages do not change under a running kernel: what was looked up of them is remembered. */
function rememberPackageLookups(disc: Disc): { readonly host: TS.ModuleResolutionHost; forget(): void } {
  const lookups = new Map<string, unknown>();
  const remembered =
    <T>(kind: string, look: (path: string) => T) =>
    (path: string): T => {
      if (!isPackage(path)) return look(path);
      const key = kind + path;
      if (!lookups.has(key)) lookups.set(key, look(path));
      return lookups.get(key) as T;
    };
  const host: TS.ModuleResolutionHost = {
    readFile: (file) => disc.readFile(file),
    fileExists: remembered("file ", (file) => disc.fileExists(file)),
    directoryExists: remembered("folder ", (folder) => disc.directoryExists?.(folder) ?? true),
    realpath: remembered("real ", (path) => ts.sys.realpath?.(path) ?? path),
  };
  return { host, forget: () => lookups.clear() };
}

/**
 * The file of the project that an import names: the kernel compiles and checks it, and reads it again when it is edited.
 *
 * @returns undefined for a package, a module of Node's, or a file of another kind
 */
export function findProjectFile(specifier: string, from: string, resolve: Resolve): string | undefined {
  if (specifier.startsWith("file:")) return acceptCompilable(fileURLToPath(specifier));
  const found = resolve(specifier, from);
  if (!found || found.isExternalLibraryImport === true) return undefined;
  return acceptCompilable(found.resolvedFileName.replace(/\.d\.ts$/, ".js"));
}

const acceptCompilable = (file: string): string | undefined =>
  /\.(tsx?|[mc]ts|jsx?|json)$/.test(file) &&
  !/\.d\.[mc]?ts$/.test(file) &&
  !isPackage(file) &&
  existsSync(file)
    ? file
    : undefined;

/** Whether a file belongs to an installed package. */
export const isPackage = (file: string): boolean => file.includes("/node_modules/");
