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
 * A queue of trials: the first whose needs are finished is next. What a trial needs that is not among them counts as finished.
 * The first for which there is no time stops all behind it, shorter ones too: a fold is finished before the next begins, and
 * arms of many folds that some other arm lacks would answer nothing.
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
