import type * as TS from "typescript";
import { fileStamp } from "../project/file-stamp";
import type { TypeScript } from "./typescript-internals";

/** Contents of the start-up snapshot (made by start/snapshot.ts). */
export interface SnapshotContents {
  readonly typescript: {
    readonly module: { exports: unknown };
    readonly file: string;
    readonly stamp: string;
  };
  /** Library files parsed and bound, each with its stamp when it was read. */
  readonly files: ReadonlyMap<string, readonly [TS.SourceFile, string]>;
  /** A program over them whose checker was never asked for. */
  readonly program: TS.Program;
  /** The options it was made with, as JSON. */
  readonly options: string;
}

/** Global variable under which a kernel finds them. */
export const contentsName = "__graftWarm";

let warm: SnapshotContents | undefined;

/** TypeScript out of the snapshot; undefined without a snapshot, or if the file on disc has changed since. */
export function takeTypescript(file: string): TypeScript | undefined {
  const holder = globalThis as { [contentsName]?: SnapshotContents };
  const held = holder[contentsName];
  delete holder[contentsName];
  if (!held || held.typescript.file !== file || held.typescript.stamp !== fileStamp(file)) return undefined;
  warm = held;
  return held.typescript.module.exports as TypeScript;
}

interface ProgramRequest {
  readonly options: string;
  readonly roots: readonly string[];
}
let lastAsked: ProgramRequest | undefined;

/** Options and roots of the session's program, which a snapshot has to be made with; undefined before there is one. */
export const programRequest = (): ProgramRequest | undefined => lastAsked;

/** The options without the notebook's folder, on which parsed files do not depend. */
const anyFolder = (options: string): string => options.replace(/"rootDir":"(?:[^"\\]|\\.)*",?/, "");

/** The library files that are still as on disc, and the program if all are and the options are the same. Taken once. */
export function takeParsedFiles(
  options: string,
  roots: readonly string[],
): {
  readonly files: Map<string, TS.SourceFile>;
  readonly program: TS.Program | undefined;
} {
  lastAsked = { options, roots };
  const held = warm;
  warm = undefined; // or the old checker would stay alive
  const files = new Map<string, TS.SourceFile>();
  if (!held || anyFolder(held.options) !== anyFolder(options)) return { files, program: undefined };
  for (const [name, [file, stamp]] of held.files) if (fileStamp(name) === stamp) files.set(name, file);
  return { files, program: files.size === held.files.size ? held.program : undefined };
}
