import { ready } from "../engine";
import type { AnyTrial } from "./worker-program";

/** Message of a worker about a trial that has ended. */
export type WorkerAnswer =
  { readonly id: string; readonly seconds: number } | { readonly id: string; readonly error: string };

const send = (answer: WorkerAnswer): void => void process.send?.(answer);

/**
 * Makes this process a worker of `local-engine.ts`, or of a node of a cluster: runs the trials it is sent, one by one, and answers
 * each; ends with whoever started it.
 *
 * @param run of a trial, its result written last; an error is the answer, and the next trial may come
 */
export async function serveTrials<T extends AnyTrial>(
  run: (trial: T) => Promise<{ readonly seconds: number }>,
): Promise<void> {
  await ready();
  process.on("message", (trial: T) => {
    run(trial).then(
      ({ seconds }) => send({ id: trial.id, seconds }),
      (e: unknown) => send({ id: trial.id, error: e instanceof Error ? (e.stack ?? e.message) : String(e) }),
    );
  });
  process.on("disconnect", () => process.exit(0)); // the command has ended or was killed
  process.send?.("ready");
}
