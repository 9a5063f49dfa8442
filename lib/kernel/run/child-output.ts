import type { ChildProcess } from "node:child_process";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { root } from "../project/root";
import { waitForProgram } from "./interrupt";

type Options = Record<string, unknown>;
type Call = (...args: unknown[]) => unknown;

/** Output of a program, as node:child_process returns it. */
interface Written {
  readonly stdout?: unknown;
  readonly stderr?: unknown;
}

/** Shows below the cell what its programs write with `stdio: "inherit"`: the kernel's own output is nobody's terminal. */
export function showChildOutput(): void {
  const programs = createRequire(join(root, "package.json"))("node:child_process") as Record<string, Call>;
  for (const name of ["spawn", "fork"]) replaceCall(programs, name, callAndPassOn);
  for (const name of ["spawnSync", "execSync", "execFileSync"]) replaceCall(programs, name, callThenPassOn);
  syncBuiltinESMExports();
}

function replaceCall(
  programs: Record<string, Call>,
  name: string,
  by: (call: Call, args: unknown[]) => unknown,
): void {
  const original = programs[name];
  if (original) programs[name] = Object.assign((...args: unknown[]) => by(original, args), original);
}

/** Starts a program and passes its output on while it runs. */
function callAndPassOn(call: Call, args: unknown[]): unknown {
  const options = findOptions(args);
  const isFork = call.name === "fork" && options["stdio"] === undefined && options["silent"] !== true;
  const streams = isFork ? (["stdout", "stderr"] as const) : inheritedStreams(options);
  if (streams.length === 0) return call(...args);
  const piped = isFork ? { ...options, silent: true } : pipeInherited(options);
  const child = call(...replaceOptions(args, piped)) as ChildProcess;
  for (const name of streams) child[name]?.on("data", (data: Buffer) => process[name].write(data));
  return child;
}

/** Runs a program and passes its output on when it has ended, since a synchronous call blocks meanwhile. */
function callThenPassOn(call: Call, args: unknown[]): unknown {
  const options = findOptions(args);
  const streams = inheritedStreams(options);
  if (streams.length === 0) return waitForProgram(() => call(...args));
  const show = (written: Written): void => {
    for (const name of streams) {
      const text = written[name];
      if (text instanceof Uint8Array || typeof text === "string") process[name].write(text);
    }
  };
  try {
    const piped = replaceOptions(args, { maxBuffer: Infinity, ...pipeInherited(options) });
    const ended = waitForProgram(() => call(...piped));
    if (call.name === "spawnSync") show(ended as Written);
    else show({ stdout: ended });
    return call.name !== "spawnSync" && streams.includes("stdout") ? null : ended; // as with a terminal
  } catch (error) {
    show(error as Written);
    throw error;
  }
}

const isOptions = (value: unknown): value is Options =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const findOptions = (args: readonly unknown[]): Options => args.find(isOptions) ?? {};
const replaceOptions = (args: readonly unknown[], options: Options): unknown[] =>
  args.map((arg) => (isOptions(arg) ? options : arg)).concat(args.some(isOptions) ? [] : [options]);

/** The streams of a program that would go to the kernel's own. */
function inheritedStreams({ stdio }: Options): readonly ("stdout" | "stderr")[] {
  const all: readonly unknown[] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  const goesTo = (index: 1 | 2): boolean =>
    all[index] === "inherit" || all[index] === 1 || all[index] === 2 || isOwnStream(all[index]);
  return [goesTo(1) ? (["stdout"] as const) : [], goesTo(2) ? (["stderr"] as const) : []].flat();
}

const isOwnStream = (value: unknown): boolean => value === process.stdout || value === process.stderr;

function pipeInherited(options: Options): Options {
  const { stdio } = options;
  const all: readonly unknown[] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  const streams = inheritedStreams(options);
  const pipes = all.map((to, index) => {
    if (index === 1 && streams.includes("stdout")) return "pipe";
    return index === 2 && streams.includes("stderr") ? "pipe" : to;
  });
  return { ...options, stdio: pipes };
}
