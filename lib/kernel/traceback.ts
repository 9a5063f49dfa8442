import { inspect } from "node:util";
import { codeFrame } from "./code-frame";
import { compiledSource, originalPosition, textOf, type Position } from "./source-position";

/** An error as Jupyter sends it. */
export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

const place = /((?:cell\[\d+\]|\/[^\s():]+|[A-Za-z]:[^\s():]+)\.js):(\d+)(?::(\d+))?/;
const internal = /node_modules\/tslab\/|[( ]node:|\.cache\/kernel\/build\/|\.next \(<anonymous>\)/;

/** One line of a trace with TypeScript's name, line and column; undefined for lines of the kernel itself. */
function traceLine(line: string): string | undefined {
  if (internal.test(line)) return undefined;
  const found = place.exec(line);
  const [text = "", script = "", row, column] = found ?? [];
  const source = compiledSource(script);
  if (!found || !source) return line;
  const at = originalPosition(script, { line: Number(row), column: Number(column ?? 1) });
  return at && line.replace(text, `${source.name}:${at.line}${column === undefined ? "" : `:${at.column}`}`);
}

/** Makes every error's `stack`, however it is shown, one of TypeScript lines. */
export function installTraces(): void {
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites
      .map((site) => traceLine(`    at ${String(site)}`))
      .filter((line) => line !== undefined);
    return [headOf(error), ...frames].join("\n");
  };
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

/** What was thrown, as Jupyter shows it: a trace in TypeScript lines, its causes, and the lines around the place. */
export function failureOf(thrown: unknown): Failure {
  if (!isError(thrown)) {
    const text = typeof thrown === "string" ? thrown : inspect(thrown);
    return { ename: "Error", evalue: text, traceback: [`Thrown: ${inspect(thrown)}`] };
  }
  const trace = shown(thrown).split("\n");
  const frame = frameOf(trace);
  return {
    ename: thrown.name || "Error",
    evalue: thrown.message,
    traceback: frame === undefined ? trace : [...trace, "", ...frame.split("\n")],
  };
}

/** Also an error of another realm or one that only inherits. */
const isError = (value: unknown): value is Error =>
  value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";

function shown(error: Error): string {
  try {
    return inspect(error, { depth: 4 });
  } catch {
    return headOf(error); // a getter of the error throws
  }
}

/** The lines around the first place of a trace that lies in a cell or the project. */
function frameOf(trace: readonly string[]): string | undefined {
  for (const line of trace) {
    const found = /(?:\(|at (?:async )?)([^\s()]+):(\d+):(\d+)\)?(?: \{)?$/.exec(line);
    const text = found?.[1] === undefined ? undefined : textOf(found[1]);
    if (!found || text === undefined) continue;
    const at: Position = { line: Number(found[2]), column: Number(found[3]) };
    return `${found[1] ?? ""}\n${codeFrame(text, at)}`;
  }
  return undefined;
}
