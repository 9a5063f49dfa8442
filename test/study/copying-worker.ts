import { join } from "node:path";
import { writeJson } from "../../lib/core";
import { serveTrials } from "../../lib/study/serve-trials";
import type { AnyTrial, WorkerProgram } from "../../lib/study/worker-program";

/** A trial that trains nothing: its text is its result. */
export interface CopyTrial extends AnyTrial {
  readonly text: string;
  readonly after: readonly string[];
}

/** A kind of trials of the tests, this file its program. */
export const copyingWorker: WorkerProgram<CopyTrial> = {
  file: "test/study/copying-worker.ts",
  key: () => "",
  needs: ({ after }) => after,
  inputs: () => [],
  outputs: ({ id }) => [`${id}.json`],
  isTraining: () => false,
};

const folder = process.argv[2] ?? "";
if (process.send !== undefined && process.argv[1]?.endsWith(copyingWorker.file))
  void serveTrials(({ id, text }: CopyTrial) => {
    if (text === "") return Promise.reject(new Error("no text"));
    writeJson(join(folder, `${id}.json`), [text, process.env["TF_NUM_INTRAOP_THREADS"]]);
    return Promise.resolve({ seconds: 7 });
  });
