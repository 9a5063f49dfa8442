/** One thing to be timed, in a process of its own. */
export interface BenchCase {
  /** Builds and warms up; its time does not count. */
  readonly prepare: () => void | Promise<void>;
  /** Does the work once and waits for its result. */
  readonly step: () => void | Promise<void>;
  /** Numbers that must agree between contenders, after the steps so far: parameters, trustworthiness. */
  readonly checks?: () => Checks;
  /** Computed from the first weights: what the error of a lower precision is measured on. */
  readonly numbers?: () => ArrayLike<number>;
}

/** Options of every case, beside its own. */
export interface CaseOptions {
  /** Changes of `engine` settings; none by default. */
  readonly set?: Readonly<Record<string, string>>;
}

/** Numbers by name. */
export type Checks = Readonly<Record<string, number>>;

/** First line of a contender, when it has prepared. */
export interface Ready {
  /** Of its packages. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Line of a contender after some steps. */
export interface Answer {
  /** Of each step. */
  readonly seconds: readonly number[];
  /** The most memory that its process has held so far. */
  readonly peakMiB: number;
  readonly checks: Checks;
  /**
   * What a lower precision than float32 changes: the distance of its numbers (an inference's outputs; for a step a
   * gradient or outputs, as the program says) from those that it gives at float32, relative, by root mean squares.
   */
  readonly error?: number;
  /** Seconds of the parts that the last step is made of. */
  readonly stages?: Checks;
}

/** Steps of ours before the first that counts: the first of a graph is recorded, the next ones find TensorFlow's kernels. */
export const warmUp = 3;
