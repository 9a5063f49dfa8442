import type { Trial } from "./trial";

/** Trials that wait for their turn. */
export interface TrialQueue {
  /** The next trial that may begin now, if any; it waits no longer. */
  next(): Trial | undefined;
  /** A trial has finished: those that need it may begin. */
  done(trial: Trial): void;
}

/**
 * A queue of trials: the first whose needs are finished is next.
 * @param trials in an order in which each comes after those it needs; what is not among them counts as finished
 * @param mayStart whether a trial whose turn it is may begin; one that may not waits
 */
export function trialQueue(trials: readonly Trial[], mayStart: (trial: Trial) => boolean): TrialQueue {
  const waiting = [...trials];
  const unfinished = new Set(trials.map((t) => t.id));
  return {
    next: () => {
      const at = waiting.findIndex((t) => needs(t).every((id) => !unfinished.has(id)) && mayStart(t));
      return at < 0 ? undefined : waiting.splice(at, 1)[0];
    },
    done: ({ id }) => void unfinished.delete(id),
  };
}

/** Ids of the trials whose files a trial reads. */
export function needs(trial: Trial): readonly string[] {
  return trial.kind === "gan" ? [] : trial.gans;
}
