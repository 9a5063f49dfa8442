import { fork } from "node:child_process";
import { join } from "node:path";
import { root } from "../core";
import { withoutTensorflowNotices } from "../core/tensorflow-notices.mjs";
import type { WorkerAnswer } from "./serve-trials";
import type { TrialBatch } from "./trial-engine";
import { workerFlags, workerVariables, type AnyTrial } from "./worker-program";

/** A process of one thread that runs trials of one kind, one at a time. */
export interface WorkerProcess {
  /** Gives it a trial; it must be ready, or have answered the last one. */
  run(trial: AnyTrial): void;
  /** Lets it end, when there is nothing more to do. */
  dismiss(): void;
  /** Ends it at once. */
  kill(): void;
}

/** What a process tells of itself. */
export interface WorkerEvents {
  /** It can be given its first trial. */
  ready(): void;
  /** A trial has ended. */
  answered(answer: WorkerAnswer): void;
  /** It is gone: once, and last. @param how exit code or signal, and the end of what it wrote to stderr */
  ended(how: string): void;
}

/** Characters of a process' stderr that are kept. */
const kept = 4000;

/** Starts a process that runs the trials of a batch. */
export function startWorker<T extends AnyTrial>(
  { worker, folder }: Pick<TrialBatch<T>, "worker" | "folder">,
  events: WorkerEvents,
): WorkerProcess {
  const child = fork(join(root(), worker.file), [folder], {
    cwd: root(),
    execArgv: [...workerFlags],
    env: { ...process.env, ...workerVariables },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-kept)));
  child.on("message", (answer: "ready" | WorkerAnswer) => {
    if (answer === "ready") events.ready();
    else events.answered(answer);
  });
  const ended = (how: string): void => {
    events.ended(`${how}\n${withoutTensorflowNotices(said)}`.trim());
  };
  child.on("error", ({ message }) => {
    if (child.pid === undefined) ended(`its process could not be started (${message})`); // else "exit" follows
  });
  child.on("exit", (code, by) => {
    const tell = (): void => {
      ended(`its process ended (${by ?? code ?? ""})`);
    };
    // what it wrote last may come later; the process' own "close" never comes after a disconnect from here
    if (child.stderr?.closed === false) child.stderr.once("close", tell);
    else tell();
  });
  return {
    run: (trial) => void child.send(trial),
    dismiss: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
