/** A budget of time for work that is repeated, such as drawing. */
export interface Throttle {
  /** True when doing it now would stay within the budget. */
  isDue(): boolean;
  /** Does the work and counts its time. */
  spend<T>(work: () => T | Promise<T>): Promise<T>;
  /** Seconds spent in all. */
  readonly spent: number;
  /** Seconds that the next time will probably take: as long as the last. */
  readonly expected: number;
}

/**
 * A budget of time for drawing: what was spent and what the next time will probably take (as long as the last; before
 * the first, `expected`) stays under a share of the time since the start.
 *
 * @param share of all time, e.g. 0.03
 * @param everySeconds least time between two
 * @param expected seconds that the first time is believed to take
 * @param clock now, in milliseconds
 */
export function throttle({
  share,
  everySeconds = 0,
  expected = 0.05,
  clock = () => performance.now(),
}: {
  readonly share: number;
  readonly everySeconds?: number;
  readonly expected?: number;
  readonly clock?: () => number;
}): Throttle {
  const began = clock();
  let spent = 0;
  let cost = 1000 * expected;
  let last = -Infinity;
  return {
    isDue: () => {
      const now = clock();
      return now - last >= 1000 * everySeconds && spent + cost <= share * (now - began);
    },
    spend: async (work) => {
      const from = clock();
      try {
        return await work();
      } finally {
        last = clock();
        cost = last - from;
        spent += cost;
      }
    },
    get spent() {
      return spent / 1000;
    },
    get expected() {
      return cost / 1000;
    },
  };
}
