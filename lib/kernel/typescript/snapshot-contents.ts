import type * as TS from "typescript";
import { fileStamp } from "../project/file-stamp";
import type { TypeScript } from "./typescript-internals";

/** What the start-up snapshot holds (written by snapshot.ts under the name below). */
export interface Warm {
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

/** The global variable by which the snapshot hands its contents over. */
export const warmName = "__graftWarm";

let warm: Warm | undefined;

/** TypeScript out of the snapshot; undefined without one, or when the file on disc is another by now. */
export function takeWarm(file: string): TypeScript | undefined {
  const holder = globalThis as { [warmName]?: Warm };
  const held = holder[warmName];
  delete holder[warmName];
  if (!held || held.typescript.file !== file || held.typescript.stamp !== fileStamp(file)) return undefined;
  warm = held;
  return held.typescript.module.exports as TypeScript;
}

interface Asked {
  readonly options: string;
  readonly roots: readonly string[];
}
let lastAsked: Asked | undefined;

/** What the session's program is made with: what a snapshot has to be made with. */
export const asked = (): Asked | undefined => lastAsked;

/** The options without the notebook's folder, on which parsed files do not depend. */
const anyFolder = (options: string): string => options.replace(/"rootDir":"(?:[^"\\]|\\.)*",?/, "");

/** The library files that are still as on disc, and the program if all are and the options are the same. Given once. */
export function takeWarmFiles(
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
