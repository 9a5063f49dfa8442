import type { ChildProcess } from "node:child_process";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { root } from "../project/root";

type Options = Record<string, unknown>;
type Call = (...args: unknown[]) => unknown;

/** What a program wrote, as node:child_process hands it back. */
interface Written {
  readonly stdout?: unknown;
  readonly stderr?: unknown;
}

/** Shows below the cell what its programs write with `stdio: "inherit"`: the kernel's own output is nobody's terminal. */
export function showChildOutput(): void {
  const programs = createRequire(join(root, "package.json"))("node:child_process") as Record<string, Call>;
  for (const name of ["spawn", "fork"]) replace(programs, name, live);
  for (const name of ["spawnSync", "execSync", "execFileSync"]) replace(programs, name, afterwards);
  syncBuiltinESMExports();
}

function replace(
  programs: Record<string, Call>,
  name: string,
  by: (call: Call, args: unknown[]) => unknown,
): void {
  const original = programs[name];
  if (original) programs[name] = Object.assign((...args: unknown[]) => by(original, args), original);
}

/** Passes on what comes while the program runs. */
function live(call: Call, args: unknown[]): unknown {
  const options = optionsOf(args);
  const isFork = call.name === "fork" && options["stdio"] === undefined && options["silent"] !== true;
  const streams = isFork ? (["stdout", "stderr"] as const) : inherited(options);
  if (streams.length === 0) return call(...args);
  const piped = isFork ? { ...options, silent: true } : withPipes(options);
  const child = call(...withOptions(args, piped)) as ChildProcess;
  for (const name of streams) child[name]?.on("data", (data: Buffer) => process[name].write(data));
  return child;
}

/** Passes on what a program has written when it has ended: nothing else can happen while it runs. */
function afterwards(call: Call, args: unknown[]): unknown {
  const options = optionsOf(args);
  const streams = inherited(options);
  if (streams.length === 0) return call(...args);
  const show = (written: Written): void => {
    for (const name of streams) {
      const text = written[name];
      if (text instanceof Uint8Array || typeof text === "string") process[name].write(text);
    }
  };
  try {
    const ended = call(...withOptions(args, { maxBuffer: Infinity, ...withPipes(options) }));
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
const optionsOf = (args: readonly unknown[]): Options => args.find(isOptions) ?? {};
const withOptions = (args: readonly unknown[], options: Options): unknown[] =>
  args.map((arg) => (isOptions(arg) ? options : arg)).concat(args.some(isOptions) ? [] : [options]);

/** The streams of a program that would go to the kernel's own. */
function inherited({ stdio }: Options): readonly ("stdout" | "stderr")[] {
  const all: readonly unknown[] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  const goesTo = (index: 1 | 2): boolean =>
    all[index] === "inherit" || all[index] === 1 || all[index] === 2 || isOwnStream(all[index]);
  return [goesTo(1) ? (["stdout"] as const) : [], goesTo(2) ? (["stderr"] as const) : []].flat();
}

const isOwnStream = (value: unknown): boolean => value === process.stdout || value === process.stderr;

function withPipes(options: Options): Options {
  const { stdio } = options;
  const all: readonly unknown[] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  const streams = inherited(options);
  const pipes = all.map((to, index) => {
    if (index === 1 && streams.includes("stdout")) return "pipe";
    return index === 2 && streams.includes("stderr") ? "pipe" : to;
  });
  return { ...options, stdio: pipes };
}
