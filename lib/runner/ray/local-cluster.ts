import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fail, root } from "../../core";
import { pythonPath } from "../../setup/run-program";

/** A Ray cluster on this machine that listens on loopback only. */
export interface LocalCluster {
  /** HOST:PORT of its head. */
  readonly address: string;
  /** Environment of programs that use it: its token, without which it answers nobody. */
  readonly variables: Readonly<Record<string, string>>;
  /** Its nodes, the head first: first digits of their ids, and the process that a node is lost with. */
  readonly nodes: readonly { readonly id: string; readonly raylet: number }[];
  /** Ends all its processes. */
  stop(): Promise<void>;
}

/**
 * Starts a cluster on this machine.
 * @param cpus processors of each node, the head first
 * @throws InputError when Ray does not start, with what it said
 */
export async function startLocalCluster(cpus: readonly number[]): Promise<LocalCluster> {
  const variables = {
    RAY_AUTH_MODE: "token",
    RAY_AUTH_TOKEN: randomBytes(24).toString("hex"),
    RAY_USAGE_STATS_ENABLED: "0",
    RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER: "0", // Ray then takes 127.0.0.1 as its own address, and listens there alone
  };
  const script = join(root(), "lib/runner/ray/local_cluster.py");
  const child = spawn(pythonPath(), [script, ...cpus.map(String)], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...variables },
    detached: true, // a Ctrl-C reaches this process, which stops it in its turn
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-2000)));
  const ended = once(child, "close");
  const started = new Promise<Pick<LocalCluster, "address" | "nodes"> | undefined>((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      if (line.startsWith("{")) resolve(JSON.parse(line) as Pick<LocalCluster, "address" | "nodes">);
    });
    child.on("close", () => resolve(undefined));
  });
  const cluster =
    (await started) ?? fail("start Ray on this machine", "it ended", "a cluster", `It said:\n${said}`);
  return {
    ...cluster,
    variables,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
