/** Timers, requests and other resources that keep a process alive: their number by kind. */
export type PendingResources = Readonly<Record<string, number>>;

const intervals = new Set<NodeJS.Timeout>();
const step = 5; // ms

/** Tracks intervals, which Node counts among all timers. */
export function watchIntervals(): void {
  const original = globalThis.setInterval;
  const watching = (...args: Parameters<typeof setInterval>): NodeJS.Timeout => {
    for (const timer of intervals) if (!timer.hasRef()) intervals.delete(timer); // cleared ones
    const timer = original(...args);
    intervals.add(timer);
    return timer;
  };
  globalThis.setInterval = Object.assign(watching, original);
}

const servers = ["TCPServerWrap", "PipeServerWrap"];

/**
 * The resources that are pending now.
 *
 * @param hasEndless whether intervals and servers count, which do not end by themselves
 */
export function countPendingResources(hasEndless: boolean): PendingResources {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  if (hasEndless) return counts;
  for (const kind of servers) delete counts[kind];
  const running = [...intervals].filter((timer) => timer.hasRef()).length;
  return { ...counts, Timeout: (counts["Timeout"] ?? 0) - running };
}

/**
 * Waits until the resources that a cell has opened have ended.
 *
 * @param before those pending before the cell
 * @param seconds the longest wait
 * @param isEnough ends the wait earlier
 * @returns the kinds that are still pending
 */
export async function waitForPending(
  before: PendingResources,
  seconds: number,
  hasEndless: boolean,
  isEnough: () => boolean,
): Promise<readonly string[]> {
  const more = (): string[] =>
    Object.entries(countPendingResources(hasEndless)).flatMap(([kind, count]) =>
      count > (before[kind] ?? 0) ? [kind] : [],
    );
  const end = performance.now() + seconds * 1000;
  let left = more();
  while (left.length > 0 && !isEnough() && performance.now() < end) {
    await new Promise((done) => setTimeout(done, step).unref());
    left = more();
  }
  return isEnough() ? [] : left;
}
