import { inspect } from "node:util";
import { formatCodeFrame } from "../check/code-frame";
import { nameAsWritten } from "../compile/session-variables";
import { cutText } from "./mime-bundle";
import { findSource, findSourcePosition, findText } from "../compile/source-position";

/** An error as Jupyter sends it. */
export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

const place = /((?:cell\[\d+\]|\/[^\s():]+|[A-Za-z]:[^\s():]+)\.js):(\d+)(?::(\d+))?/;
const internal = /node_modules\/tslab\/|[( ]node:|\.cache\/kernel\/build\/|\.next \(<anonymous>\)/;

/** One line of a trace with TypeScript's name, line and column; undefined for lines of the kernel itself. */
function formatTraceLine(line: string): string | undefined {
  if (internal.test(line)) return undefined;
  const found = place.exec(line);
  const [text = "", script = "", row, column] = found ?? [];
  const source = findSource(script);
  if (!found || !source) return line;
  const at = findSourcePosition(script, { line: Number(row), column: Number(column ?? 1) });
  return at && line.replace(text, `${source.name}:${at.line}${column === undefined ? "" : `:${at.column}`}`);
}

/** Makes `stack` of every error name TypeScript lines. */
export function installTraces(): void {
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites
      .map((site) => formatTraceLine(`    at ${String(site)}`))
      .filter((line) => line !== undefined);
    return [firstLineOf(error), ...frames].join("\n");
  };
}

function firstLineOf(error: Error): string {
  try {
    return nameAsWritten(Error.prototype.toString.call(error));
  } catch {
    return "Error";
  }
}

/** A thrown value as Jupyter shows it: traceback in TypeScript lines, causes, and the lines around the place. Never throws. */
export function describeFailure(thrown: unknown): Failure {
  try {
    return describe(thrown);
  } catch (refusal) {
    const evalue = `What was thrown cannot be shown: ${String(refusal)}`; // a proxy, a getter that throws
    return { ename: "Error", evalue, traceback: [evalue] };
  }
}

function describe(thrown: unknown): Failure {
  if (!isError(thrown)) {
    const text = typeof thrown === "string" ? thrown : inspect(thrown);
    return { ename: "Error", evalue: cutText(text), traceback: [`Thrown: ${cutText(inspect(thrown))}`] };
  }
  const whole = inspectError(thrown).split("\n");
  const trace = cutText(whole.join("\n")).split("\n");
  const frames = formatFrames(whole).flatMap((frame) => ["", ...frame.split("\n")]);
  const evalue = cutText(nameAsWritten(String(thrown.message))); // code may set it to anything
  return { ename: String(thrown.name || "Error"), evalue, traceback: [...trace, ...frames] };
}

/** Whether a value is an error, also one of another realm or one that only inherits. */
const isError = (value: unknown): value is Error =>
  value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";

function inspectError(error: Error): string {
  try {
    return inspect(error, { depth: 4 }).replace(/^\[([^]*)\]$/, "$1"); // the brackets of an error without a trace
  } catch {
    return firstLineOf(error); // a getter of the error throws
  }
}

/** The lines around the place of the throw, and, where that is in a file of the project, around the cell's call that led there. */
function formatFrames(trace: readonly string[]): readonly string[] {
  const places = trace.flatMap((line) => {
    const found = /(?:\(|at (?:async )?)([^\s()]+):(\d+):(\d+)\)?(?: \{)?$/.exec(line);
    const name = found?.[1] ?? "";
    const text = findText(name);
    return found && text !== undefined
      ? [{ name, text, line: Number(found[2]), column: Number(found[3]) }]
      : [];
  });
  const [thrown] = places;
  const cell = places.find(({ name }) => name.startsWith("cell["));
  const shown = thrown && cell && thrown !== cell ? [thrown, cell] : thrown ? [thrown] : [];
  return shown.map(({ name, text, ...at }) => `${name}\n${formatCodeFrame(text, at)}`);
}
