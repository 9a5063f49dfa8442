import type { TrialBatch, TrialOptions } from "./trial-engine";
import type { AnyTrial } from "./worker-program";

/** Trials that wait for their turn. */
export interface TrialQueue<T extends AnyTrial> {
  /** The next trial that may begin now, if any; it waits no longer. */
  next(): T | undefined;
  /** A trial has finished: those that need it may begin. */
  done(trial: T): void;
}

/**
 * Opens a queue of trials. Next is the first trial whose needs are finished; a need that is not among the trials counts as
 * finished. When there is no time for that trial, nothing begins any more, not even shorter trials: a fold that lacks an arm
 * answers nothing, so one fold is finished before the next begins.
 */
export function trialQueue<T extends AnyTrial>(
  { worker, trials }: Pick<TrialBatch<T>, "worker" | "trials">,
  { mayStart = () => true, hasTimeFor = () => true }: Pick<TrialOptions<T>, "mayStart" | "hasTimeFor"> = {},
): TrialQueue<T> {
  const waiting = [...trials];
  const unfinished = new Set(trials.map((t) => t.id));
  return {
    next: () => {
      const at = waiting.findIndex((t) => worker.needs(t).every((id) => !unfinished.has(id)) && mayStart(t));
      return at < 0 || !hasTimeFor(waiting[at]!) ? undefined : waiting.splice(at, 1)[0];
    },
    done: ({ id }) => void unfinished.delete(id),
  };
}
