import type { Settings } from "../core";

/** Environment variables that set TensorFlow's numbers of threads, which it reads when it loads: before any cell runs. */
export function engineThreads(settings: Settings): Readonly<Record<string, string>> {
  const threads = settings["engine.threads"];
  if (threads === 0) return {};
  return { TF_NUM_INTRAOP_THREADS: `${threads}`, TF_NUM_INTEROP_THREADS: `${threads}` };
}
