import type { Trial } from "./trial";

/** Called while trials run. */
export interface TrialWatcher {
  /** A trial has finished. @param seconds its duration */
  done(trial: Trial, seconds: number): void;
  /** A trial has begun, or begins again. @param node where, on a cluster */
  started?(trial: Trial, node?: string): void;
  /** A trial has failed, after all its retries. */
  failed?(trial: Trial): void;
  /** Something to be told that is about no trial. */
  note?(text: string): void;
}

/** How trials are run. */
export interface TrialOptions {
  /** Stops all trials; their GANs go on from a checkpoint. */
  readonly signal: AbortSignal;
  /** Whether a trial whose turn it is may begin; one that may not is left out. */
  readonly mayStart?: (trial: Trial) => boolean;
}

/** A trial that failed, and its error or log. */
export interface FailedTrial {
  readonly trial: Trial;
  readonly why: string;
}

/** Outcome of some trials: those that failed. */
export interface TrialsEnd {
  readonly failed: readonly FailedTrial[];
}

/** What runs trials: processes of this machine, or a cluster. The files of the study's folder are the same whichever it is. */
export interface TrialEngine {
  /** Trials at a time. */
  readonly atATime: number;
  /**
   * Runs trials; one starts when those it needs are finished.
   * @param trials in an order in which each comes after those it needs
   * @param folder the study's folder, with the folds that `openStudy` wrote
   */
  run(
    trials: readonly Trial[],
    folder: string,
    options: TrialOptions,
    watcher: TrialWatcher,
  ): Promise<TrialsEnd>;
  /** Gives back what the engine holds. */
  close(): Promise<void>;
}
