import { sum } from "../core";
import type { AnyTrial } from "../study/worker-program";

/** The time of trials that run. */
export interface TrialClock<T extends AnyTrial> {
  /** Counts a trial that has just finished. */
  done(trial: T): void;
  /** Seconds until what is expected to be trained is finished. */
  left(): number;
  /** Whether a trial that begins now would be finished in the time given, by what trials have taken so far. */
  hasTimeFor(trial: T): boolean;
}

/**
 * A clock for some trials that start now.
 * @param options seconds: a trial's expected time on one thread; hours: the time given, absent for as long as it takes
 * @param now milliseconds, for tests
 */
export function trialClock<T extends AnyTrial>(
  trials: readonly T[],
  options: {
    readonly processes: number;
    readonly seconds: (trial: T) => number;
    readonly hours?: number | undefined;
  },
  now: () => number = Date.now,
): TrialClock<T> {
  const { processes, seconds, hours = Infinity } = options;
  const began = now();
  const all = sum(trials.map(seconds));
  const passed = (): number => (now() - began) / 1000;
  let spent = 0;
  /** Seconds of the clock per expected second of one process. */
  const pace = (): number => (spent === 0 ? 1 : (passed() * processes) / spent);
  const rest = (): number => hours * 3600 - passed();
  return {
    done: (trial) => void (spent += seconds(trial)),
    left: () => Math.max(0, Math.min(((all - spent) * pace()) / processes, rest())),
    hasTimeFor: (trial) => seconds(trial) * pace() <= rest(),
  };
}
