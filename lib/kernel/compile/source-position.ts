import { SourceMap, type SourceMapPayload } from "node:module";

/** A place in a TypeScript text; line and column from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A compiled script, with what leads back to its TypeScript. */
export interface CompiledSource {
  /** As traces name it: `cell[3]`, `lib/data/read.ts`. */
  readonly name: string;
  readonly text: string;
  /** The maps to go through, the last step's first, as JSON. */
  readonly maps: readonly string[];
  /** Lines of the script above what was compiled. */
  readonly linesAbove: number;
  /** Lines of what was compiled: below them a script only calls it. */
  readonly lines: number;
  /** Lines above the text in what was compiled (tslab's mark of a module). */
  readonly linesBefore: number;
}

const sources = new Map<string, CompiledSource>();
const marker = /\n?\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*$/;

/** JavaScript without its inline source map, and the map as JSON. */
export function splitSourceMap(code: string): { readonly code: string; readonly map: string | undefined } {
  const found = marker.exec(code);
  if (!found) return { code, map: undefined };
  return {
    code: code.slice(0, found.index),
    map: Buffer.from(found[1] ?? "", "base64").toString(),
  };
}

/** Remembers the TypeScript of a script. */
export function rememberSource(script: string, source: CompiledSource): void {
  sources.set(script, source);
}

/** The source of a script; undefined for scripts of packages and of the kernel. */
export const findSource = (script: string): CompiledSource | undefined => sources.get(script);

/** The TypeScript of a cell or file by the name that traces give it. */
export function findText(name: string): string | undefined {
  for (const source of [...sources.values()].reverse()) if (source.name === name) return source.text;
  return undefined;
}

/** The place in TypeScript of a place in a script; undefined where no source map has it. */
export function findSourcePosition(script: string, { line, column }: Position): Position | undefined {
  const source = sources.get(script);
  if (!source || line - source.linesAbove > source.lines) return undefined;
  let at = { line: line - 1 - source.linesAbove, column: column - 1 };
  for (const map of source.maps) {
    const entry = new SourceMap(JSON.parse(map) as SourceMapPayload).findEntry(at.line, at.column);
    if (!("originalLine" in entry)) return undefined;
    at = { line: entry.originalLine, column: entry.originalColumn };
  }
  return { line: at.line + 1 - source.linesBefore, column: at.column + 1 };
}
