import { execFileSync } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Zmq from "zeromq";
import { fail, InputError, root } from "../../core";
import { freePorts } from "../free-ports";
import { spawnGroup } from "../process-group";

/** Start command of a kernel; `{connection_file}` in argv is filled in. */
export interface KernelCommand {
  readonly name: string;
  readonly argv: readonly string[];
  /** TypeScript when absent. */
  readonly language?: "Python";
  readonly env?: NodeJS.ProcessEnv;
  /** The folder it runs in; that of the notebooks when absent. */
  readonly cwd?: string;
  /** Longest time for an answer; 60 when absent. */
  readonly seconds?: number;
}

/** A started kernel, as far as a benchmark needs one. */
export interface RunningKernel {
  /** Executes a cell and waits for its reply; seconds it took. @throws InputError when the cell fails */
  readonly execute: (code: string) => Promise<number>;
  /** Resident memory of the kernel's processes, MiB. */
  readonly memory: () => number;
  /** Whether this process has received a signal to end, which has ended the kernel: nothing is measured any more. */
  readonly isStopped: () => boolean;
  /** Ends the kernel's processes. */
  readonly end: () => Promise<void>;
}

const delimiter = "<IDS|MSG>";

/** Starts a kernel without waiting until it answers: requests are sent when it listens. */
export async function startKernel({
  name,
  argv,
  env = {},
  cwd = join(root(), "notebooks"),
  seconds = 60,
}: KernelCommand): Promise<RunningKernel> {
  const folder = mkdtempSync(join(tmpdir(), "graft-bench-"));
  const [shell, iopub, stdin, control, hb] = await freePorts(5);
  const key = randomUUID();
  const file = join(folder, "connection.json");
  const ports = {
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: hb,
  };
  const scheme = { transport: "tcp", ip: "127.0.0.1", signature_scheme: "hmac-sha256", key };
  writeFileSync(file, JSON.stringify({ ...ports, ...scheme }));
  const [program = "", ...args] = argv.map((part) => part.replace("{connection_file}", file));
  const options = { cwd, env: { ...process.env, ...env }, stdio: "ignore" } as const;
  const { child, ended, isStopped, signal } = spawnGroup(program, args, options, "SIGKILL");
  const zmq = createRequire(join(root(), "node_modules/tslab/package.json"))("zeromq") as typeof Zmq;
  const socket = new zmq.Dealer({ linger: 0, reconnectInterval: 10, receiveTimeout: 1000 * seconds });
  socket.connect(`tcp://127.0.0.1:${shell}`);
  void ended.then(() => socket.close());
  const execute = async (code: string): Promise<number> => {
    const began = performance.now();
    try {
      await socket.send(message(code, key));
      const status = replyStatus(await socket.receive());
      if (status === "ok") return (performance.now() - began) / 1000;
      return fail(`run ${code} on ${name}`, `the answer ${status}`, "ok", "Run the cell in it by hand.");
    } catch (error) {
      if (isStopped()) throw new InputError("stopped.");
      if (child.exitCode === null && child.pid !== undefined) throw error;
      return fail(
        `run ${code} on ${name}`,
        "its process has ended",
        "an answer",
        `It was ${argv.join(" ")}.`,
      );
    }
  };
  return {
    execute,
    memory: () => residentMiB(child.pid ?? 0),
    isStopped,
    end: async () => {
      signal("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function message(code: string, key: string): Buffer[] {
  const header = { msg_id: randomUUID(), msg_type: "execute_request", session: key, username: "bench" };
  const date = new Date().toISOString();
  const asked = { silent: false, store_history: true, user_expressions: {}, allow_stdin: true };
  const content = { code, ...asked, stop_on_error: true };
  const parts = [{ ...header, date, version: "5.3" }, {}, {}, content].map((p) =>
    Buffer.from(JSON.stringify(p)),
  );
  const signature = parts.reduce((h, part) => h.update(part), createHmac("sha256", key)).digest("hex");
  return [Buffer.from(delimiter), Buffer.from(signature), ...parts];
}

function replyStatus(frames: readonly Buffer[]): string {
  const at = frames.findIndex((frame) => frame.toString() === delimiter);
  const content = JSON.parse(frames[at + 5]?.toString() ?? "{}") as { status?: string; evalue?: string };
  return content.evalue === undefined ? String(content.status) : `${content.status} (${content.evalue})`;
}

function residentMiB(group: number): number {
  const table = execFileSync("ps", ["-A", "-o", "pgid=,rss="], { encoding: "utf8" });
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return rows.reduce((sum, [id, kib = 0]) => sum + (id === group ? kib / 1024 : 0), 0);
}
