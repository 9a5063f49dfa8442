import type { AnyTrial, WorkerProgram } from "./worker-program";

/** Trials of one kind, and the folder they read from and write to. */
export interface TrialBatch<T extends AnyTrial> {
  readonly worker: WorkerProgram<T>;
  /** In an order in which each comes after those it needs. */
  readonly trials: readonly T[];
  /** Of a study with the folds that `openStudy` wrote. */
  readonly folder: string;
}

/** Called while trials run. */
export interface TrialWatcher<T extends AnyTrial> {
  /** A trial has finished. @param seconds its duration */
  done(trial: T, seconds: number): void;
  /** A trial has begun, or begins again. @param node where, on a cluster */
  started?(trial: T, node?: string): void;
  /** A trial has failed, after all its retries. */
  failed?(trial: T): void;
  /** Something to be told that is about no trial. */
  note?(text: string): void;
}

/** How trials are run. */
export interface TrialOptions<T extends AnyTrial> {
  /** Stops all trials; their GANs go on from a checkpoint. */
  readonly signal: AbortSignal;
  /** Whether a trial whose turn it is may begin; one that may not waits, and is asked about again. */
  readonly mayStart?: (trial: T) => boolean;
  /** Whether there is time for a trial whose turn it is; where there is none, none behind it begins either. */
  readonly hasTimeFor?: (trial: T) => boolean;
}

/** A trial that failed, and its error or log. */
export interface FailedTrial<T extends AnyTrial> {
  readonly trial: T;
  readonly why: string;
}

/** Outcome of some trials: those that failed. */
export interface TrialsEnd<T extends AnyTrial> {
  readonly failed: readonly FailedTrial<T>[];
}

/** What runs trials: processes of this machine, or a cluster. The files they make are the same whichever it is. */
export interface TrialEngine {
  /** Trials at a time. */
  readonly atATime: number;
  /** Runs trials; one starts when those it needs are finished. */
  run<T extends AnyTrial>(
    batch: TrialBatch<T>,
    options: TrialOptions<T>,
    watcher: TrialWatcher<T>,
  ): Promise<TrialsEnd<T>>;
  /** Gives back what the engine holds. */
  close(): Promise<void>;
}
