import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fail, root } from "../../core";
import { pythonPath } from "../../setup/run-program";
import { workerFlags, workerVariables } from "../../study/worker-program";

/** What ray_driver.py says. */
export type RayEvent =
  | { readonly event: "ready"; readonly cpus: number; readonly gpus: number; readonly nodes: number }
  | { readonly event: "opened"; readonly running: readonly string[] }
  | { readonly event: "started"; readonly id: string; readonly node: string }
  | { readonly event: "setup"; readonly node: string; readonly seconds?: number }
  | { readonly event: "done"; readonly id: string; readonly node: string; readonly seconds: number }
  | { readonly event: "failed"; readonly id: string; readonly why: string }
  | { readonly event: "ended" }
  | { readonly event: "broken"; readonly why: string };

/** A piece of work for a node of the cluster, as ray_driver.py takes it; paths are seen from the opened folder. */
export interface RayWork {
  readonly id: string;
  /** The Node program that does it, seen from the project's root; with another key it is started anew. */
  readonly worker: string;
  readonly key: string;
  /** What the program is sent. */
  readonly message: unknown;
  /** Files and folders that it reads. */
  readonly inputs: readonly string[];
  /** Files and folders that it makes; the last is written last. */
  readonly outputs: readonly string[];
  readonly cpus: number;
  readonly gpus: number;
  /** Time limit. */
  readonly seconds: number;
}

/** What ray_driver.py is told. */
export type RayOrder =
  | { readonly open: string }
  | { readonly run: RayWork }
  /** What runs is cancelled. clean: nothing will go on, so the nodes' files are removed. */
  | { readonly end: true; readonly clean: boolean };

/** The program between this process and a cluster. */
export interface RayDriver {
  /** Its process id; undefined where it could not be started. */
  readonly pid: number | undefined;
  tell(order: RayOrder): void;
  /** The next event. @throws InputError when the program has ended, with what it said */
  next(): Promise<RayEvent>;
  /** Ends the program; what runs in an opened folder goes on and is found again. */
  close(): Promise<void>;
}

/** Parts of the project that a node needs to run a worker. */
const parts = ["lib", "package.json", "package-lock.json", ".npmrc", "tsconfig.json"];

/** Variables that change what a worker computes: they are the same on every node. */
const engineVariable = /^(TF_|OMP_|MKL_|GRAFT_RUN)/;

/**
 * Starts the program that connects to a cluster.
 * @param variables added to its environment
 * @param script another program, for tests
 */
export function startRayDriver(
  address: string,
  variables: Readonly<Record<string, string>>,
  script = join(root(), "lib/runner/ray/ray_driver.py"),
): RayDriver {
  const own = Object.entries(process.env).filter(([name]) => engineVariable.test(name));
  const environment = { ...Object.fromEntries(own), ...workerVariables };
  const project = { root: root(), node: process.execPath, flags: workerFlags, environment, parts };
  const child = spawn(pythonPath(), [script, address, JSON.stringify(project)], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, RAY_USAGE_STATS_ENABLED: "0", PYTHONDONTWRITEBYTECODE: "1", ...variables },
    detached: true, // a Ctrl-C reaches this process, which then says what is to become of the trials
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4000)));
  child.on("error", (error) => (said += `${error.message}\n`)); // it could not be started: "close" follows
  child.stdin.on("error", () => undefined); // that it has ended is told by `next`
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  const next = async (): Promise<RayEvent> => {
    const { value, done } = await lines.next();
    if (done !== true) return value.startsWith("{") ? (JSON.parse(value) as RayEvent) : next();
    return broken(`its driver ended (${await closed})\n${said}`.trim());
  };
  return {
    pid: child.pid,
    tell: (order) => void child.stdin.write(`${JSON.stringify(order)}\n`),
    next: async () => {
      const event = await next();
      return event.event === "broken" ? broken(event.why) : event;
    },
    close: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

const broken = (why: string): never =>
  fail("run on Ray", why, "a cluster that answers", "Look at its logs, then type the same command again.");

/** Waits for an event; others before it are left out. */
export async function nextEvent<E extends RayEvent["event"]>(
  driver: RayDriver,
  wanted: E,
): Promise<Extract<RayEvent, { readonly event: E }>> {
  for (;;) {
    const event = await driver.next();
    if (isEvent(event, wanted)) return event;
  }
}

function isEvent<E extends RayEvent["event"]>(
  event: RayEvent,
  wanted: E,
): event is Extract<RayEvent, { readonly event: E }> {
  return event.event === wanted;
}
