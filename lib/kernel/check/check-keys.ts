import type * as TS from "typescript";
import { isPackage } from "../load/module-resolution";
import { hashOf, kernelBuild } from "../project/cache-file";
import { fileStamp } from "../project/file-stamp";
import { typescriptFile } from "../typescript/typescript";
import type { BoundFile, ResolvingProgram } from "../typescript/typescript-internals";

/**
 * For each file a hash of everything that its type errors depend on: its text and that of all it imports, directly or not,
 * by which file each import is found, all packages' declarations, whatever declares globals, the options, TypeScript, and
 * the kernel's own code. Source: the rule by which TypeScript's own `--incremental` decides what to check again.
 *
 * @param options those that the files are checked by
 * @param files of the project
 * @returns undefined when the cell or its session declares globals or extends modules: then a file's errors depend on them
 */
export function checkKeys(
  program: TS.Program,
  options: TS.CompilerOptions,
  files: readonly TS.SourceFile[],
): ReadonlyMap<TS.SourceFile, string> | undefined {
  const roots = new Set(program.getRootFileNames());
  const all = program.getSourceFiles() as readonly BoundFile[];
  if (all.some((file) => roots.has(file.fileName) && isGlobal(file))) return undefined;
  const own = all.filter((file) => !roots.has(file.fileName));
  const parts = new Map(own.map((file) => [file.fileName, describeFile(program, file)]));
  const everywhere = own.filter((file) => isPackage(file.fileName) || isGlobal(file));
  const environment = hashOf(
    kernelBuild,
    fileStamp(typescriptFile),
    JSON.stringify(options),
    ...everywhere.map(({ fileName }) => parts.get(fileName)?.hash ?? "").sort(),
  );
  return new Map(files.map((file) => [file, hashOf(environment, ...collectHashes(file.fileName, parts))]));
}

/** Whether a file reaches beyond those that import it. */
const isGlobal = ({ externalModuleIndicator, moduleAugmentations = [] }: BoundFile): boolean =>
  externalModuleIndicator === undefined || moduleAugmentations.length > 0;

/** A file's name, text and finds in one hash, and the project's files that it imports. */
interface FileParts {
  readonly hash: string;
  readonly imports: readonly string[];
}

function describeFile(program: TS.Program, file: BoundFile): FileParts {
  const found = (file.imports ?? []).map((literal) => {
    const { resolvedModule } =
      (program as ResolvingProgram).getResolvedModuleFromModuleSpecifier(literal, file) ?? {};
    return [literal.text, resolvedModule?.resolvedFileName ?? ""] as const;
  });
  return {
    hash: hashOf(file.fileName, file.text, ...found.flat()),
    imports: found.map(([, name]) => name).filter((name) => name !== "" && !isPackage(name)),
  };
}

/** The hashes of a file and of all the project's files that it imports, directly or not. */
function collectHashes(file: string, parts: ReadonlyMap<string, FileParts>): readonly string[] {
  const seen = new Set([file]);
  for (const name of seen) for (const imported of parts.get(name)?.imports ?? []) seen.add(imported);
  return [...seen].sort().map((name) => parts.get(name)?.hash ?? "");
}
