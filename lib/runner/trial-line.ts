import { duration } from "../core";
import type { TrialWatcher } from "../study/trial-engine";
import type { AnyTrial } from "../study/worker-program";
import type { TrialClock } from "./trial-clock";

/** Where the line goes: a terminal, or a file or pipe. */
export interface LineOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How far some trials are, for people. */
export interface TrialLine<T extends AnyTrial> extends Required<TrialWatcher<T>> {
  /** Trials that have finished. */
  readonly finished: number;
  /** Ends the live line: what is written next begins below it. */
  end(): void;
}

/** Begins the line anew, and clears it. */
const anew = "\r\u001b[K";

/**
 * One live line while trials run: trials done, running and failed, and the time left. Where the output is no terminal, a line per
 * finished trial instead, which a log keeps.
 *
 * @param options total: trials to be done; name: of a trial; clock: is told of each finished one and says the time left
 */
export function trialLine<T extends AnyTrial>(
  {
    total,
    name,
    clock,
  }: {
    readonly total: number;
    name(trial: T): string;
    readonly clock: Pick<TrialClock<T>, "done" | "left">;
  },
  output: LineOutput = process.stdout,
): TrialLine<T> {
  const isLive = output.isTTY === true;
  const running = new Set<string>();
  let done = 0;
  let failed = 0;
  const show = (): void => {
    if (!isLive) return;
    const counts = `${done} of ${total} trials done, ${running.size} running, ${failed} failed`;
    output.write(`${anew}${counts}; ${duration(clock.left())} left`);
  };
  const say = (text: string): void => void output.write(`${isLive ? anew : ""}${text}\n`);
  return {
    get finished() {
      return done;
    },
    started: ({ id }) => {
      running.add(id);
      show();
    },
    done: (trial, seconds) => {
      running.delete(trial.id);
      clock.done(trial);
      done++;
      if (!isLive)
        say(`  [${done}/${total}] ${name(trial)}: ${seconds.toFixed(0)} s; ${duration(clock.left())} left`);
      show();
    },
    failed: (trial) => {
      running.delete(trial.id);
      failed++;
      say(`  ${name(trial)} failed`);
      show();
    },
    note: (text) => {
      say(text);
      show();
    },
    end: () => {
      if (isLive) output.write("\n");
    },
  };
}
