import { sum } from "../core";

/** A trial on paper. */
export interface SimulatedTrial {
  /** Seconds on a worker. */
  readonly seconds: number;
  /** Indices of earlier trials that must be finished before it begins. */
  readonly needs: readonly number[];
}

/** What a trial costs beside itself, seconds. */
export interface TrialOverhead {
  /** Of the worker: files there and back, start-up shared among its trials. */
  readonly worker: number;
  /** Of the driver, which does one thing at a time: sending the trial and taking its result, together. */
  readonly driver: number;
}

/** A study on paper. */
export interface SimulatedStudy {
  /** From the first trial to the last. */
  readonly seconds: number;
  /** Share of the time in which the driver is at work, 0..1: near 1 it is what all wait for. */
  readonly driverShare: number;
  /** Share of the workers' time that goes into trials, 0..1. */
  readonly workerShare: number;
}

/**
 * Simulates a study on several workers that one driver feeds. Trials begin in their order once the trials they need are finished,
 * and each passes through the driver when it is sent and when it comes back.
 */
export function simulateWorkers(
  trials: readonly SimulatedTrial[],
  workers: number,
  { worker, driver }: TrialOverhead,
): SimulatedStudy {
  const missing = trials.map(({ needs }) => needs.length);
  const dependents = trials.map((): number[] => []);
  trials.forEach(({ needs }, i) => needs.forEach((k) => dependents[k]!.push(i)));
  const ready = missing.flatMap((count, i) => (count === 0 ? [i] : []));
  const running: { readonly trial: number; readonly end: number }[] = []; // the next to end last
  let [driverFree, now, idle, next] = [0, 0, workers, 0];
  /** The driver's next piece of work, half of what a trial costs it. @returns when it is done */
  const drive = (): number => (driverFree = Math.max(driverFree, now) + driver / 2);
  const begin = (trial: number): void => {
    const end = drive() + worker + trials[trial]!.seconds;
    let [low, high] = [0, running.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (running[middle]!.end > end) low = middle + 1;
      else high = middle;
    }
    running.splice(low, 0, { trial, end });
    idle--;
  };
  for (;;) {
    while (idle > 0 && next < ready.length) begin(ready[next++]!);
    const ended = running.pop();
    if (!ended) break;
    now = ended.end;
    now = drive();
    idle++;
    for (const i of dependents[ended.trial]!) if (--missing[i]! === 0) ready.push(i);
  }
  const seconds = now;
  return {
    seconds,
    driverShare: (trials.length * driver) / seconds,
    workerShare: sum(trials.map((trial) => trial.seconds)) / (workers * seconds),
  };
}

/** The largest number of workers that one driver can feed; with more it is busy all the time. @param seconds of a trial, on average */
export function maxWorkers(seconds: number, { worker, driver }: TrialOverhead): number {
  return Math.floor((seconds + worker) / driver);
}
