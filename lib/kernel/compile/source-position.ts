import { SourceMap, type SourceMapPayload } from "node:module";

/** A place in TypeScript text; both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From compiled JavaScript back to the TypeScript it was made of. */
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

/** Remembers what a script named `script` was compiled from. */
export function rememberSource(script: string, source: CompiledSource): void {
  sources.set(script, source);
}

/** What a script was compiled from; undefined for scripts that are no cell's and no lib file's. */
export const compiledSource = (script: string): CompiledSource | undefined => sources.get(script);

/** The TypeScript of the cell or file that traces call so. */
export function textOf(name: string): string | undefined {
  for (const source of [...sources.values()].reverse()) if (source.name === name) return source.text;
  return undefined;
}

/** Where a line and column (from 1) of a script stand in its TypeScript; undefined where no map says it. */
export function originalPosition(script: string, { line, column }: Position): Position | undefined {
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
