import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";

/** A program that runs, and how it ends: its exit code, null when a signal ended it or it could not start. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Whether this process has received a signal to end, by Ctrl-C for example. */
  isStopped(): boolean;
  /** Sends a signal to the program and what it has started in its group; nothing happens where they have ended. */
  signal(by: NodeJS.Signals): void;
}

/**
 * Starts a program in a process group of its own and passes one signal to end on to the whole group. Without a group of its own
 * the program would get a signal from the terminal, npm and the bootstrap each, and a second one breaks off
 * Jupyter's shutdown of its kernels; a signal to this process alone, as CI sends it, would leave the program running.
 *
 * @param signal sent to the group when this process receives a signal to end; this process then waits for it
 */
export function spawnGroup(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
  signal: NodeJS.Signals,
): ProcessGroup {
  const child = spawn(program, args, { ...options, detached: true });
  let isStopped = false;
  const send = (by: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, by);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  const stop = (): void => {
    if (!isStopped) send(signal);
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
    signal: send,
  };
}
