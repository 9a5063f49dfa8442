import { join } from "node:path";

/** The program of a process that runs trials: its file, seen from the project's root, and the flags by which Node runs TypeScript. */
export const workerProgram = {
  file: "lib/study/worker.ts",
  flags: ["--no-warnings", "--import", "tsx"],
} as const;

const threads = ["TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"];

/** Variables of such a process: one thread, so that a trial's result depends on no number of processors; no progress line. */
export const workerVariables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(threads.map((name) => [name, "1"])),
  GRAFT_PROGRESS: join("/", "dev", "null"),
};
