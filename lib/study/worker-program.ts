import { join } from "node:path";

/** What every trial has, whatever it trains. */
export interface AnyTrial {
  /** Hash of all inputs of the result: an equal id means an equal result. */
  readonly id: string;
}

/**
 * A program whose processes run one kind of trials, and what an engine has to know of these. Paths of trials are seen from the
 * folder that the program is started with; the trials themselves it is sent one by one (`serveTrials`).
 */
export interface WorkerProgram<T extends AnyTrial> {
  /** Its file, seen from the project's root. */
  readonly file: string;
  /** Changes with what it reads from the folder as it starts: a process that has read something else is started anew. */
  key(folder: string): string;
  /** Ids of the trials whose files a trial reads. */
  needs(trial: T): readonly string[];
  /** Files and folders that a trial reads; those that are not there are left out. */
  inputs(trial: T): readonly string[];
  /** Files and folders that it makes, its result last. */
  outputs(trial: T): readonly string[];
  /** Whether it trains a network: it asks for a GPU where the profile does. */
  isTraining(trial: T): boolean;
}

/** The flags by which Node runs TypeScript. */
export const workerFlags = ["--no-warnings", "--import", "tsx"] as const;

const threads = ["TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"];

/** Variables of such a process: one thread, so that a trial's result depends on no number of processors; no progress line. */
export const workerVariables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(threads.map((name) => [name, "1"])),
  GRAFT_PROGRESS: join("/", "dev", "null"),
};
