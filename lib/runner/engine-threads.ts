import type { Settings } from "../core";

/** What TensorFlow is told of a run's threads: it counts them when it loads, before a cell can say how many. */
export function engineThreads(settings: Settings): Readonly<Record<string, string>> {
  const threads = settings["engine.threads"];
  if (threads === 0) return {};
  return { TF_NUM_INTRAOP_THREADS: `${threads}`, TF_NUM_INTEROP_THREADS: `${threads}` };
}
