import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";

/** A program that runs, and how it ends: its exit code, null when a signal ended it or it could not start. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Whether this process has received a signal to end, by Ctrl-C for example. */
  isStopped(): boolean;
}

/**
 * Starts one of Jupyter's programs so that Ctrl-C reaches it once. It gets a process group of its own: the terminal,
 * npm and the bootstrap would each send it a signal, and the second one breaks off the ending of its kernels.
 *
 * @param signal forwarded to the group when this process receives a signal to end; this process then waits for it
 */
export function spawnGroup(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
  signal: NodeJS.Signals,
): ProcessGroup {
  const child = spawn(program, args, { ...options, detached: true });
  let isStopped = false;
  const stop = (): void => {
    if (!isStopped) child.kill(signal);
    isStopped = true;
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const s of signals) process.on(s, stop);
  const ended = new Promise<number | null>((done) => {
    child.on("close", done).on("error", () => done(null));
  });
  return {
    child,
    ended: ended.finally(() => signals.forEach((s) => process.off(s, stop))),
    isStopped: () => isStopped,
  };
}
