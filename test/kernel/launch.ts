import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../lib/core";
import { freePorts } from "../../lib/runner/free-ports";

/** The five ports of a kernel, by the names of its connection file. */
export type Ports = Readonly<Record<"shell" | "iopub" | "stdin" | "control" | "hb", number>>;

/** How a kernel is started. */
export interface LaunchOptions {
  /** The kernel's working folder (the notebook's); the project's root when absent. */
  readonly cwd?: string;
  /** Added to the environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** In place of the kernelspec's; `{connection_file}` is filled in. */
  readonly argv?: readonly string[];
}

/** A started kernel process, before anything was asked of it. */
export interface Launched {
  readonly child: ChildProcess;
  readonly ports: Ports;
  readonly key: string;
  /** Temporary folder of the connection file. */
  readonly folder: string;
  readonly connectionFile: string;
  /** Output of the process itself, both streams; not the cells' output. */
  readonly said: () => string;
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** The project's kernelspec as set-up has written it. */
export function kernelspec(): { argv: string[]; env: Record<string, string>; interrupt_mode: string } {
  const file = join(root(), ".venv/share/jupyter/kernels/graft/kernel.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Starts a kernel process as Jupyter does: connection file, own session, the kernelspec's environment. */
export async function launch({ cwd = root(), env = {}, argv }: LaunchOptions = {}): Promise<Launched> {
  const spec = kernelspec();
  const ports = await somePorts();
  const key = randomUUID();
  const folder = mkdtempSync(join(tmpdir(), "graft-kernel-"));
  const connectionFile = join(folder, "connection.json");
  const named = Object.fromEntries(Object.entries(ports).map(([name, port]) => [`${name}_port`, port]));
  const scheme = { transport: "tcp", ip: "127.0.0.1", signature_scheme: "hmac-sha256", key };
  writeFileSync(connectionFile, JSON.stringify({ ...named, ...scheme, kernel_name: "graft" }));
  const [program = "", ...args] = (argv ?? spec.argv).map((a) =>
    a.replace("{connection_file}", connectionFile),
  );
  const child = spawn(program, args, {
    cwd,
    env: { ...clean(process.env), JPY_PARENT_PID: String(process.pid), ...spec.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done, failed) =>
    child.once("error", failed).once("exit", (code, signal) => done({ code, signal })),
  );
  exit.catch(() => undefined);
  return { child, ports, key, folder, connectionFile, said: () => said, exit };
}

/** vitest's own variables would not be there under Jupyter. */
function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$|VITE_|DEV$|PROD$|MODE$|SSR$|BASE_URL$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}

async function somePorts(): Promise<Ports> {
  const [shell = 0, iopub = 0, stdin = 0, control = 0, hb = 0] = await freePorts(5);
  return { shell, iopub, stdin, control, hb };
}
